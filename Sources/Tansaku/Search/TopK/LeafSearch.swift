/// Finds the best documents of a segment that match one leaf of each of several groups.
///
/// The group with the fewest documents leads; the others are asked for its documents only. Whoever
/// is in all groups is scored, and only who would become a hit has its phrases checked. Stretches of
/// the leading postings whose bounds cannot make a hit are passed over.
final class LeafSearch {
  /// The leaves of which one must match.
  struct Group {
    let leaves: [LeafMatcher]
    /// Conditions that will do too.
    var trees: [DocumentMatcher] = []

    /// Whether nothing can match.
    var isEmpty: Bool { leaves.isEmpty && trees.isEmpty }

    /// How many documents there may be.
    var cost: Int {
      trees.reduce(leaves.reduce(0) { $0 + $1.cost }) { $0 + $1.cost }
    }

    /// The first document at or after `target` that may match.
    func nextCandidate(from target: UInt32) -> UInt32 {
      var document = endOfPostings
      for leaf in leaves { document = min(document, leaf.nextCandidate(from: target)) }
      for tree in trees { document = min(document, tree.nextCandidate(from: target)) }
      return document
    }

    /// Whether the candidate matches.
    func matches(_ document: UInt32) -> Bool {
      // Who needs no positions first.
      for leaf in leaves
      where !leaf.checksPositions && leaf.nextCandidate(from: document) == document { return true }
      for leaf in leaves
      where leaf.checksPositions && leaf.nextCandidate(from: document) == document
        && (leaf.implied?.has(document) ?? false || leaf.matches())
      {
        return true
      }
      return trees.contains { $0.contains(document) }
    }
  }

  /// Empty where each group has one leaf.
  private let groups: [Group]
  /// Where each group has one leaf: all their cursors at once.
  private let leapfrog: Leapfrog?
  /// The same once more, for counting references would cost as much as asking; `leapfrog` keeps it.
  private let joined: Unmanaged<Leapfrog>?
  /// Then those of these leaves that must check a candidate, and once more likewise.
  private let leaves: [LeafMatcher]
  private let checks: [Unmanaged<LeafMatcher>]
  /// And those that must be near each other.
  private let nears: [NearPhrases]
  /// What is asked last of all, for to read a text takes as long as to score a thousand documents.
  private let readings: [TextReading]
  /// Who match but for that.
  private var pending: [(document: UInt32, sum: Int32)] = []
  private let scorers: [TermScorer]
  /// The scorers once more, likewise.
  private let asked: [Unmanaged<TermScorer>]
  /// So many of the scorers are asked before the leaves, the rest after them.
  private let early: Int
  private let excluded: [TermScorer]
  private let context: SegmentContext
  /// Who may be a hit; nil where everybody may.
  private let gate: DocumentGate?

  /// A search that has not begun.
  ///
  /// - Parameters:
  ///   - groups: a document must match a leaf of each; at least one.
  ///   - scorers: the terms that make up the score; those that stand on every candidate are asked
  ///     before the leaves, the rest after them. Where none do, the leaves are the dearest.
  ///   - excluded: who has one of these was found already.
  ///   - readings: what the texts of a document must meet too.
  ///   - context: where to search.
  /// - Throws: `StorageError` where a filter's postings are damaged.
  convenience init(
    _ groups: [Group], scorers: [TermScorer], excluded: [TermScorer],
    readings: [TextReading] = [], in context: SegmentContext
  ) throws {
    guard groups.allSatisfy({ $0.leaves.count == 1 && $0.trees.isEmpty }) else {
      try self.init(
        groups.sorted { $0.cost < $1.cost }, nil, [], [], scorers, excluded, readings, in: context)
      return
    }
    var cursors: [PostingCursor] = []
    for group in groups { group.leaves[0].appendCursors(to: &cursors) }
    try self.init(
      joining: cursors, checking: groups.map { $0.leaves[0] }.filter { $0.checksPositions },
      scorers: scorers, excluded: excluded, readings: readings, in: context)
  }

