import TansakuText

/// What completions are compared by: a folded text as it is typed, key by key.
///
/// Kana are large hiragana, and what only lengthens a vowel is the long mark, so that とうきょう,
/// トーキョー and `toukyou` begin alike. Hangul is spelled in letters, so that a syllable that is half
/// typed is a beginning. Separators count between letters or digits alone, and then as one space.
struct CompletionKey {
  /// The longest key, in bytes of UTF-8; what is behind it is cut off.
  static let longest = 256

  /// The key in UTF-8.
  private(set) var bytes: [UInt8] = []
  /// Where words behind separators begin in it.
  private(set) var starts: [Int] = []

  /// The key of a text.
  ///
  /// - Parameters:
  ///   - scalars: its folded characters.
  ///   - isOpen: whether the text may go on: then a separator at its end counts.
  ///   - characterClass: tells the classes of the characters.
  init(
    _ scalars: some Sequence<UInt32>, isOpen: Bool = false,
    characterClass: (UInt32) -> CharacterClass
  ) {
    var last: CharacterClass?
    var isParted = false
    var vowel: Int?
    var units: [UInt32] = []
    for scalar in scalars {
      let kind = characterClass(scalar)
      if kind == .separator {
        isParted = last != nil
        vowel = nil
        continue
      }
      if isParted {
        if let last, last != .run, kind != .run { bytes.append(0x20) }
        starts.append(bytes.count)
        isParted = false
      }
      last = kind
      units.removeAll(keepingCapacity: true)
      if KanaSounds.lengthens(scalar, vowel: vowel) {
        units.append(KanaSounds.longMark)
      } else if let base = KanaSounds.base(scalar) {
        units.append(base)
        vowel = KanaSounds.vowel(base)
      } else {
        vowel = nil
        JamoAlphabet.appendUnits(of: scalar, to: &units)
      }
      for unit in units { TermKey.appendUTF8(of: unit, to: &bytes) }
      if bytes.count > Self.longest { break }
    }
    if isOpen, isParted, let last, last != .run { bytes.append(0x20) }
    starts.removeAll { $0 == 0 || $0 >= bytes.count }
  }
}
