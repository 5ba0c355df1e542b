import TansakuStorage
import TansakuText

extension ColumnTest.InSnapshot {
  /// Whether a document has one of these values of a fact.
  ///
  /// - Throws: `StorageError` where the index is damaged.
  init(_ name: String, _ values: [String], in snapshot: Snapshot) throws {
    self.init(try snapshot.column(named: name))
    for value in values {
      if value == Filter.any {
        passAny()
      } else {
        try pass(value, of: name, in: snapshot)
      }
    }
  }

  /// Lets those pass who have a value of a fact, or one that it stands for.
  private mutating func pass(_ value: String, of name: String, in snapshot: Snapshot) throws {
    pass(value)
    switch name {
    case "language": pass(languagesWithin: value)
    case "date": if let days = try snapshot.days(of: value) { pass(daysWithin: days) }
    case "city": subjects += try snapshot.withAnalyzer { try $0.subjects(of: value) }
    default: break
    }
  }

  /// Whether a document has a fact that a query asks for.
  ///
  /// - Throws: `IndexError` with the code `badQuery` for what is no regular expression, or takes too
  ///   long; `StorageError` where the index is damaged.
  init(_ name: String, _ value: Query.FactValue, in snapshot: Snapshot) throws {
    self.init(try snapshot.column(named: name))
    switch value {
    case .equal(let text): try pass(text, of: name, in: snapshot)
    case .pattern(let text):
      let pattern = GlobPattern(elements: GlobPattern.elements(of: text))
      pass { pattern.matches($0.unicodeScalars.map(\.value)) }
    case .expression(let text):
      let expression = try QueryExpression(text)
      try pass { try expression.matches($0) }
    }
  }
}
