/// Finds the strings that sound like a word, among those that somebody has.
///
/// Character by character: whoever asks says which characters may follow a string, and only those
/// that go on sounding like the word are followed.
package struct SoundWalk {
  /// The most characters that one mora reading of Han may have.
  private static let longestReading = 6

  private let target: SoundTarget
  /// So many steps are taken at most, so that a word of many readings costs no more than another.
  private var steps: Int
  /// Which characters may follow a string.
  private let followers: ([UInt32]) -> Set<UInt32>?
  /// Whether a string may stand at the end of the word.
  private let isWhole: ([UInt32]) -> Bool
  private var found: Set<[UInt32]> = []
  private var lists: [String: Set<UInt32>] = [:]

  /// The strings that sound like `target`; each only up to where it does.
  ///
  /// - Parameters:
  ///   - target: What they sound like.
  ///   - steps: So many characters are tried at most.
  ///   - followers: Which characters may follow a string; nil for any.
  ///   - isWhole: Whether a string may end there.
  /// - Returns: The strings, in no order; and whether all steps were enough.
  package static func spellings(
    of target: SoundTarget, steps: Int = 10_000, followers: @escaping ([UInt32]) -> Set<UInt32>?,
    isWhole: @escaping ([UInt32]) -> Bool = { _ in true }
  ) -> Set<[UInt32]> {
    var walk = SoundWalk(
      target: target, steps: steps, followers: followers, isWhole: isWhole)
    walk.follow(State())
    return walk.found
  }

  /// The characters that a string which sounds like `target` may begin with.
  static func beginnings(of target: SoundTarget) -> [UInt32] {
    var walk = SoundWalk(target: target, steps: 0, followers: { _ in nil }, isWhole: { _ in true })
    var characters: Set<UInt32> = []
    for (_, list) in walk.hanOptions(State()) { characters.formUnion(list) }
    switch target.sounds.first {
    case .kana(let base):
      characters.formUnion(KanaSounds.forms(of: base))
      if KanaSounds.isAfterVu(base) { characters.formUnion([0x30F4, 0x3094]) }
    case .characters(let list): characters.formUnion(list)
    case .length, nil: break
    }
    return characters.sorted()
  }

  private init(
    target: SoundTarget, steps: Int, followers: @escaping ([UInt32]) -> Set<UInt32>?,
    isWhole: @escaping ([UInt32]) -> Bool
  ) {
    self.target = target
    self.steps = steps
    self.followers = followers
    self.isWhole = isWhole
  }

  private struct State {
    /// How many sounds are spelled.
    var at = 0
    /// The vowel that the string ends with, which a mark may lengthen.
    var vowel: Int?
    /// Whether it was lengthened where the word does not say so.
    var isLengthened = false
    /// Whether the last character was ヴ, whose vowel must follow.
    var isAfterVu = false
    var string: [UInt32] = []
  }

  private mutating func follow(_ state: State) {
    if steps <= 0 { return }
    if !state.isAfterVu, rest(state.at).isEmpty, isWhole(state.string) {
      if !state.string.isEmpty { found.insert(state.string) }
      return
    }
    // A length that may be left out.
    if !state.isAfterVu, state.at < target.sounds.count,
      case .length(_, isOptional: true) = target.sounds[state.at]
    {
      var next = state
      next.at += 1
      follow(next)
    }
    let known = followers(state.string)
    if state.isAfterVu { return followVowelOfVu(state, known) }
    // The longest readings first: they tell most.
    for (end, list) in hanOptions(state).reversed() {
      for character in SoundWalk.common(list, known) {
        var next = state
        next.at = end
        next.vowel = nil
        next.isLengthened = false
        go(next, character)
      }
    }
    followLengths(state, known)
    followSound(state, known)
  }

  /// Goes on behind a character.
  private mutating func go(_ state: State, _ character: UInt32) {
    steps -= 1
    if steps <= 0 { return }
    var next = state
    next.string.append(character)
    follow(next)
  }

  private mutating func followVowelOfVu(_ state: State, _ known: Set<UInt32>?) {
    guard case .kana(let base) = target.sounds[state.at] else { return }
    for character in SoundWalk.common(KanaSounds.vowels, known)
    where KanaSounds.afterVu(character) == base {
      var next = state
      next.isAfterVu = false
      advance(&next, vowel: KanaSounds.vowel(base))
      go(next, character)
    }
  }

  private mutating func followLengths(_ state: State, _ known: Set<UInt32>?) {
    let isLength =
      if state.at < target.sounds.count, case .length = target.sounds[state.at] { true } else {
        false
      }
    if state.isLengthened, !isLength { return }
    for character in SoundWalk.common(KanaSounds.vowels, known)
    where KanaSounds.lengthens(character, vowel: state.vowel) {
      var next = state
      if isLength { next.at += 1 } else { next.isLengthened = true }
      go(next, character)
    }
  }

  private mutating func followSound(_ state: State, _ known: Set<UInt32>?) {
    guard state.at < target.sounds.count else { return }
    var next = state
    switch target.sounds[state.at] {
    case .kana(let base):
      advance(&next, vowel: KanaSounds.vowel(base))
      for character in SoundWalk.common(Set(KanaSounds.forms(of: base)), known) {
        go(next, character)
      }
      if KanaSounds.isAfterVu(base) {
        next = state
        next.isAfterVu = true
        for character in SoundWalk.common([0x30F4, 0x3094], known) { go(next, character) }
      }
    case .characters(let characters):
      advance(&next, vowel: nil)
      for character in SoundWalk.common(Set(characters), known) { go(next, character) }
    case .length: break
    }
  }

  /// The characters that two sets have in common, increasing; nil has all.
  private static func common(_ list: Set<UInt32>, _ known: Set<UInt32>?) -> [UInt32] {
    guard let known else { return list.sorted() }
    return
      (list.count < known.count ? list.filter(known.contains) : known.filter(list.contains))
      .sorted()
  }

  /// The sounds that must still be spelled; lengths that may be left out are none.
  private func rest(_ at: Int) -> ArraySlice<SoundTarget.Sound> {
    target.sounds[at...].drop {
      if case .length(_, isOptional: true) = $0 { true } else { false }
    }
  }

  private func advance(_ state: inout State, vowel: Int?) {
    state.at += 1
    state.vowel = vowel
    state.isLengthened = false
  }

  // MARK: Han

  /// For each place that a reading may end at, the characters that are read so.
  private mutating func hanOptions(_ state: State) -> [(end: Int, list: Set<UInt32>)] {
    guard target.allowsHan, !state.isAfterVu, state.at < target.sounds.count else { return [] }
    var options: [(Int, Set<UInt32>)] = []
    var kana: [UInt32] = []
    var sounds: [UInt32] = []
    var vowel: Int?
    for end in state.at..<min(target.sounds.count, state.at + Self.longestReading) {
      switch target.sounds[end] {
      case .kana(let base), .length(let base, _):
        kana.append(base)
        // As the table has it: what only lengthens is left out.
        if !KanaSounds.lengthens(base, vowel: vowel) {
          sounds.append(base)
          vowel = KanaSounds.vowel(base)
        }
      case .characters: return options
      }
      let list = characters(
        read: sounds, isFirst: state.at == 0, isLast: rest(end + 1).isEmpty)
      if !list.isEmpty { options.append((end + 1, list)) }
    }
    return options
  }

  /// The characters that are read so, with what neighbours do to a reading: 連濁 behind another
  /// character, 促音 before one.
  private mutating func characters(read sounds: [UInt32], isFirst: Bool, isLast: Bool)
    -> Set<UInt32>
  {
    let key = "\(isFirst)\(isLast)" + String(sounds)
    if let list = lists[key] { return list }
    var readings = [sounds]
    if !isFirst, let first = sounds.first {
      readings = KanaSounds.unvoiced(first).map { [$0] + sounds.dropFirst() }
    }
    if !isLast, sounds.count > 1, sounds.last == 0x3064 {
      for reading in readings {
        // く き ち
        for last: UInt32 in [0x304F, 0x304D, 0x3061] {
          readings.append(reading.dropLast() + [last])
        }
      }
    }
    var list: Set<UInt32> = []
    for reading in readings {
      for character in ReadingTable.shared.characters(read: String(reading), in: .japanese) {
        list.insert(UInt32(character))
      }
    }
    lists[key] = list
    return list
  }
}

extension String {
  fileprivate init(_ scalars: [UInt32]) {
    self.init(String.UnicodeScalarView(scalars.compactMap(Unicode.Scalar.init)))
  }
}
