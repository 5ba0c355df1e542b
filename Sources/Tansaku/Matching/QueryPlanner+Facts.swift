import TansakuText

/// Facts that a query asks for.
extension QueryPlanner {
  /// The entries of which a document must have any.
  ///
  /// - Throws: `IndexError` with the code `badQuery` for what is no regular expression.
  func entries(of name: String, _ value: Query.FactValue) throws -> [TermSet] {
    let isIdentifier = name == "id"
    let layer = isIdentifier ? Layer.identifier : .attribute
    let beginning = isIdentifier ? "" : "\(name)="
    switch value {
    case .equal(let text):
      var sets = [TermSet(key: TermKey(layer, beginning + text))]
      switch name {
      case "city":
        for mention in try analyzer.analyze(text).cities {
          sets.append(TermSet(key: TermKey(.subject, String(mention.city))))
        }
      // Language ranges: RFC 4647, basic filtering.
      case "language":
        sets.append(TermSet(key: TermKey(layer, "\(beginning)\(text)-"), isPrefix: true))
      default: break
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
