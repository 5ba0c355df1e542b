/// Answers a plan from one segment.
///
/// Documents that have one of the terms that match by themselves are found first, by pruning
/// (`UnionSearch`). What matches only by its characters comes after: it has none of those terms,
/// so it often cannot become a hit any more, and then no phrase is looked at. Where a plan has
/// several groups, or no such term, the leaves lead (`LeafSearch`).
struct SegmentSearch {
  private let plan: QueryPlan
  private let context: SegmentContext
  private let terms: SegmentTerms
  /// For each term of the plan, its weight times its rarity, in units.
  private let weights: [Float]

  init(
    _ plan: QueryPlan, _ terms: SegmentTerms, weights: [Float], in context: SegmentContext
  ) {
    self.plan = plan
    self.terms = terms
    self.weights = weights
    self.context = context
  }

  /// Offers every match that may be a hit.
  func run(_ collector: inout HitCollector) throws {
    guard plan.groups.count == 1, let leaves = plan.groups.first else {
      return try runGroups(&collector)
    }
    let marking = Set(leaves.compactMap(\.term))
    if marking.isEmpty { return try runGroups(&collector) }
    let scorers = try scorers(cursors: nil)
    var optional: [TermScorer] = []
    for (number, scorer) in scorers where !marking.contains(number) { optional.append(scorer) }
    try UnionSearch.run(
      marking: scorers.filter { marking.contains($0.number) }.map(\.scorer), optional: optional,
      in: context, &collector)

    let most = optional.reduce(0) { $0 + $1.maximum }
    if collector.neededOutOfOrder > 0, most < collector.neededOutOfOrder { return }
    let others = try leaves.filter { try !isCovered($0) }
    if others.isEmpty { return }
    // What was walked before cannot go back.
    let again = try self.scorers(cursors: nil)
    let matchers = try others.flatMap { try makeMatchers(of: $0, scorers: again, cursors: nil) }
    if matchers.isEmpty { return }
    let search = try LeafSearch(
      [LeafSearch.Group(leaves: matchers)],
      scorers: again.filter { !marking.contains($0.number) }.map(\.scorer),
      excluded: again.filter { marking.contains($0.number) }.map(\.scorer), in: context)
    search.run(inOrder: false, &collector)
  }

  /// How many documents match and pass the filters; nothing is scored.
  func count() throws -> Int {
    guard plan.groups.count == 1, let leaves = plan.groups.first else {
      return try leafSearch(scorers: [])?.count() ?? 0
    }
    return try MatchCounter(leaves, plan: plan, terms: terms, gate: context.gate()).count(
      documents: Int(context.segment.info.documentCount))
  }

  /// About how many postings `count` walks; one whose positions are read counts more.
  func countingCost() throws -> Int {
    try plan.groups.joined().reduce(0) { sum, leaf in
      switch leaf {
      case .term(let number): try sum + terms.documentFrequency(of: plan.terms[number])
      case .phrase(let phrase, _):
        try sum
          + (phrase.elements.map {
            try $0.isPrefix ? terms.documentFrequency(prefix: $0.key) : frequency($0.key)
          }.min() ?? 0) * (phrase.elements.count > 1 ? 8 * phrase.elements.count : 1)
      }
    }
  }

  private func frequency(_ key: TermKey) throws -> Int {
    Int(try terms.info(key)?.documentFrequency ?? 0)
  }

  // MARK: Parts

  private func runGroups(_ collector: inout HitCollector) throws {
    // With one leaf in each group all cursors stand on a candidate together, so that phrases and
    // scores can share them.
    let cursors = plan.groups.allSatisfy { $0.count == 1 } ? SharedCursors(terms) : nil
    if let cursors {
      for case .phrase(let phrase, _) in plan.groups.joined() { _ = try cursors.units(of: phrase) }
      cursors.endLeaves()
    }
    let scorers = try scorers(cursors: cursors)
    try leafSearch(scorers: scorers, cursors: cursors)?.run(inOrder: true, &collector)
  }

  /// A search over all groups; nil where one of them has no documents.
  private func leafSearch(
    scorers: [(number: Int, scorer: TermScorer)], cursors: SharedCursors? = nil
  ) throws -> LeafSearch? {
    var groups: [LeafSearch.Group] = []
    for leaves in plan.groups {
      let matchers = try leaves.flatMap {
        try makeMatchers(of: $0, scorers: scorers, cursors: cursors)
      }
      if matchers.isEmpty { return nil }
      groups.append(LeafSearch.Group(leaves: matchers))
    }
    var standing: Set<ObjectIdentifier>?
    if let cursors {
      standing = []
      for (number, scorer) in scorers where cursors.isInLeaf(plan.terms[number]) {
        standing?.insert(ObjectIdentifier(scorer))
      }
    }
    return try LeafSearch(
      groups, scorers: scorers.map(\.scorer),
      standing: standing.map { standing in { standing.contains(ObjectIdentifier($0)) } },
      excluded: [], in: context)
  }

