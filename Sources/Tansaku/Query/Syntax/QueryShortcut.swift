/// Tells at a glance which texts are words and nothing else: most are.
enum QueryShortcut {
  /// Whether a text has nothing that could mean more than its characters, and no blank at its ends.
  ///
  /// One pass over its bytes. False where that cannot tell.
  static func isPlain(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, !first.isBlank,
      let last = text.unicodeScalars.last, !last.isBlank
    else { return false }
    var text = text
    return text.withUTF8 { bytes in
      // Blanks and signs beyond ASCII are told by the bytes that they begin with.
      for place in bytes.indices where mayMean(bytes[place], at: place, in: bytes) { return false }
      return true
    }
  }

  private static func mayMean(
    _ byte: UInt8, at place: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    func next(_ distance: Int) -> UInt8 {
      place + distance < bytes.count ? bytes[place + distance] : 0x20
    }
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "*"),
      UInt8(ascii: ":"), UInt8(ascii: "\\"), UInt8(ascii: "^"), UInt8(ascii: "~"):
      return true
    case UInt8(ascii: "?"):
      return next(1) > 0x20
    case UInt8(ascii: "-"):
      // What is no letter or digit of ASCII may be a blank of any width.
      return place == 0 || bytes[place - 1] <= 0x20 || bytes[place - 1] >= 0x80
    case UInt8(ascii: "A"):
      return next(1) == UInt8(ascii: "N") && next(2) == UInt8(ascii: "D")
    case UInt8(ascii: "O"):
      return next(1) == UInt8(ascii: "R")
    case UInt8(ascii: "N"):
      return next(1) == UInt8(ascii: "O") && next(2) == UInt8(ascii: "T")
        || next(1) == UInt8(ascii: "E") && next(2) == UInt8(ascii: "A")
    case 0xE2:
      // “ and ”
      return next(1) == 0x80 && (next(2) == 0x9C || next(2) == 0x9D)
    case 0xE3:
      // 「
      return next(1) == 0x80 && next(2) == 0x8C
    case 0xEF:
      // The full-width forms of ASCII, of which the second half begins with small letters; ～
      return next(1) == 0xBC || next(1) == 0xBD && next(2) == 0x9E
    default: return false
    }
  }
}
