import TansakuText

/// Finds the strings of an index that sound like a word.
///
/// Nothing is indexed for it. The dictionary's grams tell which character stands behind which
/// somewhere in the texts, and only such strings are followed; whether a string stands in a text as
/// a whole is for the search to find out.
final class SoundSpeller {
  /// As many strings are kept for a word: those whose rarest gram is the most frequent.
  static let mostSpellings = 64

  /// As many strings of Han are followed for a word of Mandarin, and characters for one of Japanese.
  static let mostTried = 50_000

  /// What a word sounds like in an index.
  struct Sounds: Equatable {
    /// Strings of folded characters, the most frequent first.
    var spellings: [[UInt32]] = []
    /// Cities that have a name which sounds so.
    var cities: [UInt32] = []

    var isEmpty: Bool { spellings.isEmpty && cities.isEmpty }
  }

  private let segments: [Segment]
  private var knownFollowers: [UInt32: Set<UInt32>] = [:]
  private var failure: (any Error)?

  init(_ segments: [Segment]) { self.segments = segments }

  /// What a run of kana, or of kana and Han, sounds like.
  func sounds(ofRun scalars: [UInt32]) throws -> Sounds {
    guard let target = SoundTarget(kana: scalars) else { return Sounds() }
    var sounds = try kept(
      spellings(of: target).subtracting([scalars]), least: 2, prefersWords: false)
    if !target.sounds.contains(where: { if case .characters = $0 { true } else { false } }) {
      sounds.cities = CitySounds.shared.cities(soundingLike: target).sorted()
    }
    return sounds
  }

  /// What a word in Latin letters sounds like, read as Japanese and as Mandarin.
  func sounds(ofLetters scalars: [UInt32]) throws -> Sounds {
    let letters = scalars.compactMap(UInt8.init(exactly:))
    guard letters.count == scalars.count, letters.count <= 40,
      letters.allSatisfy({ $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") })
    else { return Sounds() }
    var found: Set<[UInt32]> = []
    var cities: Set<UInt32> = []
    for target in Romaji.targets(letters) {
      let spellings = try spellings(of: target)
      let morae = target.sounds.count { if case .kana = $0 { true } else { false } }
      // One character for one mora is too little to go by.
      found.formUnion(spellings.filter { $0.count > 1 || morae > 1 })
      cities.formUnion(CitySounds.shared.cities(soundingLike: target))
    }
    for syllables in Pinyin.syllables(letters) where syllables.count > 1 {
      found.formUnion(try spellings(read: syllables))
      cities.formUnion(CitySounds.shared.cities(read: syllables))
    }
    var sounds = try kept(found, least: 1, prefersWords: true)
    sounds.cities = cities.sorted()
    return sounds
  }

  // MARK: Spellings

  private func spellings(of target: SoundTarget) throws -> Set<[UInt32]> {
    let found = SoundWalk.spellings(of: target, steps: Self.mostTried) { [unowned self] string in
      string.last.map(followers)
    }
    try check()
    return found
  }

  /// The strings of Han that are read as these syllables.
  private func spellings(read syllables: [String]) throws -> Set<[UInt32]> {
    let lists = syllables.map { syllable in
      Set(ReadingTable.shared.characters(read: syllable, in: .mandarin).map { UInt32($0) })
    }
    guard let first = lists.first else { return [] }
    var strings = first.map { [$0] }
    for list in lists.dropFirst() {
      strings = strings.flatMap { string in
        followers(of: string[string.count - 1]).intersection(list).sorted().map { string + [$0] }
      }
      if strings.count > Self.mostTried { strings.removeSubrange(Self.mostTried...) }
    }
    try check()
    return Set(strings)
  }

  /// The characters that stand behind a character somewhere in the texts.
  private func followers(of scalar: UInt32) -> Set<UInt32> {
    if let known = knownFollowers[scalar] { return known }
    var found: Set<UInt32> = []
    let prefix = TermKey(.gram, scalars: [scalar]).bytes
    do {
      for segment in segments {
        try segment.terms.forEachEntry(prefix: prefix) { key, _ in
          let rest = key[prefix.count...]
          if let next = String(decoding: rest, as: UTF8.self).unicodeScalars.first {
            found.insert(next.value)
          }
          return true
        }
      }
    } catch {
      failure = error
    }
    knownFollowers[scalar] = found
    return found
  }

  private func check() throws {
    if let failure { throw failure }
  }

  // MARK: Choice

  /// The most frequent of some strings that have at least so many characters.
  ///
  /// Where words are preferred and some strings with Han are words of the index, those that are not
  /// are chance: characters that happen to stand side by side.
  private func kept(
    _ strings: Set<[UInt32]>, least: Int, prefersWords: Bool
  ) throws -> Sounds {
    var ranked: [(string: [UInt32], count: UInt32, isWord: Bool, hasHan: Bool)] = []
    for string in strings where string.count >= least {
      let count = try zip(string, string.dropFirst()).map { pair in
        try frequency(of: TermKey(.gram, scalars: [pair.0, pair.1]))
      }.min()
      let words = try frequency(of: TermKey(.word, scalars: string))
      guard let count = count ?? (words > 0 ? words : nil), count > 0 else { continue }
      let hasHan = string.contains { KanaSounds.base($0) == nil && $0 != KanaSounds.longMark }
      ranked.append((string, count, words > 0, hasHan))
    }
    if prefersWords, ranked.contains(where: { $0.hasHan && $0.isWord }) {
      ranked.removeAll { $0.hasHan && !$0.isWord }
    }
    ranked.sort { one, other in
      one.count != other.count
        ? one.count > other.count : one.string.lexicographicallyPrecedes(other.string)
    }
    return Sounds(spellings: ranked.prefix(Self.mostSpellings).map(\.string))
  }

  /// In how many documents of the segments a term occurs.
  func frequency(of key: TermKey) throws -> UInt32 {
    try segments.reduce(0) { try $0 + ($1.terms.find(key)?.documentFrequency ?? 0) }
  }
}
