/// Answers a plan from one segment.
///
/// Documents that have one of the terms that match by themselves are found first, by pruning
/// (`UnionSearch`). What matches only by its characters comes after: it has none of those terms,
/// so it often cannot become a hit any more, and then no phrase is looked at. Where a plan has
/// several groups, or no such term, the leaves lead (`LeafSearch`).
final class SegmentSearch {
  private let plan: QueryPlan
  private let context: SegmentContext
  private let terms: SegmentTerms
  private let weights: PlanWeights?

  /// - Parameters:
  ///   - terms: the dictionary of the segment.
  ///   - weights: what the terms of the plan weigh; nil where nothing is scored.
  ///   - context: where to search.
  init(_ terms: SegmentTerms, weights: PlanWeights?, in context: SegmentContext) {
    plan = context.plan
    self.terms = terms
    self.weights = weights
    self.context = context
  }

  /// Offers every match that may be a hit.
  func run(_ collector: inout HitCollector) throws {
    guard plan.groups.count == 1, let leaves = plan.groups.first,
      leaves.contains(where: { $0.term != nil })
    else { return try runGroups(&collector) }
    let cursors = SharedCursors(terms, plan)
    let scorers = try scorers { try cursors.ownCursors(of: $0) }
    var marking: [TermScorer] = []
    var optional: [TermScorer] = []
    for scorer in scorers {
      if leaves.contains(where: { $0.term == scorer.number }) {
        marking.append(scorer)
      } else {
        optional.append(scorer)
      }
    }
    try UnionSearch.run(marking: marking, optional: optional, in: context, &collector)
    try runCharacters(leaves, marking, optional, cursors, &collector)
  }

  /// Offers what matches only by its characters, after what has one of the marking terms.
  private func runCharacters(
    _ leaves: [QueryPlan.Leaf], _ marking: [TermScorer], _ optional: [TermScorer],
    _ cursors: SharedCursors, _ collector: inout HitCollector
  ) throws {
    let needed = collector.neededOutOfOrder
    if needed > 0, optional.reduce(0, { $0 + $1.limit }) < needed { return }
    // What was walked before cannot go back by itself.
    for scorer in marking { scorer.rewind() }
    for scorer in optional { scorer.rewind() }
    if needed > 0, optional.reduce(0, { $0 + $1.maximum }) < needed { return }
    let others = try leaves.filter { try !isCovered($0) }
    if others.isEmpty { return }
    // One leaf alone can stand where the scorers do.
    let group = try makeGroup(others, scorers: marking) {
      others.count == 1 ? cursors : SharedCursors(terms, plan)
    }
    if group.isEmpty { return }
    let search = try LeafSearch([group], scorers: optional, excluded: marking, in: context)
    search.run(inOrder: false, &collector)
  }

  /// How many documents match and pass the filters; nothing is scored.
  func count() throws -> Int {
    guard plan.groups.count == 1, let leaves = plan.groups.first, !plan.hasTrees else {
      return try leafSearch([], nil)?.count() ?? 0
    }
    return try MatchCounter(leaves, plan: plan, terms: terms, gate: context.gate()).count(
      documents: Int(context.segment.info.documentCount))
  }

  /// Which documents match and pass the filters; nothing is scored.
  func matches() throws -> DocumentSet {
    let documents = Int(context.segment.info.documentCount)
    guard plan.groups.count == 1, let leaves = plan.groups.first, !plan.hasTrees else {
      var found = DocumentSet(documents: documents)
      try leafSearch([], nil)?.forEachMatch { found.insert($0) }
      return found
    }
    return try MatchCounter(leaves, plan: plan, terms: terms, gate: context.gate()).matches(
      documents: documents)
  }

  /// About how many postings `count` walks; one whose positions are read counts more.
  func countingCost() throws -> Int {
    try plan.groups.joined().reduce(0) { sum, leaf in
      switch leaf {
      case .term(let number): return try sum + terms.documentFrequency(of: plan.terms[number])
      case .phrase(let phrase, _):
        return try sum
          + (phrase.elements.map { try terms.documentFrequency(of: $0.selector) }.min() ?? 0)
          * (phrase.elements.count > 1 ? 8 * phrase.elements.count : 1)
      // May read texts.
      case .tree: return sum + Ranker.cheapPostings
      }
    }
  }

  // MARK: Parts

  private func runGroups(_ collector: inout HitCollector) throws {
    // With one leaf in each group all cursors stand on a candidate together, so that phrases and
    // scores can share them.
    let shared = SharedCursors(terms, plan)
    let areSingle = plan.groups.allSatisfy { $0.count == 1 && $0[0].isJoint }
    if areSingle, try !addLeaves(to: shared) { return }
    let scorers = try scorers { try shared.cursors(of: $0) }
    for scorer in scorers { scorer.isStanding = shared.isInLeaf(plan.terms[scorer.number]) }
    let joined = areSingle ? try joinedSearch(scorers, shared) : nil
    let search = try joined ?? leafSearch(scorers, areSingle ? shared : nil)
    search?.run(inOrder: true, &collector)
  }

  /// Makes the cursors of groups of one leaf each; false where one of them has no documents.
  private func addLeaves(to shared: SharedCursors) throws -> Bool {
    // Those first that need positions, for the others can do with the same.
    for wantsPositions in [true, false] {
      for leaves in plan.groups where leaves[0].isTree == wantsPositions {
        if try !shared.addLeaf(leaves[0]) { return false }
      }
    }
    return true
  }