  /// A search for what all of several cursors have and several leaves match, whose cursors are among
  /// them, as those of phrases that must be near each other are.
  ///
  /// The other parameters are as above.
  convenience init(
    joining cursors: [PostingCursor], checking checks: [LeafMatcher], _ nears: [NearPhrases] = [],
    scorers: [TermScorer], excluded: [TermScorer] = [], readings: [TextReading] = [],
    in context: SegmentContext
  ) throws {
    try self.init(
      [], Leapfrog(cursors), checks.count > 1 ? checks.sorted { $0.cost < $1.cost } : checks,
      nears, scorers, excluded, readings, in: context)
  }

  private init(
    _ groups: [Group], _ leapfrog: Leapfrog?, _ checks: [LeafMatcher], _ nears: [NearPhrases],
    _ scorers: [TermScorer], _ excluded: [TermScorer], _ readings: [TextReading],
    in context: SegmentContext
  ) throws {
    self.groups = groups
    self.leapfrog = leapfrog
    joined = leapfrog.map { .passUnretained($0) }
    leaves = checks
    self.checks = checks.map { Unmanaged.passUnretained($0) }
    self.nears = nears
    self.readings = readings
    var scorers = scorers
    if scorers.count > 1 {
      scorers.sort { ($0.isStanding ? 1 : 0, $0.limit) > ($1.isStanding ? 1 : 0, $1.limit) }
    }
    self.scorers = scorers
    asked = scorers.map { Unmanaged.passUnretained($0) }
    let standing = scorers.firstIndex { !$0.isStanding } ?? scorers.count
    early = standing > 0 ? standing : scorers.count
    self.excluded = excluded
    self.context = context
    let gate = try context.gate()
    self.gate = gate.isOpen ? nil : gate
  }

  /// Offers every match that may be a hit.
  ///
  /// - Parameters:
  ///   - inOrder: whether all that was offered before comes before these.
  ///   - collector: who takes them.
  func run(inOrder: Bool, _ collector: inout HitCollector) {
    walk(inOrder: inOrder, &collector)
    readPending(&collector)
  }

  private func walk(inOrder: Bool, _ collector: inout HitCollector) {
    var bounds = [Int32](repeating: 0, count: scorers.count)
    var bound: Int32 = 0
    var limit: UInt32 = 0
    var required: [Unmanaged<TermScorer>] = []
    var document = nextCandidate(from: 0)
    while document != endOfPostings {
      let needed = inOrder ? collector.needed : collector.neededOutOfOrder
      if needed > 0 {
        if document >= limit {
          limit = windowEnd(from: document)
          bound = 0
          for (index, scorer) in asked.enumerated() {
            bounds[index] = scorer._withUnsafeGuaranteedRef {
              $0.bound(from: document, to: limit)
            }
            bound += bounds[index]
          }
          require(&required, bounds, bound, needed)
        }
        let next =
          bound < needed ? limit : nextDocument(from: document, of: required, before: limit)
        if next != document {
          if next == endOfPostings { return }
          document = nextCandidate(from: next)
          continue
        }
      }
      consider(document, bounds, bound, needed, &collector)
      document = nextCandidate(from: document + 1)
    }
  }

  /// Finds the terms without which nothing in a window can become a hit.
  private func require(
    _ required: inout [Unmanaged<TermScorer>], _ bounds: [Int32], _ bound: Int32, _ needed: Int32
  ) {
    required.removeAll(keepingCapacity: true)
    for (index, scorer) in scorers.enumerated()
    where !scorer.isStanding && bound - bounds[index] < needed {
      required.append(Unmanaged.passUnretained(scorer))
    }
    if required.count > 1 {
      required.sort {
        $0._withUnsafeGuaranteedRef { $0.count } < $1._withUnsafeGuaranteedRef { $0.count }
      }
    }
  }

  /// The first document at or after `start` that has all required terms, or `limit` where there is
  /// none before it.
  @inline(__always)
  private func nextDocument(
    from start: UInt32, of required: [Unmanaged<TermScorer>], before limit: UInt32
  ) -> UInt32 {
    var document = start
    var index = 0
    while index < required.count {
      let found = required[index]._withUnsafeGuaranteedRef { $0.nextDocument(from: document) }
      if found >= limit { return limit }
      // Whoever led to another document has that one; all before must be asked again.
      index = found == document ? index + 1 : index == 0 ? 1 : 0
      document = found
    }
    return document
  }

