/// The parts of a query that a text may match, and how they must be matched together.
///
/// What a query excludes is no part of it: it is kept out however it is written.
struct QueryParts: Sendable, Equatable {
  /// How parts are joined.
  enum Tree: Sendable, Equatable {
    /// Any part of the group of this number.
    case group(Int)
    /// All of these.
    case all([Tree])
    /// Any of these.
    case any([Tree])
    /// The parts of the nearness of this number.
    case near(Int)
  }

  /// Parts that must stand near each other.
  struct Nearness: Sendable, Equatable {
    /// For each part the groups that find it.
    var parts: [[Int]]
    var distance: Int
    /// The field that they must stand in; nil for any.
    var field: Field?
  }

  /// The parts, in groups of which any part will do.
  var groups: [[QueryPart]] = []
  /// What must stand near each other.
  var nearnesses: [Nearness] = []
  /// How the groups are joined.
  var tree = Tree.all([])

  /// The strictest level at which a text matches all that must be matched; nil where it matches at
  /// none.
  ///
  /// - Parameters:
  ///   - levels: For each group the strictest level at which the text matches it.
  ///   - near: For each nearness the strictest level at which its parts stand near each other.
  /// - Returns: The level, `variant` or stricter.
  func strictestLevel(_ levels: [MatchLevel?], near: [MatchLevel?]) -> MatchLevel? {
    QueryParts.strictestLevel(of: tree, levels, near)
  }

  private static func strictestLevel(
    of tree: Tree, _ levels: [MatchLevel?], _ near: [MatchLevel?]
  ) -> MatchLevel? {
    switch tree {
    case .group(let number): return levels[number]
    case .near(let number): return near[number]
    case .all(let trees):
      var strictest = MatchLevel.exact
      for tree in trees {
        guard let level = strictestLevel(of: tree, levels, near) else { return nil }
        strictest = max(strictest, level)
      }
      return strictest
    case .any(let trees): return trees.compactMap { strictestLevel(of: $0, levels, near) }.min()
    }
  }

  /// The number of a group, which is added unless it is known.
  mutating func number(of group: [QueryPart]) -> Int {
    if let known = groups.firstIndex(of: group) { return known }
    groups.append(group)
    return groups.count - 1
  }

  /// The number of a nearness, which is added unless it is known.
  mutating func number(of nearness: Nearness) -> Int {
    if let known = nearnesses.firstIndex(of: nearness) { return known }
    nearnesses.append(nearness)
    return nearnesses.count - 1
  }
}

extension QueryParts.Tree {
  /// The groups that are joined.
  var groups: [Int] {
    switch self {
    case .group(let number): [number]
    case .all(let trees), .any(let trees): trees.flatMap(\.groups)
    case .near: []
    }
  }
}
