import TansakuText

/// The scripts whose words can be misspelt letter by letter, and what a letter is in each.
///
/// Han is none of them: a character there is nearly a word, and one that differs by a stroke differs
/// in everything. Nor are Thai, Lao, Khmer and Burmese, whose words nobody knows before they are
/// right: ICU cuts a misspelt one anywhere.
enum SpellingScript: Sendable, CaseIterable {
  /// Letters of scripts that put spaces between words: Latin, Cyrillic, Greek and their like.
  case letters
  /// Hiragana and katakana, which count as one.
  case kana
  /// Syllables of Hangul, compared by their letters.
  case hangul

  /// The script of a folded word; nil where it has a digit, or is of another script or of several.
  static func of(_ scalars: some Collection<UInt32>) -> SpellingScript? {
    guard let first = scalars.first else { return nil }
    if KanaAlphabet.contains(first) {
      return scalars.allSatisfy(KanaAlphabet.contains) ? .kana : nil
    }
    if JamoAlphabet.contains(first) {
      return scalars.allSatisfy(JamoAlphabet.contains) ? .hangul : nil
    }
    let isWord = scalars.allSatisfy { scalar in
      guard scalar >= 0x61, !(0x2000...0x2BFF).contains(scalar) else { return false }
      return switch WritingSystem.of(scalar) {
      case .han, .japanese, .hangul, .thai, .lao, .burmese, .khmer: false
      default: scalar != 0x30FC
      }
    }
    return isWord ? .letters : nil
  }

  /// A word as it is compared.
  func units(of scalars: some Sequence<UInt32>) -> [UInt32] {
    var units: [UInt32] = []
    for scalar in scalars {
      switch self {
      case .letters: PlainAlphabet.appendUnits(of: scalar, to: &units)
      case .kana: KanaAlphabet.appendUnits(of: scalar, to: &units)
      case .hangul: JamoAlphabet.appendUnits(of: scalar, to: &units)
      }
    }
    return units
  }

  /// How many edits a word of so many units may be away: 1 for up to five letters, 2 from six on, or
  /// what is as long in kana and Hangul; none where any other word would be near.
  func edits(unitCount count: Int) -> Int {
    switch self {
    case .letters: count < 3 ? 0 : count <= 5 ? 1 : 2
    // A kana is a syllable, a letter and a half.
    case .kana: count < 2 ? 0 : count <= 7 ? 1 : 2
    // Two or three letters are one syllable.
    case .hangul: count < 4 ? 0 : count <= 6 ? 1 : 2
    }
  }
}

/// Kana as they are compared: large, in hiragana, without the marks of voice.
///
/// So は, ば, ぱ, ハ and ﾊ are one; what tells them apart is weighed by `SpellingCost`.
enum KanaAlphabet: FuzzyAlphabet {
  static var isIdentity: Bool { false }

  static func contains(_ scalar: UInt32) -> Bool {
    (0x3041...0x3096).contains(scalar) || (0x30A1...0x30F6).contains(scalar)
      || scalar == KanaSounds.longMark
  }

  static func appendUnits(of scalar: UInt32, to units: inout [UInt32]) {
    units.append(unvoiced(large(hiragana(scalar))))
  }

  /// A kana in hiragana; anything else as it is.
  static func hiragana(_ scalar: UInt32) -> UInt32 {
    (0x30A1...0x30F6).contains(scalar) ? scalar - 0x60 : scalar
  }

  /// The large form of a small hiragana; anything else as it is.
  static func large(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0x3041, 0x3043, 0x3045, 0x3047, 0x3049, 0x3063, 0x3083, 0x3085, 0x3087, 0x308E:
      scalar + 1  // ぁ ぃ ぅ ぇ ぉ っ ゃ ゅ ょ ゎ
    case 0x3095: 0x304B  // ゕ か
    case 0x3096: 0x3051  // ゖ け
    default: scalar
    }
  }

  /// A hiragana without the mark of its voice; anything else as it is.
  static func unvoiced(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0x304B...0x3062: scalar.isMultiple(of: 2) ? scalar - 1 : scalar  // か to ぢ
    case 0x3065, 0x3067, 0x3069: scalar - 1  // づ で ど
    case 0x306F...0x307D: scalar - (scalar - 0x306F) % 3  // は to ぽ
    case 0x3094: 0x3046  // ゔ
    default: scalar
    }
  }
}

/// Hangul as it is compared: letter by letter, as it is typed.
///
/// A final consonant is the same letter as an initial one, and what was typed with two keys is two
/// letters, so that a syllable that is half typed is a beginning of the whole: 서우 of 서울, 간 of 가나.
enum JamoAlphabet: FuzzyAlphabet {
  static var isIdentity: Bool { false }

  static func contains(_ scalar: UInt32) -> Bool {
    (0xAC00...0xD7A3).contains(scalar) || (0x1100...0x1112).contains(scalar)
      || (0x1161...0x1175).contains(scalar) || (0x11A8...0x11C2).contains(scalar)
  }

  static func appendUnits(of scalar: UInt32, to units: inout [UInt32]) {
    switch scalar {
    case 0xAC00...0xD7A3:
      // The Unicode Standard, 3.12: 19 initials, 21 vowels, 28 finals, of which the first is none.
      let index = Int(scalar - 0xAC00)
      units.append(initials[index / 588])
      units.append(contentsOf: vowels[index % 588 / 28])
      units.append(contentsOf: finals[index % 28])
    case 0x1100...0x1112: units.append(initials[Int(scalar - 0x1100)])
    case 0x1161...0x1175: units.append(contentsOf: vowels[Int(scalar - 0x1161)])
    case 0x11A8...0x11C2: units.append(contentsOf: finals[Int(scalar - 0x11A7)])
    default: units.append(scalar)
    }
  }

  private static let initials = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ".unicodeScalars.map(\.value)
  private static let vowels = letters(
    "ㅏ ㅐ ㅑ ㅒ ㅓ ㅔ ㅕ ㅖ ㅗ ㅗㅏ ㅗㅐ ㅗㅣ ㅛ ㅜ ㅜㅓ ㅜㅔ ㅜㅣ ㅠ ㅡ ㅡㅣ ㅣ")
  private static let finals =
    [[]]
    + letters(
      "ㄱ ㄲ ㄱㅅ ㄴ ㄴㅈ ㄴㅎ ㄷ ㄹ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ ㅁ ㅂ ㅂㅅ ㅅ ㅆ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ")

  private static func letters(_ list: String) -> [[UInt32]] {
    list.split(separator: " ").map { $0.unicodeScalars.map(\.value) }
  }
}
