/// Positions in one document, in memory that serves for one document after the other.
///
/// A phrase reads a few positions of very many documents, and an array would be asked at every
/// change whether somebody else holds it.
final class PositionList {
  private var memory: UnsafeMutablePointer<UInt32>?
  private var room = 0
  /// How many there are.
  private(set) var count = 0

  deinit { memory?.deallocate() }

  /// The positions; valid until the list grows.
  @inline(__always)
  var values: UnsafeMutableBufferPointer<UInt32> {
    UnsafeMutableBufferPointer(start: memory, count: count)
  }

  /// Forgets all behind the first so many.
  @inline(__always)
  func keep(first kept: Int) { count = kept }

  /// Makes the list so much longer; returns the place of the new positions, for the caller to fill.
  @inline(__always)
  func extend(by more: Int) -> UnsafeMutablePointer<UInt32> {
    let first = count
    count &+= more
    if count <= room, let memory { return memory + first }
    return grow(keeping: first) + first
  }

  @inline(never)
  private func grow(keeping kept: Int) -> UnsafeMutablePointer<UInt32> {
    room = max(32, 2 * count)
    let larger = UnsafeMutablePointer<UInt32>.allocate(capacity: room)
    if let memory {
      larger.update(from: memory, count: kept)
      memory.deallocate()
    }
    memory = larger
    return larger
  }
}
