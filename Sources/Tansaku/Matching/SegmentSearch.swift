/// Answers a query from one segment, window after window of documents.
///
/// For each window the terms add up their scores and the leaves mark who matches; then whoever
/// matches, is not deleted and passes the filters is offered to the best hits. Exhaustive: it looks
/// at every posting of every term.
final class SegmentSearch {
  /// Documents in a window: their scores fit the processor's nearest cache.
  private static let windowSize = 4096

  private let segment: Segment
  private let number: Int
  private let lengths: UnsafeRawBufferPointer
  private let inverseLengths: [Float]
  private var terms: [TermScorer] = []
  private var phrases: [(matcher: PhraseMatcher, candidate: UInt32?)] = []
  private var conjunctions: [Conjunction] = []
  private var filters: [Conjunction] = []
  private var scores = [Float](repeating: 0, count: SegmentSearch.windowSize)
  private var marks = [UInt64](repeating: 0, count: SegmentSearch.windowSize / 64)

  /// A term's cursors, which count as one, and what it is worth.
  private struct TermScorer {
    var cursors: [PostingCursor]
    var weight: Float
    /// Whether having the term makes a document match.
    var marks: Bool
  }

  /// Sets a search up.
  ///
  /// - Parameters:
  ///   - number: the number of the segment in the searcher.
  ///   - weights: for each term of the plan, its weight times its rarity.
  ///   - filters: a document must have all of these keys.
  init(
    _ resolved: ResolvedPlan, in segment: Segment, number: Int, weights: [Float],
    inverseLengths: [Float], filters: [[TermKey]], damage: DamageReport
  ) throws {
    self.segment = segment
    self.number = number
    self.inverseLengths = inverseLengths
    lengths = try segment.lengthCodes()
    var marking: Set<Int> = []
    for leaf in resolved.plan.leaves {
      switch leaf {
      case .term(let term): marking.insert(term)
      case .all(let keys):
        if let all = try Conjunction(keys, in: segment, damage: damage) {
          conjunctions.append(all)
        }
      case .phrase(let phrase, let implied):
        if let implied { marking.insert(implied) }
        if let matcher = try PhraseMatcher(phrase, in: segment, damage: damage) {
          phrases.append((matcher, nil))
        }
      }
    }
    for (index, found) in resolved.segments[number].enumerated() where !found.infos.isEmpty {
      let cursors =
        try found.union.map { [$0] }
        ?? found.infos.map { try segment.cursor($0, withPositions: false, damage: damage) }
      for cursor in cursors { cursor.advance() }
      terms.append(
        TermScorer(cursors: cursors, weight: weights[index], marks: marking.contains(index)))
    }
    for alternatives in filters {
      self.filters.append(try Conjunction(anyOf: alternatives, in: segment, damage: damage))
    }
  }

  /// Calls `offer` with every hit and returns how many there are.
  func run(_ offer: (ScoredDocument) -> Void) -> Int {
    var total = 0
    var start: UInt32 = 0
    let end = segment.info.documentCount
    while start < end {
      let limit = min(start + UInt32(SegmentSearch.windowSize), end)
      for term in terms { add(term, from: start, to: limit) }
      for index in phrases.indices { mark(phrase: index, from: start, to: limit) }
      for index in conjunctions.indices {
        conjunctions[index].forEach(from: start, to: limit) { mark($0 - start) }
      }
      total += takeHits(from: start, offer)
      start = limit
    }
    return total
  }

  private func mark(_ place: UInt32) { marks[Int(place >> 6)] |= 1 << UInt64(place & 63) }

  private func isMarked(_ place: UInt32) -> Bool {
    marks[Int(place >> 6)] & 1 << UInt64(place & 63) != 0
  }

  /// Adds a term's part to the scores of the window.
  private func add(_ term: TermScorer, from start: UInt32, to limit: UInt32) {
    if term.cursors.count == 1 {
      let cursor = term.cursors[0]
      while cursor.document < limit {
        score(cursor.document, cursor.frequency, term, start)
        cursor.advance()
      }
      return
    }
    while true {
      var document = endOfPostings
      for cursor in term.cursors { document = min(document, cursor.document) }
      if document >= limit { return }
      var frequency: UInt32 = 0
      for cursor in term.cursors where cursor.document == document {
        frequency = max(frequency, cursor.frequency)
        cursor.advance()
      }
      score(document, frequency, term, start)
    }
  }

  @inline(__always)
  private func score(
    _ document: UInt32, _ frequency: UInt32, _ term: TermScorer, _ start: UInt32
  ) {
    let place = document - start
    scores[Int(place)] += BM25.score(
      weight: term.weight, frequency: frequency,
      inverseLength: inverseLengths[Int(lengths[Int(document)])])
    if term.marks { mark(place) }
  }

  /// Marks the window's documents that have a phrase; who is marked already is not asked.
  private func mark(phrase index: Int, from start: UInt32, to limit: UInt32) {
    let matcher = phrases[index].matcher
    var candidate = phrases[index].candidate ?? matcher.nextCandidate(from: start)
    while candidate < limit {
      let place = candidate - start
      if !isMarked(place), matcher.matches() { mark(place) }
      candidate = matcher.nextCandidate(from: candidate + 1)
    }
    phrases[index].candidate = candidate
  }

  /// Offers the marked documents of the window and clears it.
  private func takeHits(from start: UInt32, _ offer: (ScoredDocument) -> Void) -> Int {
    var total = 0
    for word in marks.indices {
      var bits = marks[word]
      marks[word] = 0
      while bits != 0 {
        let place = UInt32(word * 64 + bits.trailingZeroBitCount)
        bits &= bits - 1
        let document = start + place
        if segment.deletions.contains(document) || !passesFilters(document) { continue }
        total += 1
        offer(
          ScoredDocument(segment: number, document: document, score: scores[Int(place)]))
      }
    }
    scores.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
    return total
  }

  private func passesFilters(_ document: UInt32) -> Bool {
    for index in filters.indices where !filters[index].has(document) { return false }
    return true
  }
}
