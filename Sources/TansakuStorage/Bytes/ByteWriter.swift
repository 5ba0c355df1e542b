/// A buffer that grows at its end; all numbers are little-endian.
package struct ByteWriter {
  @usableFromInline var storage: [UInt8] = []

  /// Makes an empty buffer.
  package init() {}

  /// The bytes written so far.
  @inlinable package var count: Int { storage.count }

  /// Whether nothing has been written.
  package var isEmpty: Bool { storage.isEmpty }

  /// A copy of what was written; shares its memory until one of the two changes.
  package var bytes: [UInt8] { storage }

  /// The byte at an offset below `count`.
  package subscript(_ offset: Int) -> UInt8 {
    get { storage[offset] }
    set { storage[offset] = newValue }
  }

  /// Makes room for so many bytes in all.
  package mutating func reserveCapacity(_ count: Int) {
    storage.reserveCapacity(count)
  }

  /// Appends one byte.
  @inlinable
  package mutating func append(_ byte: UInt8) {
    storage.append(byte)
  }

  /// Appends bytes as they are.
  @inlinable
  package mutating func append(contentsOf bytes: UnsafeRawBufferPointer) {
    storage.append(contentsOf: bytes)
  }

  /// Appends bytes as they are.
  @inlinable
  package mutating func append(contentsOf bytes: [UInt8]) {
    storage.append(contentsOf: bytes)
  }

  /// Appends what another writer holds.
  package mutating func append(contentsOf other: ByteWriter) {
    storage.append(contentsOf: other.storage)
  }

  /// Appends so many zeros.
  package mutating func appendZeros(_ count: Int) {
    storage.append(contentsOf: repeatElement(0, count: count))
  }

  /// Appends two bytes.
  @inlinable
  package mutating func appendFixed16(_ value: UInt16) {
    Swift.withUnsafeBytes(of: value.littleEndian) { storage.append(contentsOf: $0) }
  }

  /// Appends four bytes.
  @inlinable
  package mutating func appendFixed32(_ value: UInt32) {
    Swift.withUnsafeBytes(of: value.littleEndian) { storage.append(contentsOf: $0) }
  }

  /// Appends eight bytes.
  @inlinable
  package mutating func appendFixed64(_ value: UInt64) {
    Swift.withUnsafeBytes(of: value.littleEndian) { storage.append(contentsOf: $0) }
  }

  /// Appends the lowest bytes of a number, so many.
  package mutating func append(_ value: UInt32, width: Int) {
    for byte in 0..<width { storage.append(UInt8(truncatingIfNeeded: value >> UInt32(8 * byte))) }
  }

  /// Appends one to ten bytes: seven bits in each, lowest first, the top bit set in all but the
  /// last (LEB128).
  @inlinable
  package mutating func appendVarint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      storage.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    storage.append(UInt8(rest))
  }

  /// Appends the length in bytes as a varint, then the text in UTF-8.
  package mutating func appendString(_ text: String) {
    let utf8 = text.utf8
    appendVarint(UInt64(utf8.count))
    storage.append(contentsOf: utf8)
  }

  /// Overwrites four bytes that were written before.
  package mutating func patch32(at offset: Int, _ value: UInt32) {
    precondition(offset >= 0 && offset <= count - 4, "Only what was written can be patched")
    storage.withUnsafeMutableBytes {
      $0.storeBytes(of: value.littleEndian, toByteOffset: offset, as: UInt32.self)
    }
  }

  /// Overwrites eight bytes that were written before.
  package mutating func patch64(at offset: Int, _ value: UInt64) {
    precondition(offset >= 0 && offset <= count - 8, "Only what was written can be patched")
    storage.withUnsafeMutableBytes {
      $0.storeBytes(of: value.littleEndian, toByteOffset: offset, as: UInt64.self)
    }
  }

  /// Forgets what was written.
  @inlinable
  package mutating func removeAll(keepingCapacity: Bool = true) {
    storage.removeAll(keepingCapacity: keepingCapacity)
  }

  /// Lends the bytes for the length of a call.
  package func withUnsafeBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try storage.span.bytes.withUnsafeBytes(body)
  }
}
