import TansakuStorage

/// Writes the files of one segment: documents first, then the terms in the order of their keys.
struct SegmentWriter {
  private let directory: String
  private let files: SegmentFiles
  private let fileSystem: any FileSystem
  private var terms: TermsWriter
  private var postings: PostingsWriter
  private var positions: PositionsWriter
  private var stored: StoredWriter
  private var identifiers: IdentifiersWriter
  private var characters = CharacterLists()

  init(_ files: SegmentFiles, in directory: String, fileSystem: any FileSystem) throws {
    self.files = files
    self.directory = directory
    self.fileSystem = fileSystem
    terms = try TermsWriter("\(directory)/\(files.terms)", fileSystem: fileSystem)
    postings = try PostingsWriter("\(directory)/\(files.postings)", fileSystem: fileSystem)
    positions = try PositionsWriter("\(directory)/\(files.positions)", fileSystem: fileSystem)
    stored = try StoredWriter("\(directory)/\(files.stored)", fileSystem: fileSystem)
    identifiers = try IdentifiersWriter(
      "\(directory)/\(files.identifiers)", fileSystem: fileSystem)
  }

  /// Stores the next document.
  mutating func add(_ document: Document) throws {
    try stored.add(document)
    try identifiers.add(document.id)
  }

  /// Adds the next document's id, where documents are stored by whole blocks.
  mutating func addIdentifier(_ id: String) throws { try identifiers.add(id) }

  /// Stores the next block of documents: see `StoredFormat.isFull`.
  mutating func addStored(frame: [UInt8], size: Int, documents: Int) throws {
    try stored.add(frame: frame, size: size, documents: documents)
  }

  /// Adds a term, whose key must be greater than the last one's, with its occurrences.
  mutating func add(
    _ key: [UInt8], _ occurrences: Occurrences, hasPositions: Bool,
    lengths: UnsafeBufferPointer<UInt8>
  ) throws {
    try add(
      key, documents: occurrences.documents.numbers, frequencies: occurrences.frequencies.numbers,
      deltas: hasPositions ? occurrences.deltas.numbers : nil, lengths: lengths)
  }

  /// Adds a term, whose key must be greater than the last one's.
  ///
  /// - Parameters:
  ///   - key: the term's key.
  ///   - documents: the documents that it occurs in, increasing; at least one.
  ///   - frequencies: how often in each.
  ///   - deltas: its positions as differences, a document's first from 0; nil where none are kept.
  ///   - lengths: the length code of each document of the segment.
  /// - Throws: what the disk says, or `IndexError` where the segment becomes too large.
  mutating func add(
    _ key: [UInt8], documents: UnsafeBufferPointer<UInt32>,
    frequencies: UnsafeBufferPointer<UInt32>, deltas: UnsafeBufferPointer<UInt32>?,
    lengths: UnsafeBufferPointer<UInt8>
  ) throws {
    let list = characters.add(
      key, documents: documents, frequencies: frequencies, documentCount: lengths.count)
    if let list { try add(list, lengths: lengths) }
    try write(key, documents: documents, frequencies: frequencies, deltas: deltas, lengths: lengths)
  }

  private mutating func add(
    _ list: CharacterLists.Finished, lengths: UnsafeBufferPointer<UInt8>
  ) throws {
    let postings = list.postings
    try write(
      list.key, documents: UnsafeBufferPointer(start: postings.documents, count: postings.count),
      frequencies: UnsafeBufferPointer(start: postings.frequencies, count: postings.count),
      deltas: nil, lengths: lengths)
  }

  private mutating func write(
    _ key: [UInt8], documents: UnsafeBufferPointer<UInt32>,
    frequencies: UnsafeBufferPointer<UInt32>, deltas: UnsafeBufferPointer<UInt32>?,
    lengths: UnsafeBufferPointer<UInt8>
  ) throws {
    var info = TermInfo(
      documentFrequency: UInt32(documents.count),
      totalFrequency: frequencies.reduce(0) { $0 + UInt64($1) }, hasPositions: deltas != nil,
      postings: .single(document: documents[0]), positions: .none)
    var blocks: [Int]?
    if let deltas {
      if info.totalFrequency == 1 {
        info.positions = .single(position: deltas[0])
      } else {
        let written = try positions.add(deltas)
        info.positions = .offset(written.offset)
        blocks = written.blocks
      }
    }
    if documents.count > 1 {
      info.postings = .offset(
        try postings.add(
          documents: documents, frequencies: frequencies, positionBlocks: blocks, lengths: lengths))
    }
    try terms.add(key, info)
  }

  /// Writes the rest and makes all files durable.
  ///
  /// Returns their length in bytes.
  mutating func finish(lengths: [UInt8]) throws -> Int {
    if let list = characters.end() {
      try lengths.withUnsafeBufferPointer { try add(list, lengths: $0) }
    }
    let norms = try NormsWriter.write(
      lengths, to: "\(directory)/\(files.norms)", fileSystem: fileSystem)
    let parts = [
      norms, try stored.finish(), try terms.finish(), try postings.finish(), try positions.finish(),
      try identifiers.finish(),
    ]
    return parts.reduce(0, +)
  }

  /// Gives up and removes the files.
  func abandon() {
    terms.abandon()
    postings.abandon()
    positions.abandon()
    stored.abandon()
    identifiers.abandon()
    // May not be there yet.
    try? fileSystem.remove("\(directory)/\(files.norms)")
  }
}
