/// Appends bits to bytes, the lowest bit of a byte first.
package struct BitWriter {
  /// The words that are full, in the byte order of the format.
  private var words: [UInt64] = []
  /// Bits that do not fill a word yet, lowest first, and how many they are: fewer than 64.
  private var pending: UInt64 = 0
  private var pendingCount = 0

  /// Makes an empty writer.
  package init() {}

  /// Whether the bits so far fill whole bytes.
  var isAligned: Bool { pendingCount & 7 == 0 }

  /// Appends the lowest bits of a number.
  ///
  /// - Parameters:
  ///   - value: The number; what is above `count` bits must be 0.
  ///   - count: 0 to 32.
  @inline(__always)
  package mutating func append(_ value: UInt32, count: Int) { append(UInt64(value), count: count) }

  /// Appends the lowest bits of a number.
  ///
  /// - Parameters:
  ///   - value: The number; what is above `count` bits must be 0.
  ///   - count: 0 to 63.
  @inline(__always)
  mutating func append(_ value: UInt64, count: Int) {
    pending |= value &<< UInt64(truncatingIfNeeded: pendingCount)
    let filled = pendingCount &+ count
    if filled < 64 {
      pendingCount = filled
    } else {
      // Something was pending, or 63 bits would not have filled the word.
      endWord(with: value &>> UInt64(truncatingIfNeeded: 64 &- pendingCount), filled &- 64)
    }
  }

  /// Writes the full word, and goes on with so many bits.
  @inline(never)
  private mutating func endWord(with rest: UInt64, _ count: Int) {
    words.append(pending.littleEndian)
    pending = rest
    pendingCount = count
  }

  /// Appends so many zeros and a one.
  @inline(__always)
  mutating func appendUnary(_ zeros: UInt32) {
    var left = zeros
    while left >= 32 {
      append(0 as UInt64, count: 32)
      left &-= 32
    }
    append(1 as UInt64 &<< UInt64(left), count: Int(left) &+ 1)
  }

  /// Appends bytes as they are, where the bits so far fill whole bytes.
  mutating func append(contentsOf bytes: UnsafeRawBufferPointer) {
    precondition(isAligned, "Bytes stand at the border of a byte")
    var at = 0
    while at &+ 4 <= bytes.count {
      append(
        UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt32.self)), count: 32)
      at &+= 4
    }
    while at < bytes.count {
      append(UInt32(bytes[at]), count: 8)
      at &+= 1
    }
  }

  /// Fills the last byte up with zeros.
  package mutating func align() {
    append(0 as UInt64, count: -pendingCount & 7)
  }

  /// Lends the bytes, which must be filled, for the length of a call.
  package mutating func withUnsafeBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    precondition(isAligned, "The last byte is not filled")
    let count = count
    // What fills no word yet stands behind the others meanwhile.
    words.append(pending.littleEndian)
    defer { words.removeLast() }
    return try words.span.bytes.withUnsafeBytes { (bytes) throws(Failure) -> Result in
      try body(UnsafeRawBufferPointer(rebasing: bytes[..<count]))
    }
  }

  /// How many bytes are filled.
  package var count: Int { words.count &* 8 &+ pendingCount >> 3 }

  /// Forgets what was written.
  package mutating func removeAll() {
    words.removeAll(keepingCapacity: true)
    pending = 0
    pendingCount = 0
  }
}
