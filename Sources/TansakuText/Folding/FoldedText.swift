/// A text after folding, character for character, with the way back to the text as written.
///
/// Folded character `i` came from the UTF-16 units `starts[i]..<ends[i]` of the source. Where
/// characters fold together (か + U+3099 → が) or apart (㍻ → 平成), every folded character of the
/// group leads back to the whole group. Ignorable characters fold to nothing and are in no group.
package struct FoldedText: Sendable, Equatable {
  /// The folded characters, as Unicode scalar values.
  package var scalars: [UInt32] = []
  /// Where the source of each folded character begins, in UTF-16 units.
  package var starts: [Int32] = []
  /// Where the source of each folded character ends, in UTF-16 units.
  package var ends: [Int32] = []

  /// An empty text.
  package init() {}

  /// Adds one folded character.
  @inline(__always)
  package mutating func append(_ scalar: UInt32, from start: Int, to end: Int) {
    scalars.append(scalar)
    starts.append(Int32(truncatingIfNeeded: start))
    ends.append(Int32(truncatingIfNeeded: end))
  }

  /// Adds folded characters that came from one UTF-16 unit each, which begin at these places; one
  /// place more tells where the last ends.
  @inline(__always)
  mutating func append(_ characters: UnsafeBufferPointer<UInt32>, at places: UnsafePointer<Int32>) {
    scalars.append(contentsOf: characters)
    starts.append(contentsOf: UnsafeBufferPointer(start: places, count: characters.count))
    ends.append(contentsOf: UnsafeBufferPointer(start: places + 1, count: characters.count))
  }

  /// Takes away the last folded characters, those that came from `start` or later.
  mutating func removeLast(from start: Int) {
    while let last = starts.last, last >= start {
      scalars.removeLast()
      starts.removeLast()
      ends.removeLast()
    }
  }

  mutating func removeAll(reserving capacity: Int) {
    scalars.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    scalars.reserveCapacity(capacity)
    starts.reserveCapacity(capacity)
    ends.reserveCapacity(capacity)
  }
}