  private func consider(
    _ document: UInt32, _ bounds: [Int32], _ bound: Int32, _ needed: Int32,
    _ collector: inout HitCollector
  ) {
    if !excluded.isEmpty, excluded.contains(where: { $0.has(document) }) { return }
    var sum: Int32 = 0
    var open = bound
    func add(_ range: Range<Int>) -> Bool {
      for index in range {
        sum += asked[index]._withUnsafeGuaranteedRef { $0.part(of: document) }
        open -= bounds[index]
        if needed > 0, sum + open < needed { return false }
      }
      return true
    }
    if !add(0..<early) || !passes(document) { return }
    if !matches(document) { return }
    if !add(early..<scorers.count) { return }
    if readings.isEmpty {
      collector.offer(document, units: sum, segment: context.number)
    } else {
      pending.append((document, sum))
      if pending.count >= LeafSearch.mostPending { readPending(&collector) }
    }
  }

  /// So many documents wait to be read; then what the best of them score tells who need not.
  private static let mostPending = 4_096

  /// Reads the texts of those who wait, the best first, and offers whoever meets what is asked of
  /// them, until no other can become a hit.
  private func readPending(_ collector: inout HitCollector) {
    if pending.isEmpty { return }
    pending.sort { ($1.sum, $0.document) < ($0.sum, $1.document) }
    for (document, sum) in pending {
      if sum < collector.neededOutOfOrder { break }
      if readings.allSatisfy({ $0.isMet(by: document) }) {
        collector.offer(document, units: sum, segment: context.number)
      }
    }
    pending.removeAll(keepingCapacity: true)
  }

  /// Whether a candidate of all groups matches one leaf of each.
  @inline(__always)
  private func matches(_ document: UInt32) -> Bool {
    // All cursors of checks stand on the candidate.
    leapfrog == nil
      ? groups.allSatisfy { $0.matches(document) }
      : checks.allSatisfy { check in
        check._withUnsafeGuaranteedRef { $0.implied?.has(document) ?? false || $0.matches() }
      } && nears.allSatisfy { $0.matches() }
  }

  /// Whether the filters and the deletions let a document pass.
  @inline(__always)
  private func passes(_ document: UInt32) -> Bool {
    if let gate { return gate.passes(document) }
    return true
  }

  /// How many documents match and pass the filters; nothing is scored.
  func count() -> Int {
    var count = 0
    forEachMatch { _ in count += 1 }
    return count
  }

  /// Calls `body` with every document that matches and passes the filters, in increasing order.
  func forEachMatch(_ body: (UInt32) -> Void) {
    var document = nextCandidate(from: 0)
    while document != endOfPostings {
      let current = document
      if passes(current), matches(current), readings.allSatisfy({ $0.isMet(by: current) }) {
        body(current)
      }
      document = nextCandidate(from: current + 1)
    }
  }

  private func windowEnd(from start: UInt32) -> UInt32 {
    if let leapfrog { return max(leapfrog.windowEnd(from: start), start + 1) }
    var limit = endOfPostings
    for leaf in groups[0].leaves { limit = min(limit, leaf.windowEnd(from: start)) }
    if !groups[0].trees.isEmpty { limit = min(limit, start &+ ScoringWindow.size) }
    return max(limit, start + 1)
  }

  /// The first document at or after `target` that is in all groups.
  private func nextCandidate(from target: UInt32) -> UInt32 {
    if let joined { return joined._withUnsafeGuaranteedRef { $0.next(from: target) } }
    var document = groups[0].nextCandidate(from: target)
    agreeing: while document != endOfPostings {
      for index in 1..<max(1, groups.count) {
        let found = groups[index].nextCandidate(from: document)
        if found != document {
          if found == endOfPostings { return found }
          document = groups[0].nextCandidate(from: found)
          continue agreeing
        }
      }
      return document
    }
    return endOfPostings
  }
}
