extension Encoding {
  /// Whether the bytes are Thai in TIS-620, which ICU's detector does not know.
  ///
  /// Thai spelling gives it away: a vowel or tone written above or below stands after a consonant.
  /// The EUC encodings use the same bytes, but in pairs, so that their runs beyond ASCII are even and
  /// what looks like such a mark in Korean is always the second of a pair; in Big5 the second byte is
  /// often an ASCII letter.
  static func isThai(_ sample: [UInt8]) -> Bool {
    var letters = 0
    var marks = 0
    var marksInFirstPlace = 0
    var misspelt = 0
    var rare = 0
    var runs = 0
    var oddRuns = 0
    var runsIntoASCII = 0
    var run = 0
    var former: UInt8 = 0
    for byte in sample {
      defer { former = byte }
      guard byte >= 0x80 else {
        if run > 0 {
          runs += 1
          oddRuns += run % 2
          if (0x40...0x7E).contains(byte) { runsIntoASCII += 1 }
        }
        run = 0
        continue
      }
      run += 1
      letters += 1
      switch byte {
      case 0xA1...0xCE, 0xD0, 0xD2, 0xD3, 0xE0...0xE6: break
      case 0xD1, 0xD4...0xDA, 0xE7...0xED:
        marks += 1
        marksInFirstPlace += run % 2
        if !carriesMark(former) { misspelt += 1 }
      case 0xCF, 0xDF, 0xEE...0xFB: rare += 1
      default: return false
      }
    }
    let isUnpaired = oddRuns > 0 || marksInFirstPlace * 5 >= marks
    return letters >= 8 && isUnpaired && runsIntoASCII * 2 <= runs && marks * 20 >= letters
      && misspelt * 50 <= letters && rare * 20 <= letters
  }

  /// Whether a Thai vowel or tone can stand above or below after this: a consonant or another mark.
  private static func carriesMark(_ byte: UInt8) -> Bool {
    switch byte {
    case 0xA1...0xCE, 0xD1, 0xD4...0xDA, 0xE7...0xED: true
    default: false
    }
  }
}
