import TansakuText

/// Facts that a query asks for.
extension QueryPlanner {
  /// What a document must meet to have a fact.
  ///
  /// Values that stand for others, as a year does for its days, are asked of columns: by the same rules
  /// as those of a ``Filter``.
  ///
  /// - Throws: `IndexError` with the code `badQuery` for what is no regular expression.
  func condition(ofFact name: String, _ value: Query.FactValue) throws -> Condition {
    if case .expression(let pattern) = value { _ = try TermExpansion.expression(pattern) }
    switch (name, value) {
    case ("year", _), ("decade", _), ("date", .equal), ("language", .equal):
      return .column(name, value)
    // As a filter has it, an empty value is none.
    case (_, .pattern("*")) where name != "id": return .column(name, value)
    default: return .entries(try entries(of: name, value))
    }
  }

  /// The entries of which a document must have any.
  ///
  /// - Throws: `IndexError` with the code `badQuery` for what is no regular expression.
  private func entries(of name: String, _ value: Query.FactValue) throws -> [TermSet] {
    let isIdentifier = name == "id"
    let layer = isIdentifier ? Layer.identifier : .attribute
    let beginning = isIdentifier ? "" : "\(name)="
    switch value {
    case .equal(let text):
      var sets = [TermSet(key: TermKey(layer, beginning + text))]
      if name == "city" {
        sets += try analyzer.subjects(of: text).map { TermSet(key: $0) }
      }
      return sets
    case .pattern(let text):
      let elements =
        beginning.unicodeScalars.map { GlobPattern.Element.scalar($0.value) }
        + PatternText.elements(of: text)
      return [
        TermSet(
          key: TermExpansion(layer, .pattern(GlobPattern(elements: elements))).key, isPrefix: true)
      ]
    case .expression(let pattern):
      _ = try TermExpansion.expression(pattern)
      return [
        TermSet(
          key: TermExpansion(layer, .expression(beginning: beginning, pattern)).key, isPrefix: true)
      ]
    }
  }
}

extension Analyzer {
  /// The entries of documents that are about the cities that a text names.
  func subjects(of text: String) throws -> [TermKey] {
    try analyze(text).cities.map { TermKey(.subject, String($0.city)) }
  }
}
