/// Finds the best documents of a segment that have any of several terms.
///
/// MaxScore (Turtle and Flood, "Query evaluation: strategies and optimizations", 1995) over windows
/// of documents with the bounds of their blocks (Ding and Suel, "Faster top-k document retrieval
/// using block-max indexes", 2011), in the form that Lucene gave it (Grand et al., "From MaxScore to
/// Block-Max WAND", 2020): in each window the terms whose bounds together cannot lift a document
/// into the hits are not essential; the others' postings are gone through, and who may still become
/// a hit is looked up in the rest. No pivots are chosen document by document, as WAND does.
struct UnionSearch {
  /// To look a document up takes as long as to go through so many postings; measured.
  private static let lookUpCost = 3

  /// A document must have one of these.
  private let marking: [TermScorer]
  /// These only add to the score.
  private let optional: [TermScorer]
  private let context: SegmentContext
  private let gate: DocumentGate
  private let documents: UnsafeMutablePointer<UInt32>
  private let sums: UnsafeMutablePointer<Int32>

  /// A term with its bound in the window at hand.
  ///
  /// Unmanaged, for counting references would cost as much as a look-up; `marking` and `optional`
  /// keep it.
  private struct Bounded {
    let scorer: Unmanaged<TermScorer>
    var bound: Int32

    /// How many postings the term has.
    let count: Int

    init(_ scorer: TermScorer, bound: Int32) {
      self.scorer = Unmanaged.passUnretained(scorer)
      count = scorer.count
      self.bound = bound
    }
  }

  private init(marking: [TermScorer], optional: [TermScorer], context: SegmentContext) throws {
    self.marking = marking
    self.optional = optional
    self.context = context
    gate = try context.gate()
    let size = Int(ScoringWindow.size)
    documents = .allocate(capacity: size)
    sums = .allocate(capacity: size)
  }

  /// Offers every document that has one of the marking terms and may be a hit.
  static func run(
    marking: [TermScorer], optional: [TermScorer], in context: SegmentContext,
    _ collector: inout HitCollector
  ) throws {
    if marking.isEmpty { return }
    let search = try UnionSearch(marking: marking, optional: optional, context: context)
    defer {
      search.documents.deallocate()
      search.sums.deallocate()
    }
    search.run(&collector)
  }

  private func run(_ collector: inout HitCollector) {
    var essentials = marking.map { Bounded($0, bound: 0) }
    var rest: [Bounded] = []
    rest.reserveCapacity(marking.count + optional.count)
    var accumulator: WindowAccumulator?
    var leads = essentials
    let end = context.segment.info.documentCount
    var start: UInt32 = 0
    while start < end {
      var limit = windowEnd(of: leads, from: start, before: end)
      let sum = bound(&essentials, &rest, from: start, to: limit)
      if sum < collector.needed {
        start = limit
        continue
      }
      part(&essentials, &rest, needed: collector.needed)
      if essentials.count > 1 || essentials[0].scorer.toOpaque() != leads[0].scorer.toOpaque()
        || leads.count > 1
      {
        limit = min(limit, start + ScoringWindow.size)
      }
      let count: Int
      var others: Int32 = 0
      if essentials.count == 1 {
        others = rest.reduce(0) { $0 + $1.bound }
        let needed = collector.needed - others
        count = essentials[0].scorer._withUnsafeGuaranteedRef {
          $0.collect(
            from: start, to: limit, needed: needed, documents: documents, parts: sums)
        }
      } else {
        let window = accumulator ?? WindowAccumulator()
        accumulator = window
        for essential in essentials {
          essential.scorer._withUnsafeGuaranteedRef {
            $0.add(from: start, to: limit, sums: window.sums, bits: window.bits)
          }
        }
        addShort(&rest, essentials, from: start, to: limit, window)
        others = rest.reduce(0) { $0 + $1.bound }
        count = window.take(
          from: start, needed: collector.needed - others, documents: documents, sums: sums)
      }
      finish(count, rest, others, &collector)
      leads = essentials
      start = limit
    }
  }

