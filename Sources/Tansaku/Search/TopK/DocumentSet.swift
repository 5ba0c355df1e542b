/// A set of documents of one segment, a bit each.
struct DocumentSet: Equatable {
  private var words: [UInt64]

  /// No document of so many.
  init(documents: Int) { words = [UInt64](repeating: 0, count: documents / 64 + 1) }

  /// How many documents are in the set.
  var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// Whether a document is in the set.
  @inline(__always)
  func contains(_ document: UInt32) -> Bool {
    words[Int(document >> 6)] & 1 << UInt64(document & 63) != 0
  }

  /// Adds a document.
  @inline(__always)
  mutating func insert(_ document: UInt32) {
    words[Int(document >> 6)] |= 1 << UInt64(document & 63)
  }

  /// Calls `body` with each document, in increasing order.
  @inline(__always)
  func forEach(_ body: (UInt32) throws -> Void) rethrows {
    for (number, word) in words.enumerated() {
      var left = word
      while left != 0 {
        try body(UInt32(number &* 64 &+ left.trailingZeroBitCount))
        left &= left &- 1
      }
    }
  }

  /// Keeps the documents that `isKept` says; it is asked in increasing order.
  mutating func keep(where isKept: (UInt32) throws -> Bool) rethrows {
    for number in words.indices {
      var left = words[number]
      while left != 0 {
        let bit = left & (0 &- left)
        left ^= bit
        if try !isKept(UInt32(number &* 64 &+ bit.trailingZeroBitCount)) { words[number] ^= bit }
      }
    }
  }
}