  /// The terms of the plan that the segment has.
  private func scorers(cursors shared: SharedCursors?) throws -> [(
    number: Int, scorer: TermScorer
  )] {
    var scorers: [(number: Int, scorer: TermScorer)] = []
    for (number, term) in plan.terms.enumerated() {
      let cursors = try shared?.cursors(of: term) ?? terms.cursors(of: term)
      if cursors.isEmpty { continue }
      scorers.append((number, TermScorer(cursors, weight: weights[number], of: context)))
    }
    return scorers
  }

  /// What finds the documents of a leaf; several where any of several keys will do, none where the
  /// segment has no such document.
  private func makeMatchers(
    of leaf: QueryPlan.Leaf, scorers: [(number: Int, scorer: TermScorer)],
    cursors: SharedCursors?
  ) throws -> [LeafMatcher] {
    let source = cursors ?? SharedCursors(terms)
    switch leaf {
    case .term(let number):
      let found = try terms.cursors(of: plan.terms[number])
      return found.map {
        LeafMatcher([LeafMatcher.Unit(cursor: $0, offset: 0)], checksPositions: false)
      }
    case .phrase(let phrase, let implied):
      guard let units = try source.units(of: phrase) else { return [] }
      return [
        LeafMatcher(
          units, checksPositions: true,
          implied: implied.flatMap { number in scorers.first { $0.number == number }?.scorer })
      ]
    }
  }

  /// Whether all documents of a leaf have a term that matches by itself.
  private func isCovered(_ leaf: QueryPlan.Leaf) throws -> Bool {
    switch leaf {
    case .term: return true
    case .phrase(let phrase, let implied):
      guard let implied, phrase.elements.count == 1, let element = phrase.elements.first else {
        return false
      }
      // The term occurs only where the phrase does: as many documents are the same documents.
      let count =
        element.isPrefix
        ? try terms.documentFrequency(prefix: element.key)
        : Int(try terms.info(element.key)?.documentFrequency ?? 0)
      return try terms.documentFrequency(of: plan.terms[implied]) == count
    }
  }
}

extension QueryPlan.Leaf {
  /// The scored term whose documents all match the leaf.
  var term: Int? {
    switch self {
    case .term(let number): number
    case .phrase(_, let implied): implied
    }
  }
}

/// Cursors by key, each made once, for searches whose parts stand on the same documents.
final class SharedCursors {
  private let terms: SegmentTerms
  private var cursors: [TermKey: PostingCursor] = [:]
  private var leafKeys: Set<TermKey> = []

  init(_ terms: SegmentTerms) { self.terms = terms }

  /// The cursor over the documents of a key, with its positions; nil where there are none.
  func cursor(_ key: TermKey) throws -> PostingCursor? {
    if let known = cursors[key] { return known }
    let cursor = try terms.cursor(key, withPositions: true)
    cursors[key] = cursor
    return cursor
  }

  /// The cursors of a phrase's units; nil where a unit has no documents.
  func units(of phrase: Phrase) throws -> [LeafMatcher.Unit]? {
    // One unit alone is anywhere: its positions need not be read.
    let withPositions = phrase.elements.count > 1
    var units: [LeafMatcher.Unit] = []
    for element in phrase.elements {
      let found =
        element.isPrefix
        ? try terms.cursor(prefix: element.key, withPositions: withPositions)
        : try cursor(element.key)
      guard let found else { return nil }
      units.append(LeafMatcher.Unit(cursor: found, offset: element.offset))
    }
    return units.isEmpty ? nil : units
  }

  /// Says that the cursors so far are all that the leaves use.
  func endLeaves() { leafKeys = Set(cursors.keys) }

  /// Whether a scored term's cursors are those of a leaf.
  func isInLeaf(_ term: QueryPlan.ScoredTerm) -> Bool {
    !term.isPrefix && term.keys.allSatisfy(leafKeys.contains)
  }

  /// The cursors of a scored term.
  func cursors(of term: QueryPlan.ScoredTerm) throws -> [PostingCursor] {
    if term.isPrefix { return try terms.cursors(of: term) }
    return try term.keys.compactMap { try cursor($0) }
  }
}