  /// A search where each group is one phrase, one key, or phrases near each other; nil where one is a
  /// term of several keys.
  private func joinedSearch(
    _ scorers: [TermScorer], _ shared: SharedCursors
  ) throws -> LeafSearch? {
    var cursors: [PostingCursor] = []
    var checks: [LeafMatcher] = []
    var nears: [NearPhrases] = []
    for leaves in plan.groups {
      switch leaves[0] {
      case .term(let number):
        guard let found = try shared.cursors(of: plan.terms[number]), found.others.isEmpty else {
          return nil
        }
        cursors.append(found.first)
      case .tree(.near(let parts, let distance, let field)):
        guard let near = try NearPhrases(parts, distance: distance, in: field, shared) else {
          return nil
        }
        near.appendCursors(to: &cursors)
        nears.append(near)
      case .phrase, .tree:
        for leaf in try makeMatchers(of: leaves[0], scorers: scorers, cursors: shared) {
          leaf.appendCursors(to: &cursors)
          if leaf.checksPositions { checks.append(leaf) }
        }
      }
    }
    return try LeafSearch(
      joining: cursors, checking: checks, nears, scorers: scorers, in: context)
  }

  /// A search over all groups; nil where one of them has no documents.
  private func leafSearch(
    _ scorers: [TermScorer], _ cursors: SharedCursors?
  ) throws -> LeafSearch? {
    var groups: [LeafSearch.Group] = []
    groups.reserveCapacity(plan.groups.count)
    var readings: [TextReading] = []
    for leaves in plan.groups {
      var leaves = leaves
      // Who else may match is found out first.
      if leaves.count == 1, case .tree(.text(let text, let others)) = leaves[0] {
        readings.append(context.builder.reading(of: text))
        leaves = [.tree(others)]
      }
      let group = try makeGroup(leaves, scorers: scorers) {
        cursors ?? SharedCursors(terms, plan)
      }
      if group.isEmpty { return nil }
      groups.append(group)
    }
    return try LeafSearch(
      groups, scorers: scorers, excluded: [], readings: readings, in: context)
  }

  /// The terms of the plan that the segment has.
  private func scorers(
    _ cursors: (QueryPlan.ScoredTerm) throws -> TermCursors?
  ) rethrows -> [TermScorer] {
    var scorers: [TermScorer] = []
    scorers.reserveCapacity(plan.terms.count)
    for (number, term) in plan.terms.enumerated() {
      guard let found = try cursors(term) else { continue }
      scorers.append(
        TermScorer(
          number, found, weight: weights?.inUnits(number) ?? 0,
          lengths: context.lengths))
    }
    return scorers
  }

  /// What finds the documents of leaves of which any will do.
  private func makeGroup(
    _ leaves: [QueryPlan.Leaf], scorers: [TermScorer], cursors: () -> SharedCursors
  ) throws -> LeafSearch.Group {
    var matchers: [LeafMatcher] = []
    var trees: [DocumentMatcher] = []
    for leaf in leaves {
      if case .tree(let condition) = leaf {
        if let tree = try context.builder.matcher(condition) { trees.append(tree) }
      } else {
        matchers += try makeMatchers(of: leaf, scorers: scorers, cursors: cursors())
      }
    }
    return LeafSearch.Group(leaves: matchers, trees: trees)
  }

  /// What finds the documents of a leaf; several where any of several keys will do, none where the
  /// segment has no such document.
  private func makeMatchers(
    of leaf: QueryPlan.Leaf, scorers: [TermScorer], cursors: SharedCursors
  ) throws -> [LeafMatcher] {
    switch leaf {
    case .term(let number):
      guard let found = try cursors.cursors(of: plan.terms[number]) else { return [] }
      return ([found.first] + found.others).map {
        LeafMatcher([LeafMatcher.Unit(cursor: $0, offset: 0)], checksPositions: false)
      }
    case .phrase(let phrase, let implied):
      guard let units = try cursors.units(of: phrase) else { return [] }
      return [
        LeafMatcher(
          units, checksPositions: true,
          implied: implied.flatMap { number in scorers.first { $0.number == number } })
      ]
    case .tree: preconditionFailure("What finds a tree is made by the builder of matchers")
    }
  }

  /// Whether all documents of a leaf have a term that matches by itself.
  private func isCovered(_ leaf: QueryPlan.Leaf) throws -> Bool {
    switch leaf {
    case .term: return true
    case .tree: return false
    case .phrase(let phrase, let implied):
      guard let implied, phrase.elements.count == 1, let element = phrase.elements.first else {
        return false
      }
      // The term occurs only where the phrase does: as many documents are the same documents.
      let count = try terms.documentFrequency(of: element.selector)
      return try terms.documentFrequency(of: plan.terms[implied]) == count
    }
  }
}

extension QueryPlan.Leaf {
  var isTree: Bool { if case .tree = self { true } else { false } }

  /// Whether its cursors all stand on every document that matches.
  var isJoint: Bool {
    switch self {
    case .term, .phrase: true
    case .tree(.near(let parts, _, _)): parts.allSatisfy { $0.count == 1 }
    case .tree: false
    }
  }

  /// The scored term whose documents all match the leaf.
  var term: Int? {
    switch self {
    case .term(let number): number
    case .phrase(_, let implied): implied
    case .tree: nil
    }
  }
}
