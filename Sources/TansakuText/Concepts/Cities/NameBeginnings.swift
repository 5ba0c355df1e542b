/// What pairs of characters the names of a table begin with, as a sketch that fits into the
/// processor's fastest cache, where the table itself does not.
///
/// A set of bits by a hash of the pair (Bloom, "Space/time trade-offs in hash coding with allowable
/// errors", Communications of the ACM 13 (7), 1970): it tells of most places of a text that no name
/// begins there, and never of one where a name does. Worth making for many texts only.
final class NameBeginnings: @unchecked Sendable {
  // Sendable: the bits are only read once they are made.
  private static let hashBits: UInt32 = 17
  private let bits: UnsafeMutablePointer<UInt64>

  /// The beginnings of a table's names; takes time in proportion to the table.
  init(of table: CityTable) {
    let count = (1 << Int(Self.hashBits)) / 64
    bits = .allocate(capacity: count)
    bits.initialize(repeating: 0, count: count)
    table.forEachBeginning { first, second in
      let hash = Self.hash(first, second)
      bits[Int(hash >> 6)] |= 1 << UInt64(hash & 63)
    }
  }

  deinit { bits.deallocate() }

  /// Whether a name may begin with the characters of these codes.
  @inline(__always)
  func mayBegin(_ first: UInt16, _ second: UInt16) -> Bool {
    // Spaces and dots may stand for others that follow; what is in no name has the code 0, as has
    // what follows names of one character.
    second == CityTable.space || second == CityTable.dot || has(first, second)
      || second != 0 && has(first, 0)
  }

  @inline(__always)
  private func has(_ first: UInt16, _ second: UInt16) -> Bool {
    let hash = Self.hash(first, second)
    return bits[Int(hash &>> 6)] &>> UInt64(hash & 63) & 1 == 1
  }

  @inline(__always)
  private static func hash(_ first: UInt16, _ second: UInt16) -> UInt32 {
    ((UInt32(first) &<< 16 | UInt32(second)) &* 0x9E37_79B1) &>> (32 &- hashBits)
  }
}
