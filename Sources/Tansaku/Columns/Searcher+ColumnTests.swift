import TansakuStorage
import TansakuText

extension Searcher {
  /// Whether a document has one of these values of a fact.
  ///
  /// - Throws: `StorageError` where the index is damaged.
  func columnTest(_ name: String, _ values: [String]) throws -> ColumnTest.InSearcher {
    var test = ColumnTest.InSearcher(try column(named: name))
    for value in values {
      if value == Filter.any {
        test.passAny()
      } else {
        try pass(value, of: name, &test)
      }
    }
    return test
  }

  /// Lets those pass who have a value of a fact, or one that it stands for.
  private func pass(
    _ value: String, of name: String, _ test: inout ColumnTest.InSearcher
  ) throws {
    test.pass(value)
    switch name {
    case "language": test.pass(languagesWithin: value)
    case "date": if let days = try days(of: value) { test.pass(daysWithin: days) }
    case "city": test.subjects += try withAnalyzer { try $0.subjects(of: value) }
    default: break
    }
  }

  /// Whether a document has a fact that a query asks for.
  ///
  /// - Throws: `IndexError` with the code `badQuery` for what is no regular expression, or takes too
  ///   long; `StorageError` where the index is damaged.
  func columnTest(_ name: String, _ value: Query.FactValue) throws -> ColumnTest.InSearcher {
    var test = ColumnTest.InSearcher(try column(named: name))
    switch value {
    case .equal(let text): try pass(text, of: name, &test)
    case .pattern(let text):
      let pattern = GlobPattern(elements: GlobPattern.elements(of: text))
      test.pass { pattern.matches($0.unicodeScalars.map(\.value)) }
    case .expression(let text):
      let expression = try QueryExpression(text)
      try test.pass { try expression.matches($0) }
    }
    return test
  }
}
