/// A scored term in one segment: its postings, what each adds to its document's score, and bounds
/// on that for stretches of documents.
///
/// Where several keys count as one term, the highest frequency among them is the term's; since
/// scores rise with the frequency, that is the highest of their parts.
///
/// Documents must be asked for in increasing order.
final class TermScorer {
  /// Which of the plan's terms this is.
  let number: Int
  /// Whether a candidate of the search is where the term's cursors stand already: it is cheaper to
  /// ask these.
  var isStanding = false

  /// What no document gains ever, whatever its frequency.
  let limit: Int32
  /// How many postings there are.
  let count: Int
  private let cursor: PostingCursor
  private let weight: Float
  private let lengths: UnsafePointer<UInt8>
  private let inverseLengths: UnsafeMutablePointer<Float>
  /// For each block of the postings, what its documents gain at most, or -1 until somebody asks.
  ///
  /// Room is made when somebody does. Where there are no blocks, one for all.
  private var bounds: UnsafeMutablePointer<Int32>?
  /// The block that the last bound began with.
  private var boundBlock = 0
  /// Where there are no blocks, the last document; nothing is gained behind it.
  private var last: UInt32 = 0
  /// The other keys.
  private let others: [TermScorer]

  /// A scorer of one or more keys.
  ///
  /// - Parameters:
  ///   - number: which of the plan's terms this is.
  ///   - cursors: those of its keys; not yet moved.
  ///   - weight: the term's weight times its rarity, in units.
  ///   - lengths: those of the segment's documents, which must outlive the scorer.
  init(
    _ number: Int, _ cursors: TermCursors, weight: Float, lengths: ScoredLengths
  ) {
    self.number = number
    cursor = cursors.first
    self.weight = weight
    others = cursors.others.map {
      TermScorer(number, TermCursors(first: $0), weight: weight, lengths: lengths)
    }
    self.lengths = lengths.codes
    inverseLengths = lengths.inverse.table
    count = others.reduce(cursor.count) { $0 + $1.count }
    limit = ScoreUnits.rounded(weight)
  }

  deinit { bounds?.deallocate() }

  /// Stands before the first document again.
  func rewind() {
    cursor.rewind()
    boundBlock = 0
    if cursor.entries.count == 0 {
      // Worked out from what the cursor held then.
      bounds?.deallocate()
      bounds = nil
    }
    for other in others { other.rewind() }
  }

  // MARK: Bounds

  /// No document gains more by the term, in units of `ScoreUnits`; looks at every block.
  ///
  /// Must be asked before the first document.
  var maximum: Int32 {
    let bounds = self.bounds ?? makeBounds()
    var most: Int32 = 0
    if cursor.entries.count == 0 { most = bounds[0] }
    for block in 0..<cursor.entries.count { most = max(most, bound(of: block, bounds)) }
    return others.reduce(most) { max($0, $1.maximum) }
  }

  /// Room for the bounds.
  ///
  /// Where there are no blocks the bound is worked out from the postings that
  /// the cursor holds: of one that is at its end nothing is left to be gained.
  @inline(never)
  private func makeBounds() -> UnsafeMutablePointer<Int32> {
    let count = cursor.entries.count
    let bounds = UnsafeMutablePointer<Int32>.allocate(capacity: max(1, count))
    bounds.initialize(repeating: -1, count: max(1, count))
    self.bounds = bounds
    if count > 0 { return bounds }
    if cursor.at < 0 { cursor.advance() }
    let held = cursor.held
    if held > 0 { last = cursor.documents[held - 1] }
    var most: Int32 = 0
    // A short list is worked out; a long one was made in memory.
    if held > PostingsFormat.fewestInBlocks {
      most = limit
    } else {
      let frequencies = cursor.blockFrequencies
      for index in 0..<held {
        let part = ScoreUnits.part(
          weight: weight, frequency: frequencies[index],
          inverseLength: inverseLengths[Int(lengths[Int(cursor.documents[index])])])
        most = max(most, part)
      }
    }
    bounds[0] = most
    return bounds
  }

  @inline(__always)
  private func bound(of block: Int, _ bounds: UnsafeMutablePointer<Int32>) -> Int32 {
    if bounds[block] >= 0 { return bounds[block] }
    let (low, high) = cursor.entries.impacts(of: block)
    let bound = max(bound(low), bound(high))
    bounds[block] = bound
    return bound
  }

  @inline(__always)
  private func bound(_ impact: Impact) -> Int32 {
    // A frequency of 255 stands for any.
    impact.frequency == 255
      ? limit
      : ScoreUnits.part(
        weight: weight, frequency: UInt32(impact.frequency),
        inverseLength: inverseLengths[Int(impact.length)])
  }

  /// What a document in `start..<limit` gains at most; `start` must not fall.
  func bound(from start: UInt32, to limit: UInt32) -> Int32 {
    var most: Int32 = 0
    let entries = cursor.entries
    let bounds = self.bounds ?? makeBounds()
    if entries.count == 0 {
      most = start <= last ? bounds[0] : 0
    } else {
      var block = boundBlock
      if block < entries.count, entries.lastDocument(of: block) < start {
        block = entries.block(reaching: start, from: block + 1)
        boundBlock = block
      }
      while block < entries.count {
        most = max(most, bound(of: block, bounds))
        if entries.lastDocument(of: block) >= limit - 1 { break }
        block += 1
      }
    }
    for other in others { most = max(most, other.bound(from: start, to: limit)) }
    return most
  }