  /// One past the last document of a window that fits the blocks of the terms that lead.
  private func windowEnd(of leads: [Bounded], from start: UInt32, before end: UInt32) -> UInt32 {
    var limit = end
    for lead in leads {
      limit = min(limit, lead.scorer._withUnsafeGuaranteedRef { $0.windowEnd(from: start) })
    }
    if leads.count == 1 { return max(limit, start + 1) }
    // Bounds of very small windows cost more than they save.
    return min(end, start + ScoringWindow.size, max(limit, start + 512))
  }

  /// Works out what every term adds at most in a window; returns the sum.
  private func bound(
    _ essentials: inout [Bounded], _ rest: inout [Bounded], from start: UInt32, to limit: UInt32
  ) -> Int32 {
    essentials.removeAll(keepingCapacity: true)
    rest.removeAll(keepingCapacity: true)
    var sum: Int32 = 0
    for scorer in optional {
      let bound = scorer.bound(from: start, to: limit)
      if bound > 0 { rest.append(Bounded(scorer, bound: bound)) }
      sum += bound
    }
    for scorer in marking {
      let bound = scorer.bound(from: start, to: limit)
      essentials.append(Bounded(scorer, bound: bound))
      sum += bound
    }
    return sum
  }

  /// Moves the terms that even together cannot make a hit to the rest, and sorts the rest by what
  /// they can still add, the highest first.
  private func part(_ essentials: inout [Bounded], _ rest: inout [Bounded], needed: Int32) {
    var sum = rest.reduce(0) { $0 + $1.bound }
    if essentials.count > 1 {
      essentials.sort { $0.bound > $1.bound }
      while essentials.count > 1, let least = essentials.last, sum + least.bound < needed {
        sum += least.bound
        rest.append(least)
        essentials.removeLast()
      }
    }
    if rest.count > 1 { rest.sort { $0.bound > $1.bound } }
  }

  /// Goes through the postings of those terms of the rest that have few of them, rather than look
  /// most of the candidates up in them one by one.
  private func addShort(
    _ rest: inout [Bounded], _ essentials: [Bounded], from start: UInt32, to limit: UInt32,
    _ window: WindowAccumulator
  ) {
    let marked = essentials.reduce(0) { $0 + $1.count }
    rest.removeAll { other in
      if other.count > UnionSearch.lookUpCost * marked { return false }
      other.scorer._withUnsafeGuaranteedRef {
        $0.addMarked(from: start, to: limit, sums: window.sums, bits: window.bits)
      }
      return true
    }
  }

  /// Looks the candidates up in the rest of the terms and offers who is left.
  private func finish(
    _ count: Int, _ rest: [Bounded], _ bound: Int32, _ collector: inout HitCollector
  ) {
    candidates: for index in 0..<count {
      let document = documents[index]
      var sum = sums[index]
      var open = bound
      for other in rest {
        if sum + open < collector.needed { continue candidates }
        open -= other.bound
        sum += other.scorer._withUnsafeGuaranteedRef { $0.part(of: document) }
      }
      if sum < collector.needed || !gate.passes(document) { continue }
      collector.offer(document, units: sum, segment: context.number)
    }
  }
}

/// The sums of scores in a window of documents.
final class WindowAccumulator {
  let sums: UnsafeMutablePointer<Int32>
  let bits: UnsafeMutablePointer<UInt64>

  init() {
    let size = Int(ScoringWindow.size)
    sums = .allocate(capacity: size)
    sums.initialize(repeating: 0, count: size)
    bits = .allocate(capacity: size / 64)
    bits.initialize(repeating: 0, count: size / 64)
  }

  deinit {
    sums.deallocate()
    bits.deallocate()
  }

  /// Writes the documents whose bits are set and whose sums reach `needed`; clears all.
  func take(
    from start: UInt32, needed: Int32, documents: UnsafeMutablePointer<UInt32>,
    sums found: UnsafeMutablePointer<Int32>
  ) -> Int {
    var count = 0
    for word in 0..<Int(ScoringWindow.size) / 64 {
      var left = bits[word]
      if left == 0 { continue }
      bits[word] = 0
      while left != 0 {
        let place = word &* 64 &+ left.trailingZeroBitCount
        left &= left &- 1
        documents[count] = start &+ UInt32(truncatingIfNeeded: place)
        found[count] = sums[place]
        count &+= sums[place] >= needed ? 1 : 0
        sums[place] = 0
      }
    }
    return count
  }
}
