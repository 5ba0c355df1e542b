/// What the packed table says of a name: whose it is and what must hold where it stands.
struct Name {
  let value: UInt32

  init(_ value: UInt32) { self.value = value }

  /// The number of its city; nil where the name claims nothing and only blocks.
  var cityNumber: Int? { value & 0xFFFF == 0xFFFF ? nil : Int(value & 0xFFFF) }
  /// The set of endings that may follow it; 0 for none.
  var declension: Int { Int(value >> 21 & 7) }

  func contains(_ flag: NameFlags) -> Bool { value & flag.rawValue != 0 }
}

/// What must hold where a name stands, beyond the rule of its script.
enum NameFlags: UInt32 {
  /// It is part of many other words, so that its neighbours decide.
  case weak = 0x1_0000
  /// It must be written in capitals: KL.
  case capitals = 0x2_0000
  /// It must be written with its marks: without them it is another word.
  case marks = 0x4_0000
  /// It is the stem of a name, never a name without an ending.
  case stem = 0x8_0000
  /// Mongolian endings may follow it.
  case mongolian = 0x10_0000
  /// It is another word or a person's name nearly always, so that it must stand as a place does.
  case doubtful = 0x100_0000
  /// It is foreign to its script, so that a dot beside it makes it part of a person's name.
  case foreign = 0x200_0000
  /// It may be written in capitals, however short it is.
  case anyCase = 0x400_0000
}

/// What the packed table says of a character of names.
struct CharacterTraits {
  let rawValue: UInt8

  /// What tells that names begin with a character.
  static let initial: UInt8 = 0x40

  /// How names that begin or end with the character part from the text around them.
  enum Kind: UInt8 {
    case none, han, katakana, hangul, unspaced, alphabetic, space, dot
  }

  @inline(__always) var kind: Kind { Kind(rawValue: rawValue & 7) ?? .none }
  /// Chinese writes foreign names with it.
  @inline(__always) var isTransliteration: Bool { rawValue & 0x08 != 0 }
  /// It ends the names of administrative units: 省, 市.
  @inline(__always) var isAdministrative: Bool { rawValue & 0x10 != 0 }
  /// In Chinese a place may follow it: 在, 於.
  @inline(__always) var isPreposition: Bool { rawValue & 0x20 != 0 }
  /// It makes the name of a city that of a region: 州, 県.
  @inline(__always) var isRegion: Bool { rawValue & 0x80 != 0 }
  /// A name begins with it.
  @inline(__always) var isInitial: Bool { rawValue & Self.initial != 0 }
}

/// The scripts of folded characters, as far as names need them.
enum Script {
  /// Katakana and the long vowel mark.
  @inline(__always) static func isKatakana(_ scalar: UInt32) -> Bool {
    (0x30A1...0x30FA).contains(scalar) || (0x30FC...0x30FE).contains(scalar)
      || (0x31F0...0x31FF).contains(scalar)
  }

  /// Hiragana.
  @inline(__always) static func isHiragana(_ scalar: UInt32) -> Bool {
    (0x3041...0x309F).contains(scalar)
  }

  /// Syllables of Hangul, and letters that stand alone.
  @inline(__always) static func isHangul(_ scalar: UInt32) -> Bool {
    (0xAC00...0xD7A3).contains(scalar) || (0x1100...0x11FF).contains(scalar)
      || (0x3131...0x318E).contains(scalar)
  }

  /// Vowels of Thai and Lao that are written before their consonant.
  @inline(__always) static func isLeadingVowel(_ scalar: UInt32) -> Bool {
    (0x0E40...0x0E44).contains(scalar) || (0x0EC0...0x0EC4).contains(scalar)
  }

  /// Vowels of Thai and Lao that are letters, yet belong to the consonant before them.
  static func isTrailingVowel(_ scalar: UInt32) -> Bool {
    [0x0E30, 0x0E32, 0x0E33, 0x0E45, 0x0EB0, 0x0EB2, 0x0EB3].contains(scalar)
  }

  /// Signs that stack the next consonant under the last, in Burmese and Khmer.
  @inline(__always) static func isStacker(_ scalar: UInt32) -> Bool {
    scalar == 0x1039 || scalar == 0x17D2
  }

  /// Whether a consonant that `sign` follows ends the syllable before it: one without a vowel in
  /// Burmese, a silent one in Thai.
  static func closesSyllable(_ scalar: UInt32, _ sign: UInt32) -> Bool {
    (0x1000...0x102A).contains(scalar) && (sign == 0x103A || sign == 0x1039)
      || (0x0E01...0x0E2E).contains(scalar) && sign == 0x0E4C
  }
}
