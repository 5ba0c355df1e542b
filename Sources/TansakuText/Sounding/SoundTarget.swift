/// What a spelling must sound like: the sounds of a word one after the other.
package struct SoundTarget: Sendable, Equatable {
  /// One sound.
  package enum Sound: Sendable, Equatable {
    /// A mora, as large hiragana.
    case kana(UInt32)
    /// A vowel that lengthens the one before it; where `isOptional`, a spelling may leave it out.
    case length(UInt32, isOptional: Bool)
    /// Any of these characters, whatever they sound like.
    case characters([UInt32])
  }

  package var sounds: [Sound] = []
  /// Whether Han characters may stand for its sounds.
  package var allowsHan = false

  /// The sounds of a run of folded kana and Han; nil where it has no kana of two sounds or more, or
  /// anything else in it.
  package init?(kana scalars: some Sequence<UInt32>) {
    let scalars = Array(scalars)
    var vowel: Int?
    var kana = 0
    var at = 0
    while at < scalars.count {
      let scalar = scalars[at]
      defer { at += 1 }
      let isLast = at + 1 == scalars.count
      if scalar == 0x30F6 || scalar == 0x30F5
        || KanaSounds.counters.contains(scalar) && at > 0 && !isLast
          && SoundTarget.isHan(scalars[at - 1]) && SoundTarget.isHan(scalars[at + 1])
      {
        sounds.append(.characters(KanaSounds.counters))
        vowel = nil
        kana += 2
      } else if KanaSounds.lengthens(scalar, vowel: vowel) {
        // A vowel letter at the end is a part of the word; a mark there comes and goes.
        let isOptional = scalar == KanaSounds.longMark || !isLast
        let base = KanaSounds.base(scalar) ?? scalar
        sounds.append(.length(base, isOptional: isOptional))
      } else if KanaSounds.isVu(scalar), !isLast, let base = KanaSounds.afterVu(scalars[at + 1]) {
        sounds.append(.kana(base))
        vowel = KanaSounds.vowel(base)
        kana += 1
        at += 1
      } else if let base = KanaSounds.base(scalar) {
        sounds.append(.kana(base))
        vowel = KanaSounds.vowel(base)
        kana += 1
      } else if SoundTarget.isHan(scalar) {
        sounds.append(.characters([scalar]))
        vowel = nil
      } else {
        return nil
      }
    }
    if kana < 2 { return nil }
  }

  /// The sounds of large hiragana that were typed in Latin letters, where lengths are written as
  /// people like.
  init(romaji kana: [UInt32]) {
    var vowel: Int?
    for scalar in kana {
      if KanaSounds.lengthens(scalar, vowel: vowel) {
        sounds.append(.length(scalar, isOptional: true))
      } else {
        sounds.append(.kana(scalar))
        vowel = KanaSounds.vowel(scalar)
      }
    }
    allowsHan = true
  }

  static func isHan(_ scalar: UInt32) -> Bool {
    (0x3400...0x9FFF).contains(scalar) || scalar == 0x3005 || scalar >= 0x2_0000
  }
}
