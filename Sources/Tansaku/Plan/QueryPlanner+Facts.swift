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
    if case .expression(let pattern) = value { _ = try QueryExpression(pattern) }
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
  private func entries(of name: String, _ value: Query.FactValue) throws -> [TermSelector] {
    let isIdentifier = name == "id"
    let layer = isIdentifier ? Layer.identifier : .attribute
    let beginning = isIdentifier ? "" : "\(name)="
    switch value {
    case .equal(let text):
      var selectors = [TermSelector.key(TermKey(layer, beginning + text))]
      if name == "city" { selectors += try analyzer.subjects(of: text).map { .key($0) } }
      return selectors
    case .pattern(let text):
      let elements =
        beginning.unicodeScalars.map { GlobPattern.Element.scalar($0.value) }
        + GlobPattern.elements(of: text)
      return [.pattern(layer, GlobPattern(elements: elements))]
    case .expression(let pattern):
      _ = try QueryExpression(pattern)
      return [.expression(layer, beginning: beginning, pattern)]
    }
  }
}

extension Analyzer {
  /// The entries of documents that are about the cities that a text names.
  func subjects(of text: String) throws -> [TermKey] {
    try analyze(text).cities.map { TermKey(.subject, String($0.city)) }
  }
}
