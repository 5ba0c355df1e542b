/// Room to add up the frequencies of several terms in, a number for each document of a segment.
///
/// All zero between two uses. Sendable because one thread at a time takes it out of the segment's
/// list.
final class UnionRoom: @unchecked Sendable {
  private let sums: UnsafeMutablePointer<UInt32>
  /// A bit for each document that has any of the terms.
  private let bits: UnsafeMutablePointer<UInt64>
  private let words: Int
  private let documents: Int

  init(documents: Int) {
    self.documents = documents
    words = documents / 64 + 1
    sums = .allocate(capacity: documents)
    sums.initialize(repeating: 0, count: documents)
    bits = .allocate(capacity: words)
    bits.initialize(repeating: 0, count: words)
  }

  deinit {
    sums.deallocate()
    bits.deallocate()
  }

  /// Adds a frequency to the sum of a document of the segment.
  ///
  /// A sum stays below 2^32: it counts places of one text, whose positions have so many bits.
  @inline(__always)
  func add(_ document: UInt32, _ frequency: UInt32) {
    // Whoever read the document off a file has compared it with the segment.
    precondition(document < documents, "A document is one of the segment's")
    sums[Int(document)] &+= frequency
    bits[Int(document >> 6)] |= 1 << UInt64(document & 63)
  }

  private var count: Int {
    var count = 0
    for word in 0..<words { count &+= bits[word].nonzeroBitCount }
    return count
  }

  /// The documents with their sums and their positions; leaves the room clean.
  ///
  /// `parts` are the documents that were added with their frequencies, in whatever order, and
  /// `gathered` the positions in the same order, increasing within each part.
  func take(
    _ parts: [(document: UInt32, frequency: UInt32)], gathered: PositionList
  ) -> MemoryPostings {
    let postings = MemoryPostings(capacity: count, positions: gathered.count)
    let (found, frequencies, positions) = (
      postings.documents, postings.frequencies, postings.positions
    )
    // Each document's sum makes way for where its next positions go.
    var at = 0
    var first = 0
    forEachBit { document in
      found[at] = UInt32(truncatingIfNeeded: document)
      frequencies[at] = sums[document]
      sums[document] = UInt32(truncatingIfNeeded: first)
      first &+= Int(frequencies[at])
      at &+= 1
    }
    var read = 0
    let values = gathered.values
    for (document, frequency) in parts {
      var place = Int(sums[Int(document)])
      sums[Int(document)] &+= frequency
      for _ in 0..<frequency {
        positions[place] = values[read]
        place &+= 1
        read &+= 1
      }
    }
    first = 0
    for index in 0..<at {
      sums[Int(found[index])] = 0
      let frequency = Int(frequencies[index])
      UnionRoom.sort(positions + first, count: frequency)
      first &+= frequency
    }
    bits.update(repeating: 0, count: words)
    return postings
  }

  /// Sorts positions that are mostly few, or of few parts.
  @inline(__always)
  private static func sort(_ positions: UnsafeMutablePointer<UInt32>, count: Int) {
    if count > mostInserted {
      var all = UnsafeMutableBufferPointer(start: positions, count: count)
      all.sort()
      return
    }
    var index = 1
    while index < count {
      let position = positions[index]
      var place = index
      while place > 0, positions[place &- 1] > position {
        positions[place] = positions[place &- 1]
        place &-= 1
      }
      positions[place] = position
      index &+= 1
    }
  }

  /// Of more positions to insert each costs more than to sort them.
  private static let mostInserted = 24

  /// Calls `body` with each document whose bit is set.
  @inline(__always)
  private func forEachBit(_ body: (Int) -> Void) {
    for word in 0..<words {
      var left = bits[word]
      while left != 0 {
        body(word &* 64 &+ left.trailingZeroBitCount)
        left &= left &- 1
      }
    }
  }

  /// The documents with their sums; leaves the room clean.
  func take() -> MemoryPostings {
    let count = count
    let postings = MemoryPostings(capacity: count)
    let found = postings.documents
    let frequencies = postings.frequencies
    var at = 0
    for word in 0..<words {
      var left = bits[word]
      bits[word] = 0
      while left != 0 {
        let document = word &* 64 &+ left.trailingZeroBitCount
        left &= left &- 1
        found[at] = UInt32(truncatingIfNeeded: document)
        frequencies[at] = sums[document]
        sums[document] = 0
        at &+= 1
      }
    }
    return postings
  }
}
