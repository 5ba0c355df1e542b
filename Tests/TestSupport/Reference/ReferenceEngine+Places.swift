package import Tansaku

/// Where in a text a query finds what it shows.
extension ReferenceEngine {
  /// Which folded characters of a field anything of a query that adds to the score stands on,
  /// whatever field the query asks for.
  package func places(
    of node: Query.Node, in field: Field, ofDocument id: String
  ) throws -> Set<Int> {
    guard let scanned = document(id: id) else { return [] }
    return Set(try ranges(of: node, in: field, of: scanned).joined())
  }

  /// Where in a field anything of a query that adds to the score stands; places may come twice.
  ///
  /// - Parameters:
  ///   - node: The query.
  ///   - field: Which field of the document.
  ///   - scanned: The document.
  ///   - keepingFields: Whether what is asked for in another field does not count.
  /// - Returns: the ranges of folded characters.
  /// - Throws: what the analyzer throws.
  package func ranges(
    of node: Query.Node, in field: Field, of scanned: Scanned, keepingFields: Bool = false
  ) throws -> [Range<Int>] {
    var found: [Range<Int>] = []
    try forEachRange(of: node, in: field, scanned.text(field), keepingFields: keepingFields) {
      found.append($0)
    }
    return found
  }

  private func forEachRange(
    of node: Query.Node, in field: Field, _ text: ScannedText, isInField: Bool = false,
    keepingFields: Bool, _ body: (Range<Int>) -> Void
  ) throws {
    func descend(_ node: Query.Node, isInField: Bool) throws {
      try forEachRange(
        of: node, in: field, text, isInField: isInField, keepingFields: keepingFields, body)
    }
    switch node {
    case .fact, .not: break
    case .date(let typed): try datePlaces(typed, in: text).forEach(body)
    case .words(let typed):
      try places(ofWords: typed, in: text).forEach { body($0.range) }
      if !isInField { try forms(ofWords: typed, in: text).forEach { body($0.range) } }
    case .phrase, .pattern, .fuzzy:
      try (occurrences(of: node, in: text) ?? []).forEach { body($0.range) }
    case .field(let asked, let node):
      if !keepingFields || asked == field { try descend(node, isInField: true) }
    case .boosted(let node, _): try descend(node, isInField: isInField)
    case .near(let nodes, _):
      for node in nodes { try (neighbours(node, in: text) ?? []).forEach { body($0.range) } }
    case .all(let nodes), .any(let nodes):
      for node in nodes { try descend(node, isInField: isInField) }
    }
  }
}
