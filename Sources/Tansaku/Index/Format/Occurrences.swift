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
    change {
      $0.reserve(count)
      $1.reserve(count)
      $2.reserve(deltaCount)
    }
  }

  /// Says how many documents and differences were put into the room that was reserved.
  func setCounts(documents count: Int, deltas deltaCount: Int) {
    change {
      $0.setCount(count)
      $1.setCount(count)
      $2.setCount(deltaCount)
    }
  }

  /// Forgets all of them, and gives much memory back.
  func shrink() {
    change {
      $0.shrink()
      $1.shrink()
      $2.shrink()
    }
  }

  /// Forgets all of them.
  func removeAll() {
    change {
      $0.removeAll()
      $1.removeAll()
      $2.removeAll()
    }
  }

  /// Changes the lists as variables of their own: the parts of an object are guarded while something
  /// is called on them, which takes longer than all that is done here.
  @inline(__always)
  private func change(
    _ body: (inout NumberList, inout NumberList, inout NumberList) -> Void
  ) {
    var (documents, frequencies, deltas) = (documents, frequencies, deltas)
    body(&documents, &frequencies, &deltas)
    (self.documents, self.frequencies, self.deltas) = (documents, frequencies, deltas)
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
