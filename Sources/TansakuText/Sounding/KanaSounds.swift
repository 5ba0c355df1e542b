/// How kana sound, as far as two ways to write one sound are to be taken for the same.
///
/// Hiragana and katakana are one, small kana are as large ones, ヴ is ブ and ヴァ is バ, ぢ づ を are
/// じ ず お. A vowel that only lengthens the one before it (ー; う behind お; い behind え) may be
/// written in any of these ways or left out. By table: ICU's transliterators cost more than a search.
package enum KanaSounds {
  /// The large hiragana that a kana sounds like; nil for what is no kana.
  ///
  /// The long mark is no sound of its own and has none either.
  package static func base(_ scalar: UInt32) -> UInt32? {
    var scalar = scalar
    if (0x30A1...0x30F6).contains(scalar) { scalar -= 0x60 }
    guard (0x3041...0x3096).contains(scalar) else { return nil }
    switch scalar {
    case 0x3041, 0x3043, 0x3045, 0x3047, 0x3049, 0x3063, 0x3083, 0x3085, 0x3087, 0x308E:
      return scalar + 1  // ぁ ぃ ぅ ぇ ぉ っ ゃ ゅ ょ ゎ
    case 0x3095: return 0x304B  // ゕ か
    case 0x3096: return 0x3051  // ゖ け
    case 0x3062: return 0x3058  // ぢ じ
    case 0x3065: return 0x305A  // づ ず
    case 0x3092: return 0x304A  // を お
    case 0x3090: return 0x3044  // ゐ い
    case 0x3091: return 0x3048  // ゑ え
    case 0x3094: return 0x3076  // ゔ ぶ
    default: return scalar
    }
  }

  /// Every kana that sounds like a large hiragana.
  package static func forms(of base: UInt32) -> [UInt32] { formsOfBase[base] ?? [] }

  private static let formsOfBase: [UInt32: [UInt32]] = {
    var forms: [UInt32: [UInt32]] = [:]
    for scalar in UInt32(0x3041)...0x30F6 {
      if let base = base(scalar) { forms[base, default: []].append(scalar) }
    }
    return forms
  }()

  /// The vowel that a large hiragana ends with, 0 to 4 for a i u e o; nil for ん.
  package static func vowel(_ base: UInt32) -> Int? {
    vowelOfBase[base]
  }

  private static let vowelOfBase: [UInt32: Int] = {
    var vowels: [UInt32: Int] = [:]
    let rows = [
      "あかさたなはまやらわがざだばぱ", "いきしちにひみりぎじびぴ", "うくすつぬふむゆるぐずぶぷ",
      "えけせてねへめれげぜでべぺ", "おこそとのほもよろごぞどぼぽ",
    ]
    for (vowel, row) in rows.enumerated() {
      for scalar in row.unicodeScalars { vowels[scalar.value] = vowel }
    }
    return vowels
  }()

  /// The long vowel mark.
  package static let longMark: UInt32 = 0x30FC

  /// Whether a kana only lengthens the vowel before it.
  package static func lengthens(_ scalar: UInt32, vowel: Int?) -> Bool {
    guard let vowel else { return false }
    if scalar == longMark { return true }
    guard let base = base(scalar), let own = vowelOfBase[base], own == vowels(ofLetter: base) else {
      return false
    }
    if own == vowel { return true }
    // A small ィ behind テ is a sound of its own.
    return !isSmall(scalar) && ((vowel == 3 && own == 1) || (vowel == 4 && own == 2))
  }

  private static func vowels(ofLetter base: UInt32) -> Int? {
    switch base {
    case 0x3042: 0
    case 0x3044: 1
    case 0x3046: 2
    case 0x3048: 3
    case 0x304A: 4
    default: nil
    }
  }

  private static func isSmall(_ scalar: UInt32) -> Bool {
    let hiragana = scalar >= 0x30A1 ? scalar - 0x60 : scalar
    return (0x3041...0x3049).contains(hiragana) && hiragana % 2 == 1
  }

  /// The sound of a vowel behind ヴ: ば for ァ and ア; nil where ヴ stands for itself.
  package static func afterVu(_ scalar: UInt32) -> UInt32? {
    switch base(scalar) {
    case 0x3042: 0x3070  // ば
    case 0x3044: 0x3073  // び
    case 0x3048: 0x3079  // べ
    case 0x304A: 0x307C  // ぼ
    default: nil
    }
  }

  /// Whether ヴ with a vowel sounds like this large hiragana.
  static func isAfterVu(_ base: UInt32) -> Bool { [0x3070, 0x3073, 0x3079, 0x307C].contains(base) }

  /// All kana of vowels, and the long mark: whatever may lengthen a vowel.
  static let vowels: Set<UInt32> = Set(
    [0x3042, 0x3044, 0x3046, 0x3048, 0x304A].flatMap(forms(of:)) + [longMark])

  /// Whether a kana is ヴ or ゔ.
  package static func isVu(_ scalar: UInt32) -> Bool { scalar == 0x30F4 || scalar == 0x3094 }

  /// The kana that stand between two characters of Han for が or か: 霞ヶ関, 三か月.
  package static let counters: [UInt32] = [0x30F6, 0x30B1, 0x30F5, 0x30AB, 0x304B, 0x30AC, 0x304C]

  /// The sounds that 連濁 makes of another: ば and ぱ of は; the sound itself first.
  package static func unvoiced(_ base: UInt32) -> [UInt32] {
    switch base {
    case 0x304C, 0x304E, 0x3050, 0x3052, 0x3054, 0x3056, 0x3058, 0x305A, 0x305C, 0x305E, 0x3060:
      return base == 0x3058
        ? [base, 0x3057, 0x3061]
        : base == 0x305A
          ? [base, 0x3059, 0x3064] : [base, base - 1]
    case 0x3067, 0x3069: return [base, base - 1]
    case 0x3070, 0x3073, 0x3076, 0x3079, 0x307C: return [base, base - 1]
    case 0x3071, 0x3074, 0x3077, 0x307A, 0x307D: return [base, base - 2]
    default: return [base]
    }
  }
}
