import TansakuText

/// The lines of a concordance as the documents come.
///
/// Holds one block of stored documents and the lines of one piece of a text.
struct ConcordanceStream {
  private let snapshot: Snapshot
  private let finder: OccurrenceFinder
  private let width: Int
  private var documents: DocumentWalk
  private var fields: ArraySlice<Field> = []
  private var document = Document(id: "")
  private var walk: OccurrenceWalk?
  private var cutter = ContextCutter("", width: 0)
  /// Where in the field the occurrence ends that ends last so far.
  private var covered = 0
  private var pending: ArraySlice<TextMatch> = []

  /// - Parameters:
  ///   - numbers: For each segment the documents to be looked at, increasing.
  ///   - snapshot: Has them.
  ///   - finder: Finds the occurrences.
  ///   - width: How many columns each side may take.
  init(_ numbers: [[UInt32]], in snapshot: Snapshot, _ finder: OccurrenceFinder, width: Int) {
    self.snapshot = snapshot
    self.finder = finder
    self.width = width
    documents = DocumentWalk(numbers, in: snapshot)
  }

  /// The next line; nil behind the last.
  ///
  /// - Throws: `StorageError` where the index is damaged; `TextError` where ICU runs out of memory.
  mutating func next() throws -> ConcordanceLine? {
    while true {
      if let match = pending.popFirst() {
        // What lies within another occurrence is in its line.
        if match.utf16.upperBound <= covered { continue }
        covered = match.utf16.upperBound
        let context = cutter.context(of: match.bytes)
        return ConcordanceLine(
          id: document.id, title: document.title, field: fields[fields.startIndex],
          left: context.left, match: context.match, right: context.right, place: match)
      }
      if !(try readPiece()), !(try beginField()) { return nil }
    }
  }

  /// Finds what is in the next piece of the field; false behind the last.
  private mutating func readPiece() throws -> Bool {
    guard var walk else { return false }
    let found = try snapshot.withAnalyzer { analyzer in
      try walk.next(analyzer, WrittenForms(analyzer))
    }
    self.walk = found == nil ? nil : walk
    pending = (found ?? [])[...]
    return found != nil
  }

  /// Goes on to the next field, if need be of the next document; false behind the last.
  private mutating func beginField() throws -> Bool {
    fields = fields.dropFirst()
    if fields.isEmpty {
      guard let next = try documents.next() else { return false }
      document = next
      fields = Field.allCases[...]
    }
    guard let field = fields.first else { return false }
    walk = OccurrenceWalk(document[field], finder.limited(to: field))
    cutter = ContextCutter(document[field], width: width)
    covered = 0
    return true
  }
}

/// Some stored documents, one after the other, each block of them decompressed once.
private struct DocumentWalk {
  private let snapshot: Snapshot
  private let numbers: [[UInt32]]
  private var segment = 0
  private var at = 0
  private var read: ArraySlice<Document> = []

  init(_ numbers: [[UInt32]], in snapshot: Snapshot) {
    self.numbers = numbers
    self.snapshot = snapshot
  }

  mutating func next() throws -> Document? {
    while read.isEmpty {
      guard segment < numbers.count else { return nil }
      if at == numbers[segment].count {
        segment += 1
        at = 0
        continue
      }
      read = try snapshot.segments[segment].stored.documents(of: numbers[segment][at...])[...]
      at += read.count
    }
    return read.popFirst()
  }
}
