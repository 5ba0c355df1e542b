/// A cursor over bytes that may be anything: each read is checked, none can crash.
///
/// The memory must live for as long as the reader does. After an error the position is where the
/// value began. All numbers are little-endian.
package struct ByteReader {
  private let bytes: UnsafeRawBufferPointer
  private let file: String?
  private let fileOffset: Int
  /// The offset of the next byte from the first one given.
  package private(set) var position = 0

  /// Makes a reader at the first byte.
  ///
  /// - Parameters:
  ///   - bytes: What to read.
  ///   - file: The file it comes from, for errors.
  ///   - fileOffset: Where in that file it begins, for errors.
  package init(_ bytes: UnsafeRawBufferPointer, file: String? = nil, fileOffset: Int = 0) {
    self.bytes = bytes
    self.file = file
    self.fileOffset = fileOffset
  }

  /// Whether nothing is left.
  package var isAtEnd: Bool { position == bytes.count }

  /// How many bytes are left.
  package var remaining: Int { bytes.count - position }

  /// Reads one byte.
  package mutating func readByte() throws(StorageError) -> UInt8 {
    try require(1)
    defer { position += 1 }
    return bytes[position]
  }

  /// Reads two bytes.
  package mutating func readFixed16() throws(StorageError) -> UInt16 {
    try require(2)
    defer { position += 2 }
    return UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt16.self))
  }

  /// Reads four bytes.
  package mutating func readFixed32() throws(StorageError) -> UInt32 {
    try require(4)
    defer { position += 4 }
    return UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt32.self))
  }

  /// Reads eight bytes.
  package mutating func readFixed64() throws(StorageError) -> UInt64 {
    try require(8)
    defer { position += 8 }
    return UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
  }

  /// Reads a number of one to ten bytes (LEB128).
  ///
  /// Only the shortest spelling is accepted, so that equal values are equal bytes.
  package mutating func readVarint() throws(StorageError) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    var next = position
    while next < bytes.count {
      let byte = bytes[next]
      next += 1
      // The tenth byte has room for one bit; a last byte of zero could have been left out.
      if shift == 63 && byte > 1 { throw error("A number has more than 64 bits.") }
      if byte == 0 && shift > 0 { throw error("A number is spelled longer than needed.") }
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 {
        position = next
        return value
      }
      shift += 7
    }
    throw error("The data ends inside a number.")
  }

  /// Reads a varint that must fit `Int`.
  package mutating func readCount() throws(StorageError) -> Int {
    let start = position
    let value = try readVarint()
    guard let count = Int(exactly: value) else {
      position = start
      throw error("A count is larger than 63 bits.")
    }
    return count
  }

  /// Reads so many bytes, without copying them.
  package mutating func readBytes(_ count: Int) throws(StorageError) -> UnsafeRawBufferPointer {
    try require(count)
    defer { position += count }
    return UnsafeRawBufferPointer(rebasing: bytes[position..<position + count])
  }

  /// Reads a text: its length as a varint, then UTF-8, which must be valid.
  package mutating func readString() throws(StorageError) -> String {
    let start = position
    do throws(StorageError) {
      let count = try readCount()
      let utf8 = try readBytes(count)
      guard let text = String(validating: utf8, as: UTF8.self) else {
        throw error("A text is not valid UTF-8.")
      }
      return text
    } catch {
      position = start
      throw error
    }
  }

  /// Passes over so many bytes.
  package mutating func skip(_ count: Int) throws(StorageError) {
    try require(count)
    position += count
  }

  /// Makes the error that says that the data at the position is damaged.
  package func error(_ what: String) -> StorageError {
    StorageError(
      .corrupt, "\(what) The file is damaged: restore it from a copy or build it again.",
      file: file, offset: fileOffset + position)
  }

  private func require(_ count: Int) throws(StorageError) {
    if count < 0 || count > bytes.count - position {
      throw error("\(count) bytes were expected and \(bytes.count - position) are left.")
    }
  }
}
