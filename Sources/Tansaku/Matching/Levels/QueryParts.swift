/// The parts of a query that a text may match, and how they must be matched together.
///
/// What a query excludes is no part of it: it is kept out however it is written.
struct QueryParts: Sendable, Equatable {
  /// How parts are joined.
  indirect enum Tree: Sendable, Equatable {
    /// Any part of the group of this number.
    case group(Int)
    /// All of these.
    case all([Tree])
    /// Any of these.
    case any([Tree])
  }

  /// The parts, in groups of which any part will do.
  var groups: [[QueryPart]] = []
  /// How the groups are joined.
  var tree = Tree.all([])

  /// The strictest level at which a text matches all that must be matched; nil where it matches at
  /// none.
  ///
  /// - Parameter levels: For each group the strictest level at which the text matches it.
  /// - Returns: The level, `variant` or stricter.
  func strictestLevel(_ levels: [MatchLevel?]) -> MatchLevel? {
    QueryParts.strictestLevel(of: tree, levels)
  }

  private static func strictestLevel(of tree: Tree, _ levels: [MatchLevel?]) -> MatchLevel? {
    switch tree {
    case .group(let number): return levels[number]
    case .all(let trees):
      var strictest = MatchLevel.exact
      for tree in trees {
        guard let level = strictestLevel(of: tree, levels) else { return nil }
        strictest = max(strictest, level)
      }
      return strictest
    case .any(let trees): return trees.compactMap { strictestLevel(of: $0, levels) }.min()
    }
  }

  /// The number of a group, which is added unless it is known.
  mutating func number(of group: [QueryPart]) -> Int {
    if let known = groups.firstIndex(of: group) { return known }
    groups.append(group)
    return groups.count - 1
  }
}
