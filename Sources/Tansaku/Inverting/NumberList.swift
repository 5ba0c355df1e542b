/// A list of numbers in memory of its own: what is filled number by number in the innermost loops of
/// indexing and merging, without an array's questions about sharing at each step.
///
/// Whoever makes one deallocates it.
struct NumberList {
  private(set) var base: UnsafeMutablePointer<UInt32>
  private(set) var count = 0
  private var capacity = 256

  init() { base = .allocate(capacity: capacity) }

  func deallocate() { base.deallocate() }

  /// The numbers; valid until the list changes.
  var numbers: UnsafeBufferPointer<UInt32> { UnsafeBufferPointer(start: base, count: count) }

  @inline(__always)
  mutating func append(_ number: UInt32) {
    if count == capacity { grow(to: capacity * 2) }
    (base + count).initialize(to: number)
    count &+= 1
  }

  /// Adds so many numbers, which the caller then sets; returns where they begin.
  mutating func extend(by more: Int) -> UnsafeMutablePointer<UInt32> {
    if count + more > capacity { grow(to: max(capacity * 2, count + more)) }
    let start = base + count
    start.initialize(repeating: 0, count: more)
    count += more
    return start
  }

  @inline(never)
  private mutating func grow(to wanted: Int) {
    let larger = UnsafeMutablePointer<UInt32>.allocate(capacity: wanted)
    larger.moveInitialize(from: base, count: count)
    base.deallocate()
    base = larger
    capacity = wanted
  }

  /// Forgets the numbers and keeps the memory.
  @inline(__always)
  mutating func removeAll() { count = 0 }
}

/// The occurrences of one term on their way to a segment: its documents, how often it occurs in
/// each, and its positions as differences.
final class Occurrences {
  var documents = NumberList()
  var frequencies = NumberList()
  /// A document's first position, then differences; empty for a term without positions.
  var deltas = NumberList()

  deinit {
    documents.deallocate()
    frequencies.deallocate()
    deltas.deallocate()
  }

  /// Forgets all of them.
  func removeAll() {
    documents.removeAll()
    frequencies.removeAll()
    deltas.removeAll()
  }
}
