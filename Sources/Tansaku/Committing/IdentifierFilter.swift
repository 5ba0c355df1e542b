/// Tells nearly always, and at once, that a segment has no document of an id.
///
/// A Bloom filter (Bloom, "Space/time trade-offs in hash coding with allowable errors", 1970) of 16
/// bits and 4 probes for each id: of the ids that are not there one in 400 is not told apart. A
/// writer asks it before the dictionary, for every document that comes is looked for in every
/// segment, and the dictionaries' pages would come into memory one after the other.
struct IdentifierFilter: Sendable {
  private var words: [UInt64]

  /// A filter of these ids, of which there are so many.
  init(_ identifiers: some Sequence<String>, count: Int) {
    words = [UInt64](repeating: 0, count: max(1, count * 16 / 64))
    for identifier in identifiers {
      for bit in probes(of: identifier) { words[bit / 64] |= 1 << UInt64(bit % 64) }
    }
  }

  /// Whether the id may be there; false only where it is not.
  func mayContain(_ identifier: String) -> Bool {
    probes(of: identifier).allSatisfy { words[$0 / 64] & 1 << UInt64($0 % 64) != 0 }
  }

  /// Four places in the filter, made of the two halves of one hash (Kirsch and Mitzenmacher, "Less
  /// hashing, same performance", 2006).
  private func probes(of identifier: String) -> [Int] {
    // FNV-1a, mixed once more so that both halves depend on every byte.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in identifier.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    hash = (hash ^ hash >> 33) &* 0xFF51_AFD7_ED55_8CCD
    hash ^= hash >> 33
    let first = hash & 0xFFFF_FFFF
    let second = hash >> 32 | 1
    let bits = UInt64(words.count * 64)
    return (0..<4).map { Int((first &+ $0 &* second) % bits) }
  }
}
