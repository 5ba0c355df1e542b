import Synchronization
import TansakuStorage

/// What the manifest knows of a segment.
struct SegmentInfo: Equatable, Sendable {
  /// The segment's number, which names its files.
  var number: UInt64
  /// How many documents it was written with, the deleted ones included.
  var documentCount: UInt32
  /// How many of them are deleted.
  var deletedCount: UInt32
  /// The commit that wrote its deletions; 0 where there are none.
  var deletionsGeneration: UInt64
  /// The sum of its documents' lengths in full widths: see `NormsFormat`.
  var totalLength: UInt64

  var files: SegmentFiles { SegmentFiles(number: number) }
}

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

  /// Opens a segment and checks all but the contents of its files.
  init(_ info: SegmentInfo, in directory: String, fileSystem: any FileSystem) throws {
    self.info = info
    let files = info.files
    terms = try TermsReader("\(directory)/\(files.terms)", fileSystem: fileSystem)
    postings = try CheckedFile(
      "\(directory)/\(files.postings)", kind: PostingsFormat.kind, fileSystem: fileSystem)
    positions = try CheckedFile(
      "\(directory)/\(files.positions)", kind: PositionsFormat.kind, fileSystem: fileSystem)
    norms = try NormsReader(
      "\(directory)/\(files.norms)", documents: Int(info.documentCount), fileSystem: fileSystem)
    stored = try StoredReader(
      "\(directory)/\(files.stored)", documents: Int(info.documentCount), fileSystem: fileSystem)
    identifiers = try IdentifiersReader(
      "\(directory)/\(files.identifiers)", documents: Int(info.documentCount),
      fileSystem: fileSystem)
    deletions = try Segment.deletions(of: info, in: directory, fileSystem: fileSystem)
  }

  /// Which documents of a segment are deleted.
  static func deletions(
    of info: SegmentInfo, in directory: String, fileSystem: any FileSystem
  ) throws -> Deletions {
    let count = Int(info.documentCount)
    if info.deletionsGeneration == 0 { return Deletions(count: count) }
    return try Deletions(
      reading: "\(directory)/\(info.files.deletions(info.deletionsGeneration))", count: count,
      fileSystem: fileSystem)
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
      guard document < self.info.documentCount else {
        throw StorageError(
          .corrupt, "A term stands in a document that there is not. Build the index again.",
          file: postings.path)
      }
      return PostingCursor(
        MemoryPostings(
          documents: [document], frequencies: [UInt32(clamping: info.totalFrequency)]),
        positions: place)
    case .offset(let offset):
      return try PostingCursor(
        file: postings, start: Int(clamping: min(offset, UInt64(postings.count))),
        count: Int(info.documentFrequency), hasPositions: info.hasPositions, positions: place,
        documentCount: self.info.documentCount, isReused: isReused, damage: damage)
    }
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
        file: positions, start: Int(clamping: min(offset, UInt64(positions.count))),
        count: Int(clamping: info.totalFrequency), damage: damage)
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
