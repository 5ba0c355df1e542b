/// Tells nearly always, and at once, that a segment has no document of an id.
///
/// A Bloom filter (Bloom, "Space/time trade-offs in hash coding with allowable errors", 1970) of 24
/// bits and 8 probes for each id: of the ids that are not there one in 20,000 is not told apart. A
/// writer asks it before the dictionary, for every document that comes is looked for in every
/// segment, and the dictionaries' pages would come into memory one after the other.
struct IdentifierFilter: Sendable {
  private static let probes: UInt64 = 8

  private var words: [UInt64]

  /// A filter with room for so many ids and none in it; three bytes of memory for each.
  init(count: Int) { words = [UInt64](repeating: 0, count: count * 24 / 64 + 1) }

  /// A filter of these ids, of which there are so many.
  init(_ identifiers: some Sequence<String>, count: Int) {
    self.init(count: count)
    for identifier in identifiers { insert(IdentifierHash(identifier.utf8)) }
  }

  /// Adds an id.
  mutating func insert(_ identifier: IdentifierHash) {
    let bits = UInt64(words.count * 64)
    for probe in 0..<IdentifierFilter.probes {
      let bit = identifier.place(probe, among: bits)
      words[bit / 64] |= 1 << UInt64(bit % 64)
    }
  }

  /// Whether the id may be there; false only where it is not.
  func mayContain(_ identifier: IdentifierHash) -> Bool {
    let bits = UInt64(words.count * 64)
    for probe in 0..<IdentifierFilter.probes {
      let bit = identifier.place(probe, among: bits)
      if words[bit / 64] & 1 << UInt64(bit % 64) == 0 { return false }
    }
    return true
  }
}

/// What filters know an id by: made once and asked of many.
struct IdentifierHash: Sendable {
  private let first: UInt64
  private let second: UInt64

  /// The hash of an id's bytes.
  init(_ identifier: some Sequence<UInt8>) {
    // FNV-1a, mixed once more so that both halves depend on every byte.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in identifier { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    hash = (hash ^ hash >> 33) &* 0xFF51_AFD7_ED55_8CCD
    hash ^= hash >> 33
    first = hash & 0xFFFF_FFFF
    second = hash >> 32 | 1
  }

  /// One of the places of the id in a filter of so many bits, made of the two halves of one hash
  /// (Kirsch and Mitzenmacher, "Less hashing, same performance", 2006).
  fileprivate func place(_ probe: UInt64, among bits: UInt64) -> Int {
    Int((first &+ probe &* second) % bits)
  }
}
