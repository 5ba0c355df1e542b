/// How names stand in a table of names: the same as `generate/folding.py` says, which makes the table
/// of cities.
enum NameKey {
  /// The dot that stands for all of them in a key.
  private static let dot: UInt32 = 0xB7

  /// A name, folded without the tables of `TextFolder`, which cost more to fill than a list of names is
  /// worth; its parts joined by single spaces, dots between katakana left out.
  static func key(of name: String) -> [UInt32] {
    var key: [UInt32] = []
    for scalar in ClusterFolder().fold(Array(name.utf16)) {
      switch CityTable.shared.code(scalar) {
      case CityTable.space: if let last = key.last, last != 0x20 { key.append(0x20) }
      case CityTable.dot: key.append(dot)
      default:
        if Script.isKatakana(scalar), key.last == dot,
          key.dropLast().last.map(Script.isKatakana) ?? false
        {
          key.removeLast()
        }
        key.append(scalar)
      }
    }
    if key.last == 0x20 { key.removeLast() }
    return key
  }

  /// How names that begin or end with a character part from the text around them; none for signs.
  static func kind(of scalar: UInt32) -> CharacterTraits.Kind {
    switch CityTable.shared.code(scalar) {
    case CityTable.space: return .space
    case CityTable.dot: return .dot
    default: break
    }
    switch CharacterTable.classOf(scalar) {
    case .separator: return .none
    case .letter, .digit: return .alphabetic
    case .run: break
    }
    if Script.isKatakana(scalar) { return .katakana }
    if Script.isHangul(scalar) { return .hangul }
    return Script.isUnspaced(scalar) ? .unspaced : .han
  }

  /// What the table says of a name beside whose it is.
  ///
  /// - Parameters:
  ///   - name: the name as written.
  ///   - key: its key.
  ///   - weakness: 0, 1 for weak, 2 for doubtful.
  /// - Returns: the bits of `NameFlags`.
  static func flags(of name: String, key: [UInt32], weakness: Int) -> UInt32 {
    var flags: UInt32 = 0
    let letters = key.filter { $0 != 0x20 }
    let isLatin = letters.allSatisfy(Script.isLatin)
    let isUpper = name.allSatisfy(\.isUppercase)
    if isLatin, isUpper, name.count <= 4 {
      flags |= NameFlags.capitals.rawValue
    } else {
      flags |= NameFlags.anyCase.rawValue
    }
    if isLatin, letters.count < 6, !name.allSatisfy(\.isASCII) { flags |= NameFlags.marks.rawValue }
    if letters.count >= 4, letters.allSatisfy(Script.isCyrillic) {
      flags |= NameFlags.mongolian.rawValue
    }
    if weakness > 0 { flags |= NameFlags.weak.rawValue }
    if weakness > 1 { flags |= NameFlags.doubtful.rawValue }
    return flags
  }

  /// The stem of a name that endings follow, and the number of their set in `NameEndings`.
  static func declension(of key: [UInt32]) -> (stem: ArraySlice<UInt32>, endings: UInt32)? {
    guard let last = key.last else { return nil }
    if last == 0x0BCD { return (key.dropLast(), 6) }
    guard Script.isCyrillic(last), key.count >= 4 else { return nil }
    switch Unicode.Scalar(last) {
    case "а": return (key.dropLast(), 4)
    case "я": return (key.dropLast(), 5)
    case "й": return (key.dropLast(), 2)
    case "ь": return (key.dropLast(), 3)
    case "о", "у", "ы", "э", "ё", "ю", "и", "е": return nil
    default: return (key[...], 1)
    }
  }
}

extension Script {
  /// Letters of scripts whose words no space parts, other than Han and kana.
  static func isUnspaced(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0xA9E0...0xA9FF, 0xAA60...0xAA7F: true
    default: false
    }
  }

  /// Latin letters, folded.
  static func isLatin(_ scalar: UInt32) -> Bool {
    (0x61...0x7A).contains(scalar) || (0xC0...0x24F).contains(scalar)
  }

  /// Letters of the Cyrillic script.
  static func isCyrillic(_ scalar: UInt32) -> Bool { (0x0400...0x052F).contains(scalar) }
}
