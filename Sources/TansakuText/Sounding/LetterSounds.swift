/// Letters of alphabets that are written for one another, though no fold joins them: yeh and kaf of
/// Arabic and Persian, е and ё, what the nukta of Devanagari and the anusvara stand for.
package enum LetterSounds {
  /// The other ways to write a folded word; at most so many, without the word itself.
  package static func spellings(of word: [UInt32], atMost limit: Int = 64) -> [[UInt32]] {
    var spellings: [[UInt32]] = [[]]
    var at = 0
    while at < word.count {
      let (options, length) = options(word[at...])
      spellings = spellings.flatMap { start in options.map { start + $0 } }
      // The first option is the letter itself, so that the word as typed is never cut off.
      if spellings.count > limit { spellings = Array(spellings.prefix(limit)) }
      at += length
    }
    return spellings.filter { $0 != word }
  }

  private static let nukta: UInt32 = 0x093C
  private static let virama: UInt32 = 0x094D
  private static let anusvara: UInt32 = 0x0902
  /// Consonants that the nukta makes another sound of: क ख ग ज ड ढ फ.
  private static let withNukta: Set<UInt32> = [
    0x0915, 0x0916, 0x0917, 0x091C, 0x0921, 0x0922, 0x092B,
  ]

  /// The ways to write what stands at the beginning of `rest`, itself first, and how many
  /// characters that is.
  private static func options(_ rest: ArraySlice<UInt32>) -> (options: [[UInt32]], length: Int) {
    let letter = rest[rest.startIndex]
    let next = rest.dropFirst().first
    switch letter {
    case 0x064A, 0x06CC, 0x0649: return (others([0x064A, 0x06CC, 0x0649], than: letter), 1)
    case 0x0643, 0x06A9: return (others([0x0643, 0x06A9], than: letter), 1)
    case 0x0435, 0x0451: return (others([0x0435, 0x0451], than: letter), 1)
    case _ where withNukta.contains(letter):
      return next == nukta
        ? ([[letter, nukta], [letter]], 2) : ([[letter], [letter, nukta]], 1)
    case anusvara:
      guard let next, let nasal = nasal(before: next) else { return ([[letter]], 1) }
      return ([[letter], [nasal, virama]], 1)
    case 0x0919, 0x091E, 0x0923, 0x0928, 0x092E:
      // A nasal without a vowel, before a consonant of its own place.
      guard next == virama, let after = rest.dropFirst(2).first, nasal(before: after) == letter
      else { return ([[letter]], 1) }
      return ([[letter, virama], [anusvara]], 2)
    default: return ([[letter]], 1)
    }
  }

  private static func others(_ letters: [UInt32], than letter: UInt32) -> [[UInt32]] {
    [[letter]] + letters.filter { $0 != letter }.map { [$0] }
  }

  /// The nasal that the anusvara stands for before a consonant of Devanagari.
  private static func nasal(before consonant: UInt32) -> UInt32? {
    switch consonant {
    case 0x0915...0x0918: 0x0919
    case 0x091A...0x091D: 0x091E
    case 0x091F...0x0922: 0x0923
    case 0x0924...0x0927: 0x0928
    case 0x092A...0x092D: 0x092E
    default: nil
    }
  }
}
