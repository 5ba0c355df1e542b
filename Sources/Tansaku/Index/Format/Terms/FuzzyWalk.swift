/// What the characters of a dictionary are compared by.
protocol FuzzyAlphabet {
  /// Whether each character is compared as itself.
  static var isIdentity: Bool { get }
  /// Appends what a character is compared as: itself, its parts, or nothing.
  static func appendUnits(of scalar: UInt32, to units: inout [UInt32])
}

/// Characters as they are.
enum PlainAlphabet: FuzzyAlphabet {
  static var isIdentity: Bool { true }
  static func appendUnits(of scalar: UInt32, to units: inout [UInt32]) { units.append(scalar) }
}

/// Finds the terms of a sorted dictionary within a few edits of a word.
///
/// Goes through the dictionary with a `LevenshteinAutomaton`: where a beginning leads nowhere, all
/// terms with that beginning are passed over, most of them unread.
enum FuzzyWalk {
  /// The terms within so many edits of a word, in the order of the dictionary.
  ///
  /// An edit is a code point left out, put in or replaced, or two neighbours that change places.
  ///
  /// - Parameters:
  ///   - edits: the most edits, 0 or more.
  ///   - scalars: the folded word; one of more than 126 code points is near to no term.
  ///   - layer: the layer of the terms.
  ///   - reader: the dictionary.
  /// - Returns: their keys; that of the word itself among them, where the dictionary has it.
  /// - Throws: `StorageError` where the dictionary is damaged.
  static func terms(
    within edits: Int, of scalars: [UInt32], layer: Layer = .word, in reader: TermsReader
  ) throws -> [TermKey] {
    var found: [TermKey] = []
    try forEachTerm(within: edits, of: scalars, as: PlainAlphabet.self, layer: layer, in: reader) {
      key, _, _ in
      found.append(TermKey(bytes: Array(key)))
      return true
    }
    return found
  }

  /// Calls `body` with each term near a word, in the order of the dictionary, until it returns false.
  ///
  /// - Parameters:
  ///   - edits: the most edits, 0 or more.
  ///   - units: the word as `alphabet` compares it.
  ///   - alphabet: what characters are compared by.
  ///   - layer: the layer of the terms.
  ///   - reader: the dictionary.
  ///   - body: is given the key, valid during the call, what is known of the term, and the edits.
  /// - Throws: `StorageError` where the dictionary is damaged, and what `body` throws.
  static func forEachTerm<Alphabet: FuzzyAlphabet>(
    within edits: Int, of units: [UInt32], as alphabet: Alphabet.Type, layer: Layer,
    in reader: TermsReader,
    _ body: (_ key: UnsafeRawBufferPointer, TermInfo, _ distance: Int) throws -> Bool
  ) throws {
    guard var path = FuzzyPath<Alphabet>(units, edits: edits, layer: layer) else { return }
    try reader.walk(from: [layer.rawValue]) { key, info, target in
      guard key.first == layer.rawValue else { return .stop }
      switch path.follow(key, &target) {
      case .accepted(let distance): return try body(key, info, distance) ? .next : .stop
      case .passed: return .next
      case .failed: return .seek
      case .exhausted: return .stop
      }
    }
  }
}

/// The way of an automaton through the keys of a dictionary.
private struct FuzzyPath<Alphabet: FuzzyAlphabet> {
  /// What became of a key.
  enum Outcome {
    /// It is near.
    case accepted(distance: Int)
    /// It is not, but what it begins may be.
    case passed
    /// No key before the target is near.
    case failed
    /// No key that comes after this is near.
    case exhausted
  }

  private var automaton: LevenshteinAutomaton
  private let layer: Layer
  /// The characters that the automaton has read, and how much it had read before each.
  private var scalars: [UInt32] = []
  private var depths: [Int] = []
  private var units: [UInt32] = []

  init?(_ pattern: [UInt32], edits: Int, layer: Layer) {
    guard let automaton = LevenshteinAutomaton(pattern, edits: edits) else { return nil }
    self.automaton = automaton
    self.layer = layer
  }

  /// Reads a key as far as that leads somewhere; where it does not, the least key that may be near
  /// becomes the target.
  mutating func follow(_ key: UnsafeRawBufferPointer, _ target: inout [UInt8]) -> Outcome {
    var at = 1
    var place = 0
    while at < key.count {
      let scalar = FuzzyPath.scalar(of: key, &at)
      if place < scalars.count {
        if scalars[place] == scalar {
          place += 1
          continue
        }
        truncate(to: place)
      }
      if !push(scalar) { return fail(&target) }
      place += 1
    }
    truncate(to: place)
    return automaton.distance.map { .accepted(distance: $0) } ?? .passed
  }

  private mutating func truncate(to count: Int) {
    guard count < scalars.count else { return }
    automaton.truncate(to: depths[count])
    scalars.removeLast(scalars.count - count)
    depths.removeLast(depths.count - count)
  }

  private mutating func push(_ scalar: UInt32) -> Bool {
    scalars.append(scalar)
    depths.append(automaton.depth)
    if Alphabet.isIdentity { return automaton.read(scalar) }
    units.removeAll(keepingCapacity: true)
    Alphabet.appendUnits(of: scalar, to: &units)
    for unit in units where !automaton.read(unit) { return false }
    return true
  }

  /// Leaves the last character, which leads nowhere, for the next that may lead somewhere.
  private mutating func fail(_ target: inout [UInt8]) -> Outcome {
    while let scalar = scalars.last {
      truncate(to: scalars.count - 1)
      var next: UInt32?
      if !Alphabet.isIdentity || automaton.acceptsAnyCharacter {
        next = scalar == 0xD7FF ? 0xE000 : scalar + 1
      } else {
        next = automaton.nextCharacter(after: scalar)
      }
      guard let next, next <= 0x10_FFFF else { continue }
      target.removeAll(keepingCapacity: true)
      target.append(layer.rawValue)
      for scalar in scalars { TermKey.appendUTF8(of: scalar, to: &target) }
      TermKey.appendUTF8(of: next, to: &target)
      return .failed
    }
    return .exhausted
  }

  /// The character at `at`, which moves behind it; bytes that are no UTF-8 give some character.
  @inline(__always)
  private static func scalar(of key: UnsafeRawBufferPointer, _ at: inout Int) -> UInt32 {
    let lead = key[at]
    at += 1
    if lead < 0xC0 { return UInt32(lead) }
    let count = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3
    var scalar = UInt32(lead) & (0x3F >> UInt32(count))
    for _ in 0..<count where at < key.count {
      scalar = scalar << 6 | UInt32(key[at] & 0x3F)
      at += 1
    }
    return scalar
  }
}
