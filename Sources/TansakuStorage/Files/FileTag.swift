/// Sixteen bytes that all files which belong together carry in their headers, and no other file does.
package struct FileTag: Hashable, Sendable {
  /// The first eight bytes, the first of them highest.
  package let high: UInt64
  /// The last eight bytes, likewise.
  package let low: UInt64

  /// The tag of a file that belongs to no others: zeros.
  package static let none = FileTag(high: 0, low: 0)

  /// A tag of two halves.
  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// The tag that is written so, in 32 hexadecimal digits with small letters; nil if it is none.
  package init?(_ text: some StringProtocol) {
    let digits = text.utf8
    guard digits.count == 32 else { return nil }
    var halves: (high: UInt64, low: UInt64) = (0, 0)
    for (place, digit) in digits.enumerated() {
      let value: UInt64
      switch digit {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = UInt64(digit - UInt8(ascii: "0"))
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = UInt64(digit - UInt8(ascii: "a")) + 10
      default: return nil
      }
      if place < 16 {
        halves.high = halves.high << 4 | value
      } else {
        halves.low = halves.low << 4 | value
      }
    }
    self.init(high: halves.high, low: halves.low)
  }
}

extension FileTag: CustomStringConvertible {
  /// The tag in 32 hexadecimal digits.
  package var description: String {
    [high, low].map { half in
      let digits = String(half, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}

extension ByteWriter {
  /// Appends the sixteen bytes of a tag.
  package mutating func append(_ tag: FileTag) {
    appendFixed64(tag.high.byteSwapped)
    appendFixed64(tag.low.byteSwapped)
  }
}

extension ByteReader {
  /// Reads the sixteen bytes of a tag.
  package mutating func readTag() throws(StorageError) -> FileTag {
    FileTag(high: try readFixed64().byteSwapped, low: try readFixed64().byteSwapped)
  }
}

/// What tells one file from every other: whose part it is, and what is in it.
package struct FileSeal: Hashable, Sendable {
  /// The tag in its header.
  package var tag: FileTag
  /// The checksum of its footer, which depends on every byte of the payload and on the lengths, and not
  /// on the header.
  package var checksum: UInt64

  /// A seal of its parts.
  package init(tag: FileTag, checksum: UInt64) {
    self.tag = tag
    self.checksum = checksum
  }
}
