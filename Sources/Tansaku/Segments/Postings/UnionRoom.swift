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

  /// Adds a frequency to a document's sum.
  ///
  /// What is no document of the segment is left out: it can
  /// only come from a file that was made to harm.
  @inline(__always)
  func add(_ document: UInt32, _ frequency: UInt32) {
    guard document < documents else { return }
    sums[Int(document)] &+= frequency
    bits[Int(document >> 6)] |= 1 << UInt64(document & 63)
  }

  /// The documents with their sums; leaves the room clean.
  func take() -> MemoryPostings {
    var count = 0
    for word in 0..<words { count &+= bits[word].nonzeroBitCount }
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
