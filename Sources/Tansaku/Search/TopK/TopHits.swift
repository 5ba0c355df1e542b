/// A document with its score.
struct ScoredDocument: Sendable, Equatable {
  /// The number of the segment in the searcher.
  var segment: Int
  /// The number of the document in the segment.
  var document: UInt32
  var score: Float

  /// Whether this comes before the other in a ranking: by score, then by the order of documents.
  func precedes(_ other: ScoredDocument) -> Bool {
    if score != other.score { return score > other.score }
    if segment != other.segment { return segment < other.segment }
    return document < other.document
  }
}

/// Keeps the best documents of a stream of them.
struct TopHits {
  private let limit: Int
  /// A heap with the worst of the kept at its root.
  private var heap: [ScoredDocument] = []

  /// Keeps up to `limit` documents.
  init(limit: Int) {
    self.limit = limit
    heap.reserveCapacity(min(limit, 1024))
  }

  /// The score that a document must pass to be kept, or reach where it comes before the worst of the
  /// kept; nil while there is room for any.
  var threshold: Float? { heap.count < limit ? nil : heap.first?.score }

  /// How many are kept.
  var count: Int { heap.count }

  /// Offers a document.
  ///
  /// Takes time in proportion to the logarithm of `limit`.
  mutating func offer(_ hit: ScoredDocument) {
    if heap.count < limit {
      heap.append(hit)
      siftUp(heap.count - 1)
    } else if let worst = heap.first, hit.precedes(worst) {
      heap[0] = hit
      siftDown(0)
    }
  }

  /// The kept documents, best first.
  func ranked() -> [ScoredDocument] { heap.sorted { $0.precedes($1) } }

  private mutating func siftUp(_ start: Int) {
    var child = start
    while child > 0 {
      let parent = (child - 1) / 2
      guard heap[parent].precedes(heap[child]) else { return }
      heap.swapAt(parent, child)
      child = parent
    }
  }

  private mutating func siftDown(_ start: Int) {
    heap.withUnsafeMutableBufferPointer { heap in
      let sinking = heap[start]
      var parent = start
      while true {
        var child = 2 &* parent &+ 1
        if child >= heap.count { break }
        if child &+ 1 < heap.count, heap[child].precedes(heap[child &+ 1]) { child &+= 1 }
        if !sinking.precedes(heap[child]) { break }
        heap[parent] = heap[child]
        parent = child
      }
      heap[parent] = sinking
    }
  }
}
