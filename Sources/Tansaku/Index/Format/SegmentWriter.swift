import TansakuStorage

/// Writes the files of one segment: documents first, then the terms in the order of their keys.
struct SegmentWriter {
  private let directory: String
  private let files: SegmentFiles
  private let fileSystem: any FileSystem
  private var terms: TermsWriter
  private let postings: CheckedFileWriter
  private let positions: CheckedFileWriter
  private var stored: StoredWriter
  private var identifiers: IdentifiersWriter
  /// Terms that were added one by one and are not written yet.
  private var part = SegmentPart()

  init(_ files: SegmentFiles, in directory: String, fileSystem: any FileSystem) throws {
    self.files = files
    self.directory = directory
    self.fileSystem = fileSystem
    let tag = files.tag
    terms = try TermsWriter("\(directory)/\(files.terms)", tag: tag, fileSystem: fileSystem)
    postings = try CheckedFileWriter(
      "\(directory)/\(files.postings)", kind: PostingsFormat.kind, tag: tag,
      fileSystem: fileSystem)
    positions = try CheckedFileWriter(
      "\(directory)/\(files.positions)", kind: PositionsFormat.kind, tag: tag,
      fileSystem: fileSystem)
    stored = try StoredWriter("\(directory)/\(files.stored)", tag: tag, fileSystem: fileSystem)
    identifiers = try IdentifiersWriter(
      "\(directory)/\(files.identifiers)", tag: tag, fileSystem: fileSystem)
  }

  /// Adds the next document's id; the document is to be stored as well, now or later.
  mutating func addIdentifier(_ id: some Collection<UInt8>) throws { try identifiers.add(id) }

  /// Stores the next document, as it stands in another segment.
  mutating func addStored(_ record: UnsafeRawBufferPointer) throws { try stored.add(record) }

  /// Whether the next document begins a block of stored ones.
  var isAtStoredBlockStart: Bool { stored.isAtBlockStart }

  /// Stores the next block of documents, closed as `StoredFormat.closes` says or the last one.
  mutating func addStored(frame: UnsafeRawBufferPointer, size: Int, documents: Int) throws {
    try stored.add(frame: frame, size: size, documents: documents)
  }

  /// Adds a term, whose key must be greater than the last one's, with its occurrences.
  mutating func add(
    _ key: [UInt8], _ occurrences: Occurrences, hasPositions: Bool,
    lengths: UnsafeBufferPointer<UInt8>
  ) throws {
    try part.add(key, occurrences, hasPositions: hasPositions, lengths: lengths)
    if part.isFull { try writePart() }
  }

  /// Adds terms that were encoded elsewhere, whose keys must be greater than the last one's.
  ///
  /// - Throws: what the disk says, or `IndexError` where the segment becomes too large.
  mutating func add(_ part: SegmentPart) throws {
    try writePart()
    try write(part)
  }

  /// Writes the terms that were added one by one.
  private mutating func writePart() throws {
    try write(part)
    part.removeAll()
  }

  private mutating func write(_ part: SegmentPart) throws {
    try part.forEachTerm(
      postings: UInt64(postings.position), positions: UInt64(positions.position)
    ) { key, info in
      try terms.add(key, info)
    }
    try postings.write(part.postingsBytes)
    try positions.write(part.positionsBytes)
  }

  /// Writes the rest and makes all files durable.
  ///
  /// - Parameter lengths: the length code of each document.
  /// - Returns: what the manifest must know.
  /// - Throws: what the disk says.
  mutating func finish(lengths: [UInt8]) throws -> SegmentInfo {
    try writePart()
    var checksums = SegmentChecksums()
    checksums[.norms] = try NormsWriter.write(
      lengths, to: "\(directory)/\(files.norms)", tag: files.tag, fileSystem: fileSystem)
    checksums[.stored] = try stored.finish()
    checksums[.terms] = try terms.finish()
    checksums[.postings] = try postings.finish()
    checksums[.positions] = try positions.finish()
    checksums[.identifiers] = try identifiers.finish()
    return SegmentInfo(
      tag: files.tag, documentCount: UInt32(lengths.count),
      totalLength: LengthCode.total(of: lengths), checksums: checksums)
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
