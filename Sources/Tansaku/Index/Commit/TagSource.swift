import TansakuStorage

/// Gives every new segment a tag that no other segment has, in this index or in any other, so that
/// segments can be copied from one index to another.
///
/// A tag begins with the number of the commit that the segment is written for, as 32 bits, and with the
/// segment's place among those of the same update, as 16 bits, so that names sort by age. The other 80
/// bits are random.
struct TagSource: Sendable {
  private let draw: @Sendable () -> UInt64

  /// The tags of indexes.
  static let random = TagSource { UInt64.random(in: .min ... .max) }

  /// Tags whose random parts come from a function.
  init(_ draw: @escaping @Sendable () -> UInt64) { self.draw = draw }

  /// The tag of the next segment of an update.
  func tag(generation: UInt64, ordinal: Int) -> FileTag {
    let age = generation & 0xFFFF_FFFF
    let place = UInt64(min(max(0, ordinal), 0xFFFF))
    return FileTag(high: age << 32 | place << 16 | draw() & 0xFFFF, low: draw())
  }
}
