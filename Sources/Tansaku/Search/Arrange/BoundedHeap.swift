/// Keeps the first few of a stream of elements by any order.
struct BoundedHeap<Element> {
  private let limit: Int
  private let precedes: (Element, Element) -> Bool
  /// A heap with the last of the kept at its root.
  private var heap: [Element] = []

  /// Keeps up to `limit` elements; `precedes` is a strict order of all that will be offered.
  init(limit: Int, precedes: @escaping (Element, Element) -> Bool) {
    self.limit = limit
    self.precedes = precedes
  }

  /// Offers an element.
  ///
  /// Takes time in proportion to the logarithm of `limit`; where it is not kept, one comparison.
  mutating func offer(_ element: Element) {
    if heap.count < limit {
      heap.append(element)
      siftUp()
    } else if let last = heap.first, precedes(element, last) {
      heap[0] = element
      siftDown()
    }
  }

  /// The kept elements in order.
  func sorted() -> [Element] { heap.sorted(by: precedes) }

  private mutating func siftUp() {
    var child = heap.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard precedes(heap[parent], heap[child]) else { return }
      heap.swapAt(parent, child)
      child = parent
    }
  }

  private mutating func siftDown() {
    var parent = 0
    while true {
      var child = 2 * parent + 1
      if child >= heap.count { return }
      if child + 1 < heap.count, precedes(heap[child], heap[child + 1]) { child += 1 }
      guard precedes(heap[parent], heap[child]) else { return }
      heap.swapAt(parent, child)
      parent = child
    }
  }
}
