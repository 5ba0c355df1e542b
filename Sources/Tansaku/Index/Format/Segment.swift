import Synchronization
import TansakuStorage

/// An open segment: immutable, shared by threads.
final class Segment: Sendable {
  let info: SegmentInfo
  let terms: TermsReader
  let stored: StoredReader
  let identifiers: IdentifiersReader
  private let norms: NormsReader
  private let postings: CheckedFile
  private let positions: CheckedFile
  /// Rooms for unions of terms that no search uses now.
  let unionRooms = Mutex<[UnionRoom]>([])
  /// Which documents are deleted.
  let deletions: Deletions

  /// Opens a segment and checks all but the contents of its files, and that they are those that the
  /// manifest names.
  init(_ info: SegmentInfo, in directory: String, fileSystem: any FileSystem) throws {
    self.info = info
    let documents = Int(info.documentCount)
    func path(_ part: SegmentFiles.Part) -> String { "\(directory)/\(info.files.name(part))" }
    terms = try TermsReader(path(.terms), seal: info.seal(.terms), fileSystem: fileSystem)
    postings = try CheckedFile(
      path(.postings), kind: PostingsFormat.kind, seal: info.seal(.postings), fileSystem: fileSystem
    )
    positions = try CheckedFile(
      path(.positions), kind: PositionsFormat.kind, seal: info.seal(.positions),
      fileSystem: fileSystem)
    norms = try NormsReader(
      path(.norms), documents: documents, seal: info.seal(.norms), fileSystem: fileSystem)
    stored = try StoredReader(
      path(.stored), documents: documents, seal: info.seal(.stored), fileSystem: fileSystem)
    identifiers = try IdentifiersReader(
      path(.identifiers), documents: documents, seal: info.seal(.identifiers),
      fileSystem: fileSystem)
    deletions = try Segment.deletions(of: info, in: directory, fileSystem: fileSystem)
  }

  /// Sees to it that all files of a segment are there and are those that the manifest names.
  ///
  /// - Throws: `StorageError` for the first that is not.
  /// - Complexity: Reads header and footer of seven files at most.
  static func prove(
    _ info: SegmentInfo, in directory: String, fileSystem: any FileSystem
  ) throws(StorageError) {
    for file in info.sealedFiles {
      try CheckedFile.prove(
        "\(directory)/\(file.name)", kind: file.kind, seal: file.seal, fileSystem: fileSystem)
    }
  }

  /// Which documents of a segment are deleted.
  static func deletions(
    of info: SegmentInfo, in directory: String, fileSystem: any FileSystem
  ) throws -> Deletions {
    let count = Int(info.documentCount)
    guard let deletions = info.deletions else { return Deletions(count: count) }
    return try Deletions(
      reading: "\(directory)/\(info.files.deletions(deletions.generation))", count: count,
      deleted: Int(info.deletedCount),
      seal: FileSeal(tag: info.tag, checksum: deletions.checksum), fileSystem: fileSystem)
  }

  /// The length codes of all documents; valid while the segment lives.
  func lengthCodes() throws -> UnsafeRawBufferPointer { try norms.codes() }

  /// A cursor over a term's documents, before the first.
  ///
  /// - Parameters:
  ///   - info: what the dictionary says of the term.
  ///   - withPositions: whether the cursor will be asked for positions.
  ///   - isReused: whether it will be restarted for other terms.
  ///   - damage: whom the cursor tells of damaged bytes.
  /// - Returns: the cursor, which keeps the segment's files open.
  /// - Throws: `StorageError` where what the dictionary says cannot be.
  func cursor(
    _ info: TermInfo, withPositions: Bool, isReused: Bool = false, damage: DamageReport
  ) throws -> PostingCursor {
    let place = withPositions ? try positionCursor(info, damage: damage) : nil
    switch info.postings {
    case .single(let document):
      return PostingCursor(
        MemoryPostings(
          documents: [document], frequencies: [try frequency(of: info, in: document)]),
        positions: place)
    case .offset(let offset):
      return try PostingCursor(
        file: postings, start: try start(ofPostingsAt: offset, info),
        count: Int(info.documentFrequency), hasPositions: info.hasPositions, positions: place,
        documentCount: self.info.documentCount, isReused: isReused, damage: damage)
    }
  }

