/// The terms of inverted texts in the order of their keys, in ranges that different threads may
/// read.
///
/// Each table of the texts is sorted by itself, and a range walks all of them at once from where it
/// begins in each. How the terms fall into ranges has no meaning. Nothing is held but a few terms in
/// a thousand, which bound the ranges.
struct SortedTerms {
  /// Terms in a range, more or less: some hundred times as many as there are tables, and few enough
  /// that threads end at about the same time.
  private static let rangeSize = 4096
  /// Of a table every so many terms is a sample that may bound a range.
  private static let sampling = 64

  /// A term of one of the tables.
  private struct Sample {
    let table: Int
    let record: TermTable.Record
  }

  private let tables: [TermTable]
  private let sourceCount: Int
  /// The first term of each range but the first.
  private let bounds: [Sample]

  /// The terms of texts whose tables are all sorted, and live longer than this.
  ///
  /// None of `sources` may have a document of another.
  init(_ sources: [InvertedTexts]) {
    let tables = sources.flatMap(\.sortedTables)
    self.tables = tables
    sourceCount = sources.count
    var samples: [Sample] = []
    for (index, table) in tables.enumerated() {
      for place in stride(
        from: SortedTerms.sampling, to: table.count, by: SortedTerms.sampling)
      {
        samples.append(Sample(table: index, record: table.slots[place]))
      }
    }
    samples.sort { tables[$0.table].precedes($0.record, $1.record, of: tables[$1.table]) }
    let step = SortedTerms.rangeSize / SortedTerms.sampling
    bounds = stride(from: step, to: samples.count, by: step).map { samples[$0] }
  }

  /// How many ranges there are.
  var rangeCount: Int { bounds.count + 1 }

  /// What one thread needs to read terms.
  final class Room {
    fileprivate var lists: [Occurrences] = []
    fileprivate let union = Occurrences()
    fileprivate var heap: [Cursor] = []
    fileprivate var ends: [TermTable.Place] = []
    fileprivate var key: [UInt8] = []
    /// Keeps the compiler from leaving out loads that are only there to be early.
    fileprivate var touched: UInt8 = 0
  }

  /// The next term of a table.
  fileprivate struct Cursor {
    let table: Int
    var place: TermTable.Place
    var record: TermTable.Record
  }

  /// Calls `body` with the key of every term of a range, in their order, whether it keeps positions,
  /// and its occurrences.
  func forEachTerm(
    ofRange range: Int, using room: Room, _ body: ([UInt8], Bool, Occurrences) throws -> Void
  ) rethrows {
    // Out of the object while they change, for the parts of an object are guarded at every access.
    var heap = room.heap
    var key = room.key
    var ends = room.ends
    var touched: UInt8 = 0
    room.heap = []
    room.key = []
    room.ends = []
    defer {
      room.heap = heap
      room.key = key
      room.ends = ends
      room.touched = touched
    }
    start(range, &heap, &ends)
    while room.lists.count < sourceCount { room.lists.append(Occurrences()) }
    let lists = room.lists
    while var first = heap.first {
      let term = first
      let hasPositions = tables[first.table].readTerm(at: first.place, into: &key)
      var found = 0
      repeat {
        tables[first.table].readOccurrences(
          at: first.place, hasPositions: hasPositions, into: lists[found])
        found += 1
        touched &+= advance(&heap, ends)
        guard sourceCount > 1, let next = heap.first else { break }
        first = next
      } while tables[term.table].equals(term.record, first.record, of: tables[first.table])
      if found == 1 {
        try body(key, hasPositions, lists[0])
      } else {
        room.union.unite(lists, count: found, hasPositions: hasPositions)
        try body(key, hasPositions, room.union)
      }
    }
    for list in lists { list.shrink() }
    room.union.shrink()
  }

  /// Puts a cursor for each table that has terms of the range into the heap.
  private func start(_ range: Int, _ heap: inout [Cursor], _ ends: inout [TermTable.Place]) {
    heap.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    for (index, table) in tables.enumerated() {
      func place(of bound: Int) -> TermTable.Place {
        table.firstPlace(notBefore: bounds[bound].record, of: tables[bounds[bound].table])
      }
      let start = range == 0 ? 0 : place(of: range - 1)
      let end = range == bounds.count ? table.count : place(of: range)
      ends.append(end)
      if start < end {
        heap.append(Cursor(table: index, place: start, record: table.slots[start]))
      }
    }
    for index in (0..<heap.count / 2).reversed() { sink(index, in: &heap) }
  }

  /// Moves the first cursor of the heap to its next term; returns a byte of no meaning.
  ///
  /// The occurrences of that term are wanted as many terms later as there are tables: they are on
  /// their way from memory until then.
  @inline(__always)
  private func advance(_ heap: inout [Cursor], _ ends: [TermTable.Place]) -> UInt8 {
    let table = heap[0].table
    heap[0].place += 1
    let place = heap[0].place
    var touched: UInt8 = 0
    if place < ends[table] {
      heap[0].record = tables[table].slots[place]
      touched = tables[table].touchOccurrences(at: place)
    } else {
      heap[0] = heap[heap.count - 1]
      heap.removeLast()
      if heap.isEmpty { return touched }
    }
    sink(0, in: &heap)
    return touched
  }

  /// Lets a cursor sink to where none below it in the heap comes before it (Williams, "Algorithm 232:
  /// Heapsort", Communications of the ACM 7 (6), 1964).
  private func sink(_ index: Int, in heap: inout [Cursor]) {
    tables.withUnsafeBufferPointer { tables in
      heap.withUnsafeMutableBufferPointer { heap in
        var index = index
        let sinking = heap[index]
        while true {
          var child = 2 * index + 1
          guard child < heap.count else { break }
          if child + 1 < heap.count,
            tables[heap[child + 1].table].precedes(
              heap[child + 1].record, heap[child].record, of: tables[heap[child].table])
          {
            child += 1
          }
          guard
            tables[heap[child].table].precedes(
              heap[child].record, sinking.record, of: tables[sinking.table])
          else { break }
          heap[index] = heap[child]
          index = child
        }
        heap[index] = sinking
      }
    }
  }
}
