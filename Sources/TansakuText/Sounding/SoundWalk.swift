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
  private let followers: ([UInt32]) -> [UInt32]
  /// Whether a string may stand at the end of the word.
  private let isWhole: ([UInt32]) -> Bool
  private var found: Set<[UInt32]> = []
  private var lists: [String: Set<UInt32>] = [:]

  /// The strings that sound like `target`; each only up to where it does.
  ///
  /// - Parameters:
  ///   - target: What they sound like.
  ///   - steps: So many characters are tried at most.
  ///   - followers: Which characters may follow a string; all that may begin one for the empty one,
  ///     or an empty list to try them all.
  ///   - isWhole: Whether a string may end there.
  /// - Returns: The strings, in no order; and whether all steps were enough.
  package static func spellings(
    of target: SoundTarget, steps: Int = 50_000, followers: @escaping ([UInt32]) -> [UInt32],
    isWhole: @escaping ([UInt32]) -> Bool = { _ in true }
  ) -> Set<[UInt32]> {
    var walk = SoundWalk(
      target: target, steps: steps, followers: followers, isWhole: isWhole)
    walk.follow(State())
    return walk.found
  }

  /// The characters that a string which sounds like `target` may begin with.
  static func beginnings(of target: SoundTarget) -> [UInt32] {
    var walk = SoundWalk(target: target, steps: 0, followers: { _ in [] }, isWhole: { _ in true })
    let state = State()
    return walk.candidates(state, walk.hanOptions(state))
  }

  private init(
    target: SoundTarget, steps: Int, followers: @escaping ([UInt32]) -> [UInt32],
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
    let han = hanOptions(state)
    for character in candidates(state, han) {
      steps -= 1
      if steps <= 0 { return }
      step(state, character, han)
    }
  }

  /// The sounds that must still be spelled; lengths that may be left out are none.
  private func rest(_ at: Int) -> ArraySlice<SoundTarget.Sound> {
    target.sounds[at...].drop {
      if case .length(_, isOptional: true) = $0 { true } else { false }
    }
  }

  /// The characters that are tried next.
  private func candidates(_ state: State, _ han: [(end: Int, list: Set<UInt32>)]) -> [UInt32] {
    let known = followers(state.string)
    if !state.string.isEmpty || !known.isEmpty { return known }
    var all: Set<UInt32> = []
    for (_, list) in han { all.formUnion(list) }
    switch target.sounds.first {
    case .kana(let base):
      all.formUnion(KanaSounds.forms(of: base))
      if [0x3070, 0x3073, 0x3079, 0x307C].contains(base) { all.insert(0x30F4) }
    case .characters(let characters): all.formUnion(characters)
    case .length, nil: break
    }
    return all.sorted()
  }

  private mutating func step(
    _ state: State, _ character: UInt32, _ han: [(end: Int, list: Set<UInt32>)]
  ) {
    var next = state
    next.string.append(character)
    let sound = state.at < target.sounds.count ? target.sounds[state.at] : nil
    if state.isAfterVu {
      guard case .kana(let base) = sound, KanaSounds.afterVu(character) == base else { return }
      next.isAfterVu = false
      advance(&next, vowel: KanaSounds.vowel(base))
      return follow(next)
    }
    for (end, list) in han where list.contains(character) {
      var next = next
      next.at = end
      next.vowel = nil
      next.isLengthened = false
      follow(next)
    }
    if KanaSounds.lengthens(character, vowel: state.vowel) {
      if case .length = sound {
        var next = next
        next.at += 1
        follow(next)
      } else if !state.isLengthened {
        var next = next
        next.isLengthened = true
        follow(next)
      }
    }
    switch sound {
    case .kana(let base):
      if KanaSounds.isVu(character), [0x3070, 0x3073, 0x3079, 0x307C].contains(base) {
        next.isAfterVu = true
        follow(next)
      } else if KanaSounds.base(character) == base {
        advance(&next, vowel: KanaSounds.vowel(base))
        follow(next)
      }
    case .characters(let characters):
      guard characters.contains(character) else { return }
      advance(&next, vowel: nil)
      follow(next)
    case .length, nil: break
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
