/// Trees in the one shape that parsing gives them: nothing empty, nothing nested without need.
extension Query.Node {
  /// Words without blanks at their ends; nil for blanks alone.
  static func joined(words text: String) -> Self? {
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.isBlank }),
      let last = scalars.lastIndex(where: { !$0.isBlank })
    else { return nil }
    return .words(String(scalars[first...last]))
  }

  /// A phrase; nil for blanks alone.
  static func joined(phrase text: String) -> Self? {
    text.unicodeScalars.allSatisfy(\.isBlank) ? nil : .phrase(text)
  }

  /// All of these; one alone is itself.
  static func joined(all nodes: [Self?]) -> Self? {
    let flat = needed(nodes) { if case .all(let inner) = $0 { inner } else { nil } }
    return flat.count > 1 ? .all(flat) : flat.first
  }

  /// Any of these; one alone is itself.
  static func joined(any nodes: [Self?]) -> Self? {
    let flat = needed(nodes) { if case .any(let inner) = $0 { inner } else { nil } }
    return flat.count > 1 ? .any(flat) : flat.first
  }

  /// These near each other; one alone is itself.
  static func joined(near nodes: [Self?], distance: Int) -> Self? {
    let parts = needed(nodes) { _ in nil }
    return parts.count > 1
      ? .near(parts, distance: min(max(distance, 0), QueryLimits.nearDistance))
      : parts.first
  }

  /// The nodes that are there, with the parts of those that have any in their place, and without
  /// words that have nothing to be looked for beside others that have.
  private static func needed(_ nodes: [Self?], parts: (Self) -> [Self]?) -> [Self] {
    var needed: [Self] = []
    needed.reserveCapacity(nodes.count)
    var idle: Self?
    for case let node? in nodes {
      if case .words(let text) = node, !text.unicodeScalars.contains(where: \.isSearchable) {
        if idle == nil { idle = node }
      } else if let parts = parts(node) {
        needed += parts
      } else {
        needed.append(node)
      }
    }
    if needed.isEmpty, let idle { needed.append(idle) }
    return needed
  }

  /// Whether NEAR can ask for this.
  var mayBeNear: Bool {
    switch self {
    case .words, .phrase, .pattern, .fuzzy: true
    case .boosted(let node, _): node.mayBeNear
    case .any(let nodes): nodes.allSatisfy(\.mayBeNear)
    case .date, .fact, .field, .near, .all, .not: false
    }
  }

  /// The tree as parsing would make it; nil where nothing is left of it.
  ///
  /// It finds the same documents. Takes stack in proportion to the depth of the tree.
  var normalized: Self? {
    switch self {
    case .words(let text): .joined(words: text)
    case .phrase(let text): .joined(phrase: text)
    case .fuzzy, .date, .fact(_, .equal): self
    case .pattern(let pattern): .pattern(QueryPattern(pattern).text)
    case .fact(let name, .pattern(let pattern)):
      .fact(name, .pattern(QueryPattern(pattern).text))
    case .fact(let name, .expression(let text)):
      .fact(name, .expression(Self.withBareSlashes(text)))
    case .field(let field, let node): node.normalized.map { .field(field, $0) }
    case .near(let nodes, let distance):
      .joined(near: nodes.map(\.normalized), distance: distance)
    case .all(let nodes): .joined(all: nodes.map(\.normalized))
    case .any(let nodes): .joined(any: nodes.map(\.normalized))
    case .not(let node): node.normalized.map { .not($0) }
    case .boosted(let node, let factor): node.normalized.map { .boosted($0, by: factor) }
    }
  }

  /// A regular expression without backslashes before slashes, which mean the same without.
  private static func withBareSlashes(_ expression: String) -> String {
    var result = String.UnicodeScalarView()
    var isEscaped = false
    for scalar in expression.unicodeScalars {
      if isEscaped, scalar == "/" { result.removeLast() }
      isEscaped = scalar == "\\" && !isEscaped
      result.append(scalar)
    }
    return String(result)
  }

  /// How many nodes the tree has.
  var nodeCount: Int {
    switch self {
    case .words, .phrase, .pattern, .fuzzy, .date, .fact: 1
    case .field(_, let node), .not(let node), .boosted(let node, _): 1 + node.nodeCount
    case .near(let nodes, _), .all(let nodes), .any(let nodes):
      nodes.reduce(1) { $0 + $1.nodeCount }
    }
  }
}
