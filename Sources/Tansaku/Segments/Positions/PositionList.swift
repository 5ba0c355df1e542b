/// Positions in one document, in memory that serves for one document after the other.
///
/// A phrase reads a few positions of very many documents, and an array would be asked at every
/// change whether somebody else holds it.
final class PositionList {
  private var memory: UnsafeMutablePointer<UInt32>
  private var room = 32
  /// How many there are.
  private(set) var count = 0

  /// No positions.
  init() { memory = .allocate(capacity: room) }

  deinit { memory.deallocate() }

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
    if count &+ more > room { grow(to: count + more) }
    let new = memory + count
    count &+= more
    return new
  }

  @inline(never)
  private func grow(to wanted: Int) {
    let larger = UnsafeMutablePointer<UInt32>.allocate(capacity: 2 * wanted)
    larger.update(from: memory, count: count)
    memory.deallocate()
    memory = larger
    room = 2 * wanted
  }
}
