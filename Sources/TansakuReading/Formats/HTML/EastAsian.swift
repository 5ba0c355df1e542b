/// Characters of Chinese and Japanese writing and the punctuation that goes with them, which stand
/// without spaces.
enum EastAsian {
  static func contains(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2E80...0x9FFF, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF01...0xFF9F, 0x20000...0x3FFFF: true
    default: false
    }
  }

  /// Whether the last character of a text in UTF-8 is one.
  static func ends(_ text: some BidirectionalCollection<UInt8>) -> Bool {
    guard let lead = text.suffix(4).lastIndex(where: { $0 & 0xC0 != 0x80 }) else { return false }
    return begins(text[lead...])
  }

  /// Whether the first character of a text in UTF-8 is one.
  static func begins(_ text: some Collection<UInt8>) -> Bool {
    String(decoding: text.prefix(4), as: UTF8.self).unicodeScalars.first.map(contains) ?? false
  }
}
