import TansakuText

/// The texts of all documents of a commit as they are stored.
struct StoredTexts {
  private let segments: [Segment]
  private let analyzer: Analyzer

  /// How many documents there are.
  let documentCount: Int

  /// The texts that a snapshot sees.
  init(of snapshot: Snapshot, analyzer: Analyzer) {
    segments = snapshot.segments
    documentCount = snapshot.documentCount
    self.analyzer = analyzer
  }

  /// Calls `body` with every document of a segment that is not deleted, in order.
  func forEachDocument(
    ofSegment number: Int, _ body: (UInt32, Document) throws -> Void
  ) throws {
    let segment = segments[number]
    try segment.stored.forEach { document, content in
      if !segment.deletions.contains(document) { try body(document, content) }
    }
    segment.forgetPages()
  }

  /// Folds a text piece by piece.
  func forEachPiece(
    of text: String, into folded: inout AnalyzedText, _ body: (AnalyzedText) -> Void
  ) {
    var chunks = TextChunks(text)
    while let chunk = chunks.next() {
      analyzer.fold(chunk, into: &folded)
      body(folded)
    }
  }
}

extension Document {
  /// What phrases are looked for in.
  var phraseTexts: [(field: Field, text: String)] { [(.title, title), (.body, body)] }
}
