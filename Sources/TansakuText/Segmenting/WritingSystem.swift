/// The writing systems whose texts are a collection of their own for the statistics of ranking.
///
/// Where few documents are in Thai, even the commonest Thai word is rare among all: how much a word
/// tells can only be seen among the documents of its writing. Named as in ISO 15924.
package enum WritingSystem: String, CaseIterable, Sendable {
  case latin = "Latn"
  case greek = "Grek"
  case cyrillic = "Cyrl"
  case hebrew = "Hebr"
  case arabic = "Arab"
  case devanagari = "Deva"
  case bengali = "Beng"
  case tamil = "Taml"
  case thai = "Thai"
  case lao = "Laoo"
  case burmese = "Mymr"
  case khmer = "Khmr"
  case hangul = "Hang"
  /// Han with kana.
  case japanese = "Jpan"
  /// Han alone, of whatever language.
  case han = "Hani"

  /// The system of a folded character; nil where it has none of these, or several.
  @inline(__always)
  package static func of(_ scalar: UInt32) -> WritingSystem? {
    switch scalar {
    case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x2_0000...0x3_FFFF: .han
    case 0x3041...0x30FF, 0x31F0...0x31FF: .japanese
    case 0x61...0x7A, 0xDF...0x24F, 0x1E00...0x1EFF: .latin
    case 0xAC00...0xD7A3, 0x1100...0x11FF, 0x3131...0x318E: .hangul
    case 0x0E00...0x0E7F: .thai
    case 0x0400...0x052F: .cyrillic
    case 0x0900...0x097F: .devanagari
    case 0x0600...0x06FF: .arabic
    case 0x0370...0x03FF: .greek
    case 0x0590...0x05FF: .hebrew
    case 0x0980...0x09FF: .bengali
    case 0x0B80...0x0BFF: .tamil
    case 0x0E80...0x0EFF: .lao
    case 0x1000...0x109F: .burmese
    case 0x1780...0x17FF: .khmer
    default: nil
    }
  }

  /// Whether a character is of a system that writes syllables without spaces: Thai, Lao, Burmese,
  /// Khmer.
  @inline(__always)
  package static func isSyllabic(_ scalar: UInt32) -> Bool {
    guard (0x0E00...0x17FF).contains(scalar) else { return false }
    return switch WritingSystem.of(scalar) {
    case .thai, .lao, .burmese, .khmer: true
    default: false
    }
  }

  /// The place among all systems: in time that a dictionary would take several times of, for texts
  /// change from kanji to kana every few characters.
  private var place: Int {
    switch self {
    case .latin: 0
    case .greek: 1
    case .cyrillic: 2
    case .hebrew: 3
    case .arabic: 4
    case .devanagari: 5
    case .bengali: 6
    case .tamil: 7
    case .thai: 8
    case .lao: 9
    case .burmese: 10
    case .khmer: 11
    case .hangul: 12
    case .japanese: 13
    case .han: 14
    }
  }

  /// How many characters of each system a text has.
  package struct Census: Sendable {
    private var counts = [Int](repeating: 0, count: WritingSystem.allCases.count)

    package init() {}

    /// Counts the characters of a folded text.
    package mutating func add(_ scalars: [UInt32]) {
      var han = 0
      var kana = 0
      for scalar in scalars {
        // Japanese changes between them every few characters: no branch could be foreseen.
        let isHan = Census.isOne(scalar, of: 0x5200, from: 0x4E00)
        let isKana = Census.isOne(scalar, of: 0xBF, from: 0x3041)
        han &+= isHan
        kana &+= isKana
        if isHan | isKana == 0, let system = WritingSystem.of(scalar) { counts[system.place] += 1 }
      }
      counts[WritingSystem.han.place] += han
      counts[WritingSystem.japanese.place] += kana
    }

    /// 1 where a character is one of so many from the first on, else 0.
    @inline(__always)
    private static func isOne(_ scalar: UInt32, of count: UInt64, from first: UInt32) -> Int {
      Int(truncatingIfNeeded: (UInt64(scalar &- first) &- count) &>> 63)
    }

    func count(_ system: WritingSystem) -> Int {
      counts[system.place]
    }

    /// How many characters are of Han, kana or Hangul, which are twice as wide as others.
    package var wideCount: Int { count(.han) + count(.japanese) + count(.hangul) }

    /// The system that most of the text is in; nil where it has no character of any.
    ///
    /// Japanese is what has at least a twentieth of its characters in kana.
    package var leading: WritingSystem? {
      let han = count(.han)
      let kana = count(.japanese)
      var best: WritingSystem?
      var most = 0
      if han + kana > 0 {
        best = kana * 20 >= han + kana ? .japanese : .han
        most = han + kana
      }
      for system in WritingSystem.allCases where system != .han && system != .japanese {
        if count(system) > most {
          best = system
          most = count(system)
        }
      }
      return best
    }
  }
}
