/// The lines of a concordance in the order of their keys, in bounded memory.
///
/// Reads all lines and holds the first of them in the order; when these are used up, it reads the lines
/// again and holds the next. So no file is needed, and memory stays the same however many lines there
/// are.
struct SortedLines {
  /// How many lines are held between two readings, some 50 MB of them; twice as many during one.
  static let held = 65_536

  private struct Entry {
    let key: [UInt8]
    /// The line's number in the order of the documents, which decides between equal keys.
    let number: Int
    let line: ConcordanceLine

    func precedes(_ other: Entry) -> Bool {
      if key == other.key { return number < other.number }
      return key.lexicographicallyPrecedes(other.key)
    }
  }

  private let start: ConcordanceStream
  private let keys: ConcordanceSortKeys
  private let held: Int
  private var entries: ArraySlice<Entry> = []
  private var last: Entry?
  private var hasMore = true

  /// - Parameters:
  ///   - stream: The lines from the first.
  ///   - keys: Makes their keys.
  ///   - held: How many lines are held between two readings.
  init(_ stream: ConcordanceStream, by keys: ConcordanceSortKeys, held: Int = SortedLines.held) {
    start = stream
    self.keys = keys
    self.held = max(1, held)
  }

  /// The next line; nil behind the last.
  mutating func next() throws -> ConcordanceLine? {
    if entries.isEmpty, hasMore { try read() }
    guard let entry = entries.popFirst() else { return nil }
    last = entry
    return entry.line
  }

  /// Holds the lines that come first behind the last one that was given.
  private mutating func read() throws {
    var stream = start
    var found: [Entry] = []
    var bound: Entry?
    var number = 0
    hasMore = false
    while let line = try stream.next() {
      let entry = Entry(key: try keys.key(of: line), number: number, line: line)
      number += 1
      if let last, !last.precedes(entry) { continue }
      if let bound, bound.precedes(entry) { continue }
      found.append(entry)
      if found.count >= 2 * held {
        found.sort { $0.precedes($1) }
        found.removeLast(found.count - held)
        bound = found.last
        hasMore = true
      }
    }
    found.sort { $0.precedes($1) }
    if found.count > held {
      found.removeLast(found.count - held)
      hasMore = true
    }
    entries = found[...]
  }
}
