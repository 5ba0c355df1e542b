import TansakuStorage

/// Writes the terms of inverted texts to a segment, on as many threads as the caller allows.
///
/// The threads sort the tables, then encode ranges of terms into parts; the caller's thread adds the
/// parts to the segment in their order. The bytes are the same for any number of threads.
struct TermsEncoding {
  private let sources: [InvertedTexts]
  private let lengths: [UInt8]

  /// An encoding of texts, none of which has a document of another.
  ///
  /// - Parameters:
  ///   - sources: the texts, to which nothing can be added afterwards.
  ///   - lengths: the length code of each document.
  init(_ sources: [InvertedTexts], lengths: [UInt8]) {
    self.sources = sources
    self.lengths = lengths
  }

  /// Bytes of memory that writing takes beyond the inverted texts, on so many threads.
  ///
  /// Each thread fills a part while another of its parts waits; buffers that grow have up to twice
  /// the room they need. A byte of a stream is at most two numbers of four bytes when it is read
  /// back, the same again where lists of several sources are united, and a byte when encoded.
  static func memory(threads: Int, longestStream: Int, sources: Int) -> Int {
    let parts = threads == 1 ? 1 : 2 * threads + 1
    let lists = longestStream * (sources == 1 ? 8 : 16) + longestStream * 2
    return parts * SegmentPart.fullSize * 2 + threads * lists
  }

  /// Carries what is shared to the threads.
  private struct Shared: @unchecked Sendable {
    // Sendable: each table is sorted by one thread, and all are only read after that.
    let sources: [InvertedTexts]
    let lengths: [UInt8]
  }

  /// Writes all terms.
  ///
  /// - Throws: what the disk says, or `IndexError` where the segment becomes too large.
  func write(to writer: inout SegmentWriter, threads: Int) throws {
    let shared = Shared(sources: sources, lengths: lengths)
    let tables = PartQueue(rangeCount: sources.count * InvertedTexts.tableCount, capacity: 0)
    try TermsEncoding.run(threads - 1, { TermsEncoding.sort(shared, tables) }) {
      TermsEncoding.sort(shared, tables)
    }
    let terms = SortedTerms(sources)
    if threads == 1 {
      try writeAlone(terms, to: &writer)
      return
    }
    let queue = PartQueue(rangeCount: terms.rangeCount, capacity: threads)
    let reading = SharedTerms(terms: terms, lengths: lengths)
    try TermsEncoding.run(
      threads, { TermsEncoding.encode(reading, to: queue) },
      meanwhile: {
        defer { queue.stop() }
        while let part = try queue.next() {
          try writer.add(part)
          queue.giveBack(part)
        }
      })
  }

  private func writeAlone(_ terms: SortedTerms, to writer: inout SegmentWriter) throws {
    let room = SortedTerms.Room()
    try lengths.withUnsafeBufferPointer { lengths in
      for range in 0..<terms.rangeCount {
        try terms.forEachTerm(ofRange: range, using: room) { key, hasPositions, occurrences in
          try writer.add(key, occurrences, hasPositions: hasPositions, lengths: lengths)
        }
      }
    }
  }

  /// Carries sorted terms to the threads.
  private struct SharedTerms: @unchecked Sendable {
    // Sendable: nobody writes to the tables any more.
    let terms: SortedTerms
    let lengths: [UInt8]
  }

  private static func sort(_ shared: Shared, _ tables: PartQueue) {
    while let number = tables.takeRange() {
      shared.sources[number / InvertedTexts.tableCount].sortTerms(
        ofTable: number % InvertedTexts.tableCount)
    }
  }

  private static func encode(_ shared: SharedTerms, to queue: PartQueue) {
    let room = SortedTerms.Room()
    do {
      try shared.lengths.withUnsafeBufferPointer { lengths in
        while let range = queue.takeRange() {
          var part = queue.takePart()
          try shared.terms.forEachTerm(ofRange: range, using: room) {
            key, hasPositions, occurrences in
            try part.add(key, occurrences, hasPositions: hasPositions, lengths: lengths)
            if part.isFull {
              try queue.add(part, ofRange: range)
              part = queue.takePart()
            }
          }
          try queue.add(part, ofRange: range)
          queue.endRange(range)
        }
      }
    } catch {
      queue.fail(error)
    }
  }

  /// Runs `work` on so many threads, and `body` on the caller's; returns when all have ended.
  private static func run(
    _ threads: Int, _ work: @escaping @Sendable () -> Void, meanwhile body: () throws -> Void
  ) throws {
    var started: [WorkerThread] = []
    defer { for thread in started { thread.join() } }
    for _ in 0..<threads { started.append(try WorkerThread(work)) }
    try body()
  }
}
