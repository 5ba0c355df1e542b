import TansakuStorage

/// Compares a segment with a fresh inversion of its stored texts, a batch of documents at a time.
///
/// The deleted documents are compared too: as long as they are stored, the lists have them.
///
/// Inversion is on the road by which the documents came in, but without the segment, the merges and
/// the readers: what these lost is found, and what inversion itself gets wrong is not.
struct TextsCheck {
  private let segment: Segment
  private let lengths: [UInt8]
  private let files: (terms: String, norms: String)
  /// Inverts the texts, and is ended with each batch.
  private let worker: InversionWorker
  private let memory: Int
  private var comparison: ListComparison
  private let room = SortedTerms.Room()

  /// - Parameters:
  ///   - segment: the segment.
  ///   - decoder: decodes its lists.
  ///   - files: its dictionary and its norms, for faults.
  ///   - worker: inverts the texts, and has nothing inverted yet.
  ///   - memory: a batch ends as soon as its inverted texts take so many bytes.
  init(
    _ segment: Segment, decoder: TermDecoder, files: (terms: String, norms: String),
    worker: InversionWorker, memory: Int
  ) {
    self.segment = segment
    self.files = files
    self.worker = worker
    self.memory = memory
    lengths = decoder.lengths
    comparison = ListComparison(segment, decoder: decoder, path: files.terms)
  }

  /// Notes each difference.
  ///
  /// Takes the time of inverting the texts, and for each batch that of decoding all lists of the
  /// segment.
  ///
  /// - Throws: what is wrong with the stored texts, the dictionary, or ICU.
  mutating func run(_ report: inout CheckReport) throws {
    worker.reset()
    var first: UInt32 = 0
    var batches = 0
    try segment.stored.forEachBlock { block in
      var batch = InversionBatch(sequence: batches, first: block.documents.lowerBound)
      try block.forEach { _, record in
        batch.documents.append(try segment.stored.document(in: record, of: block))
      }
      let codes = try worker.invertTexts(of: batch)
      compareLengths(codes, from: batch.first, &report)
      batches += 1
      let end = block.documents.upperBound
      guard block.isLast || worker.memory.texts >= memory else { return }
      try compareTerms(of: first..<end, &report)
      worker.reset()
      segment.forgetPages()
      first = end
    }
    report.comparedCount += Int(first)
  }

  private func compareLengths(
    _ codes: [UInt8], from first: UInt32, _ report: inout CheckReport
  ) {
    for (index, code) in codes.enumerated() {
      let document = Int(first) + index
      guard code != lengths[document] else { continue }
      report.note(
        "The \(segment.name(of: document)) has the length code \(lengths[document]) and its text says "
          + "\(code).", in: files.norms)
    }
  }

  /// Walks the terms of the inverted texts and those of the segment side by side.
  private mutating func compareTerms(
    of documents: Range<UInt32>, _ report: inout CheckReport
  ) throws {
    for table in 0..<InvertedTexts.tableCount { worker.texts.sortTerms(ofTable: table) }
    let fresh = SortedTerms([worker.texts])
    var stream = try TermStream(segment.terms)
    comparison.documents = documents
    for range in 0..<fresh.rangeCount {
      try fresh.forEachTerm(ofRange: range, using: room) { key, hasPositions, occurrences in
        while let before = stream.key, before.lexicographicallyPrecedes(key) {
          comparison.compareWithNothing(TermKey(bytes: before), stream.info, &report)
          try stream.advance()
        }
        guard stream.key == key else {
          return comparison.noteMissing(TermKey(bytes: key), occurrences, &report)
        }
        comparison.compare(
          TermKey(bytes: key), stream.info, with: occurrences, hasPositions: hasPositions, &report)
        try stream.advance()
      }
    }
    while let key = stream.key {
      comparison.compareWithNothing(TermKey(bytes: key), stream.info, &report)
      try stream.advance()
    }
  }
}
