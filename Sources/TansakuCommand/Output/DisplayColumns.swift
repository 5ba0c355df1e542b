/// How many columns of a terminal a text takes (Unicode Standard Annex 11; marks take none).
enum DisplayColumns {
  /// The columns of a text.
  static func count(of text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + count(of: $1) }
  }

  /// The columns of a character: 2 where it is wide, 0 where it sits on the one before.
  static func count(of scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch scalar.value {
    // The vowels and finals of decomposed Hangul stand in the square of its first consonant.
    case 0x1160...0x11FF: return 0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,
      0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
      0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}
