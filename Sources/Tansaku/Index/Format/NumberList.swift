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

  /// Adds numbers.
  mutating func append(contentsOf numbers: UnsafeBufferPointer<UInt32>) {
    guard let first = numbers.baseAddress else { return }
    if capacity - count < numbers.count { grow(to: max(capacity * 2, count + numbers.count)) }
    (base + count).update(from: first, count: numbers.count)
    count &+= numbers.count
  }

  /// Adds the text of a term: a number that describes it, then its characters.
  @inline(__always)
  mutating func append(_ header: UInt32, _ scalars: UnsafeBufferPointer<UInt32>) {
    reserve(count &+ 1 &+ scalars.count)
    base[count] = header
    // A loop of its own: most texts are shorter than the way to one that copies memory.
    for index in scalars.indices { base[count &+ 1 &+ index] = scalars[index] }
    count &+= 1 &+ scalars.count
  }

  /// Makes room for so many numbers in all.
  mutating func reserve(_ wanted: Int) {
    if wanted > capacity { grow(to: max(wanted, capacity * 2)) }
  }

  @inline(never)
  private mutating func grow(to wanted: Int) {
    let larger = UnsafeMutablePointer<UInt32>.allocate(capacity: wanted)
    larger.moveInitialize(from: base, count: count)
    base.deallocate()
    base = larger
    capacity = wanted
  }

  /// Says how many numbers there are after they were put at `base` one by one, within the room that
  /// was reserved.
  mutating func setCount(_ count: Int) {
    precondition(count <= capacity, "a list has no more numbers than room")
    self.count = count
  }

  /// Forgets the numbers and keeps the memory.
  @inline(__always)
  mutating func removeAll() { count = 0 }

  /// Forgets the numbers, and the memory where it is large.
  mutating func shrink() {
    count = 0
    guard capacity > 1 << 14 else { return }
    base.deallocate()
    capacity = 1 << 10
    base = .allocate(capacity: capacity)
  }
}