  /// Where a window from `start` on should end so that one bound fits it well; a window of more than
  /// `ScoringWindow.size` documents has no more than a block of postings.
  func windowEnd(from start: UInt32) -> UInt32 {
    let entries = cursor.entries
    guard others.isEmpty else { return start &+ ScoringWindow.size }
    if entries.count == 0 {
      return cursor.count > PostingsFormat.fewestInBlocks && cursor.held > 0
        ? start &+ ScoringWindow.size : endOfPostings
    }
    let block = entries.block(reaching: start, from: boundBlock)
    return block < entries.count ? entries.lastDocument(of: block) &+ 1 : endOfPostings
  }

  // MARK: Scores

  /// What a document gains; 0 where it has not the term.
  ///
  /// See `has` for the difference.
  @inline(__always)
  func part(of document: UInt32) -> Int32 {
    cursor.seek(document)
    var part = cursor.document == document ? partAtCursor() : 0
    if !others.isEmpty {
      for other in others { part = max(part, other.part(of: document)) }
    }
    return part
  }

  /// Whether a document has the term.
  func has(_ document: UInt32) -> Bool {
    cursor.seek(document)
    return cursor.document == document || others.contains { $0.has(document) }
  }

  @inline(__always)
  private func partAtCursor() -> Int32 {
    ScoreUnits.part(
      weight: weight, frequency: cursor.frequency,
      inverseLength: inverseLengths[Int(lengths[Int(cursor.document)])])
  }

  /// Writes the documents of `start..<limit` that gain at least `needed`, with what they gain, to
  /// `documents` and `parts`; returns how many.
  func collect(
    from start: UInt32, to limit: UInt32, needed: Int32,
    documents: UnsafeMutablePointer<UInt32>, parts: UnsafeMutablePointer<Int32>
  ) -> Int {
    var count = 0
    forEachRun(from: start, to: limit) { found, frequencies, range in
      for index in range {
        let document = found[index]
        let part = ScoreUnits.part(
          weight: weight, frequency: frequencies[index],
          inverseLength: inverseLengths[Int(lengths[Int(document)])])
        documents[count] = document
        parts[count] = part
        count &+= part >= needed ? 1 : 0
      }
    } single: { document, part in
      documents[count] = document
      parts[count] = part
      count &+= part >= needed ? 1 : 0
    }
    return count
  }

  /// Adds what the documents of `start..<limit` gain to `sums`, and sets their bits; both are
  /// counted from `start`.
  func add(
    from start: UInt32, to limit: UInt32, sums: UnsafeMutablePointer<Int32>,
    bits: UnsafeMutablePointer<UInt64>
  ) {
    forEachRun(from: start, to: limit) { found, frequencies, range in
      for index in range {
        let document = found[index]
        let place = Int(document &- start)
        sums[place] &+= ScoreUnits.part(
          weight: weight, frequency: frequencies[index],
          inverseLength: inverseLengths[Int(lengths[Int(document)])])
        bits[place >> 6] |= 1 << UInt64(place & 63)
      }
    } single: { document, part in
      let place = Int(document &- start)
      sums[place] &+= part
      bits[place >> 6] |= 1 << UInt64(place & 63)
    }
  }

  /// Adds what the documents of `start..<limit` gain whose bits are set to `sums`; both are counted
  /// from `start`.
  func addMarked(
    from start: UInt32, to limit: UInt32, sums: UnsafeMutablePointer<Int32>,
    bits: UnsafeMutablePointer<UInt64>
  ) {
    forEachRun(from: start, to: limit) { found, frequencies, range in
      for index in range {
        let document = found[index]
        let place = Int(document &- start)
        let part = ScoreUnits.part(
          weight: weight, frequency: frequencies[index],
          inverseLength: inverseLengths[Int(lengths[Int(document)])])
        // All ones where the bit is set: a branch would be guessed wrong half of the time.
        let mask = 0 &- Int32(truncatingIfNeeded: bits[place >> 6] >> UInt64(place & 63) & 1)
        sums[place] &+= part & mask
      }
    } single: { document, part in
      let place = Int(document &- start)
      if bits[place >> 6] >> UInt64(place & 63) & 1 == 1 { sums[place] &+= part }
    }
  }

  /// Goes through the postings of `start..<limit`: by runs within a block where the term has one
  /// key, one by one where several must be merged.
  @inline(__always)
  private func forEachRun(
    from start: UInt32, to limit: UInt32,
    _ run: (UnsafeMutablePointer<UInt32>, UnsafeMutablePointer<UInt32>, Range<Int>) -> Void,
    single: (UInt32, Int32) -> Void
  ) {
    cursor.seek(start)
    if others.isEmpty {
      while cursor.document < limit {
        let end = cursor.place(of: limit)
        run(cursor.documents, cursor.blockFrequencies, cursor.at..<end)
        cursor.move(to: end)
      }
      return
    }
    var target = start
    while true {
      let document = nextDocument(from: target)
      if document >= limit { return }
      single(document, part(of: document))
      target = document + 1
    }
  }

  /// The first document at or after `target` that has the term.
  func nextDocument(from target: UInt32) -> UInt32 {
    cursor.seek(target)
    var document = cursor.document
    for other in others { document = min(document, other.nextDocument(from: target)) }
    return document
  }
}