  /// A cursor over the documents of a term of several, without positions, before the first.
  ///
  /// - Parameters:
  ///   - info: what the dictionary says of the term.
  ///   - reused: a cursor that was made by this method, to be used again; nil to make one.
  ///   - damage: whom the cursor tells of damaged bytes.
  /// - Returns: the cursor, which keeps the segment's files open.
  /// - Throws: `StorageError` where what the dictionary says cannot be.
  func cursor(
    _ info: TermInfo, reusing reused: PostingCursor?, damage: DamageReport
  ) throws -> PostingCursor {
    guard let reused, case .offset(let offset) = info.postings else {
      return try cursor(info, withPositions: false, isReused: true, damage: damage)
    }
    try reused.restart(
      at: try start(ofPostingsAt: offset, info), count: Int(info.documentFrequency),
      hasPositions: info.hasPositions)
    return reused
  }

  /// How often a term occurs in its only document.
  ///
  /// - Throws: `StorageError` where the segment has no such document, or the number is too large.
  func frequency(of info: TermInfo, in document: UInt32) throws(StorageError) -> UInt32 {
    guard document < self.info.documentCount else {
      throw contradiction(
        "A term stands in document \(document), but the segment has \(self.info.documentCount).")
    }
    guard let frequency = UInt32(exactly: info.totalFrequency) else {
      throw contradiction("A term occurs \(info.totalFrequency) times in one document.")
    }
    return frequency
  }

  /// Where the postings of a term begin that stands in several documents.
  ///
  /// - Throws: `StorageError` where there can be none.
  private func start(
    ofPostingsAt offset: UInt64, _ info: TermInfo
  ) throws(StorageError) -> Int {
    guard info.documentFrequency <= self.info.documentCount else {
      throw contradiction(
        "A term stands in \(info.documentFrequency) documents, but the segment has "
          + "\(self.info.documentCount).")
    }
    guard offset < UInt64(postings.count) else {
      throw contradiction(
        "The postings of a term begin at byte \(offset), but the file has \(postings.count).")
    }
    return Int(offset)
  }

  /// Where the positions of a term begin.
  ///
  /// - Throws: `StorageError` where there can be none.
  private func start(
    ofPositionsAt offset: UInt64, _ info: TermInfo
  ) throws(StorageError) -> Int {
    guard offset < UInt64(positions.count) else {
      throw contradiction(
        "The positions of a term begin at byte \(offset), but the file has \(positions.count).")
    }
    // None takes less than a bit.
    guard info.totalFrequency <= UInt64(positions.count) * 8 else {
      throw contradiction(
        "A term occurs \(info.totalFrequency) times, but the file of positions has "
          + "\(positions.count) bytes.")
    }
    return Int(offset)
  }

  /// What is wrong where a term has another number of positions than its dictionary says.
  func wrongCount(ofPositions count: Int, _ info: TermInfo) -> StorageError {
    StorageError(
      .corrupt,
      "A term has \(count) positions, but occurs \(info.totalFrequency) times. Build the index "
        + "again.", file: positions.path)
  }

  private func contradiction(_ sentence: String) -> StorageError {
    StorageError(.corrupt, "\(sentence) Build the index again.", file: postings.path)
  }

  /// A cursor over a term's positions; nil where none are kept.
  private func positionCursor(_ info: TermInfo, damage: DamageReport) throws -> PositionCursor? {
    switch info.positions {
    case .none: nil
    case .single(let position): PositionCursor(deltas: [position], damage: damage)
    case .small:
      PositionCursor(
        smallIn: try lengthCodes(), count: Int(clamping: info.totalFrequency), damage: damage)
    case .offset(let offset):
      PositionCursor(
        file: positions, start: try start(ofPositionsAt: offset, info),
        count: Int(info.totalFrequency), damage: damage)
    }
  }

  /// The number of the document with this id, unless it is deleted.
  func find(id: String) throws -> UInt32? { try find(id: id, deletions: deletions) }

  /// The number of the document with this id, unless these deletions have it.
  func find(id: String, deletions: Deletions) throws -> UInt32? {
    guard let info = try terms.find(TermKey(.identifier, id)) else { return nil }
    // An id that was added again stands in several documents, all but the last of them deleted.
    let damage = DamageReport()
    let cursor = try cursor(info, withPositions: false, damage: damage)
    cursor.advance()
    while cursor.document != endOfPostings {
      if !deletions.contains(cursor.document) { return cursor.document }
      cursor.advance()
    }
    try damage.check()
    return nil
  }

  /// Lets the pages that were touched so far go from the process's memory until they are needed.
  ///
  /// The system counts the pages of mapped files as the process's own; who reads whole segments
  /// with little memory lets them go as it goes on.
  func forgetPages() {
    terms.forgetPages()
    stored.forgetPages()
    postings.forgetPages()
    positions.forgetPages()
  }

  /// Reads every byte of every file and checks what can be checked.
  func verify() throws {
    try terms.verify()
    try postings.verify()
    try positions.verify()
    try norms.verify()
    try stored.verify()
    try identifiers.verify()
  }
}
