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

  /// Makes room for so many documents and differences in all.
  ///
  /// What is reserved and not used takes no memory where it is large: the system gives pages when
  /// they are written to.
  func reserve(documents count: Int, deltas deltaCount: Int) {
    documents.reserve(count)
    frequencies.reserve(count)
    deltas.reserve(deltaCount)
  }

  /// Says how many documents and differences were put into the room that was reserved.
  func setCounts(documents count: Int, deltas deltaCount: Int) {
    documents.setCount(count)
    frequencies.setCount(count)
    deltas.setCount(deltaCount)
  }

  /// Forgets all of them, and gives much memory back.
  func shrink() {
    documents.shrink()
    frequencies.shrink()
    deltas.shrink()
  }

  /// Forgets all of them.
  func removeAll() {
    documents.removeAll()
    frequencies.removeAll()
    deltas.removeAll()
  }

  /// Becomes the union of the first `count` lists, in the order of the documents, of which each is in
  /// one list only.
  func unite(_ lists: [Occurrences], count: Int, hasPositions: Bool) {
    removeAll()
    // Of its own while the loop runs, as are the lists' numbers: a class is asked at every access.
    var (documents, frequencies, deltas) = (documents, frequencies, deltas)
    defer { (self.documents, self.frequencies, self.deltas) = (documents, frequencies, deltas) }
    let sources = lists[..<count].map {
      (
        documents: $0.documents.numbers, frequencies: $0.frequencies.numbers,
        deltas: $0.deltas.numbers
      )
    }
    var next = [Int](repeating: 0, count: count)
    var nextDelta = [Int](repeating: 0, count: count)
    while true {
      var best = -1
      var document = UInt32.max
      for index in 0..<count where next[index] < sources[index].documents.count {
        let candidate = sources[index].documents[next[index]]
        if best < 0 || candidate < document {
          best = index
          document = candidate
        }
      }
      if best < 0 { return }
      let frequency = sources[best].frequencies[next[best]]
      documents.append(document)
      frequencies.append(frequency)
      next[best] += 1
      if hasPositions {
        let end = nextDelta[best] + Int(frequency)
        deltas.append(
          contentsOf: UnsafeBufferPointer(rebasing: sources[best].deltas[nextDelta[best]..<end]))
        nextDelta[best] = end
      }
    }
  }
}
