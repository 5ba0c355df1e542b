/// Appends bits to bytes, the lowest bit of a byte first.
package struct BitWriter {
  private var written = ByteWriter()
  /// Bits that do not fill a byte yet, lowest first, and how many they are: fewer than 8.
  private var pending: UInt64 = 0
  private var pendingCount = 0

  /// Makes an empty writer.
  package init() {}

  /// Whether the bits so far fill whole bytes.
  var isAligned: Bool { pendingCount == 0 }

  /// Appends the lowest bits of a number.
  ///
  /// - Parameters:
  ///   - value: The number; what is above `count` bits must be 0.
  ///   - count: 0 to 32.
  @inline(__always)
  package mutating func append(_ value: UInt32, count: Int) {
    pending |= UInt64(value) &<< UInt64(pendingCount)
    pendingCount &+= count
    while pendingCount >= 8 {
      written.append(UInt8(truncatingIfNeeded: pending))
      pending &>>= 8
      pendingCount &-= 8
    }
  }

  /// Appends so many zeros and a one.
  @inline(__always)
  mutating func appendUnary(_ zeros: UInt32) {
    var left = zeros
    while left >= 32 {
      append(0, count: 32)
      left &-= 32
    }
    append(1 &<< left, count: Int(left) + 1)
  }

  /// Appends bytes as they are, where the bits so far fill whole bytes.
  mutating func append(contentsOf bytes: UnsafeRawBufferPointer) {
    precondition(isAligned, "Bytes stand at the border of a byte")
    written.append(contentsOf: bytes)
  }

  /// Fills the last byte up with zeros.
  package mutating func align() {
    if pendingCount > 0 { append(0, count: 8 - pendingCount) }
  }

  /// Lends the bytes, which must be filled, for the length of a call.
  package func withUnsafeBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    precondition(isAligned, "The last byte is not filled")
    return try written.withUnsafeBytes(body)
  }

  /// How many bytes are filled.
  package var count: Int { written.count }

  /// Forgets what was written.
  package mutating func removeAll() {
    written.removeAll()
    pending = 0
    pendingCount = 0
  }
}
