/// Addresses of the web in running text, which say nothing to a reader and drown what does.
enum Addresses {
  private static let beginnings = ["http://", "https://", "ftp://", "www."].map { Array($0.utf8) }

  /// Whether there may be an address; false is certain.
  static func occur(in bytes: UnsafeRawBufferPointer) -> Bool {
    bytes.indices.contains { index in
      switch bytes[index] {
      case UInt8(ascii: ":"): bytes[index...].starts(with: "://".utf8)
      case UInt8(ascii: "w"), UInt8(ascii: "W"): isBeginning(at: index, in: bytes)
      default: false
      }
    }
  }

  /// The text without its addresses.
  ///
  /// An address goes on while its characters are those of RFC 3986, so that Japanese that follows
  /// without a space stays; punctuation at its end belongs to the sentence, not to the address.
  static func removed(from bytes: UnsafeRawBufferPointer) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      if isBeginning(at: index, in: bytes) {
        index = end(of: index, in: bytes)
      } else {
        text.append(bytes[index])
        index += 1
      }
    }
    return text
  }

  private static func isBeginning(at index: Int, in bytes: UnsafeRawBufferPointer) -> Bool {
    if index > 0, isWordCharacter(bytes[index - 1]) { return false }
    return beginnings.contains { word in
      word.count < bytes.count - index
        && word.indices.allSatisfy { bytes[index + $0] | 0x20 == word[$0] | 0x20 }
    }
  }

  private static func end(of start: Int, in bytes: UnsafeRawBufferPointer) -> Int {
    var end = start
    while end < bytes.count, isWordCharacter(bytes[end]) || signs.contains(bytes[end]) { end += 1 }
    while end > start, trailing.contains(bytes[end - 1]) { end -= 1 }
    return max(end, start + 1)
  }

  private static let signs = Set("-._~:/?#[]@!$&'()*+,;=%".utf8)
  private static let trailing = Set(".,;:!?)'*_~[]".utf8)

  private static func isWordCharacter(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
  }
}
