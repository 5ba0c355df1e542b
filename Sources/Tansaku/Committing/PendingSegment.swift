import TansakuStorage

/// A segment as a writer sees it: what the next commit will say of it, and as little else in memory
/// as can be.
///
/// Its files are opened only when a document of it is looked for: the system counts pages of mapped
/// files as the process's memory, and a writer with little memory makes many segments.
struct PendingSegment {
  /// What the manifest knows, or will know, of the segment.
  let info: SegmentInfo
  /// Which documents will be deleted.
  private(set) var deletions: Deletions
  /// Which documents were deleted when the writer began; none for a segment of its own.
  private let committed: Deletions
  private var filter: IdentifierFilter?
  private var segment: Segment?

  /// A segment of the last commit.
  init(committed info: SegmentInfo, in directory: String, fileSystem: any FileSystem) throws {
    self.info = info
    committed = try Segment.deletions(of: info, in: directory, fileSystem: fileSystem)
    deletions = committed
  }

  /// A segment that the writer has written.
  init(written info: SegmentInfo, deletions: Deletions, filter: IdentifierFilter?) {
    self.info = info
    self.deletions = deletions
    self.filter = filter
    committed = Deletions(count: Int(info.documentCount))
  }

  /// Whether the deletions are not those that the manifest knows.
  var isChanged: Bool { deletions != committed }

  /// Deletes the document with this id; false where there is none.
  mutating func delete(id: String, in directory: String, fileSystem: any FileSystem) throws -> Bool
  {
    if filter == nil { filter = try makeFilter(in: directory, fileSystem: fileSystem) }
    guard filter?.mayContain(id) ?? true else { return false }
    let segment = try self.segment ?? Segment(info, in: directory, fileSystem: fileSystem)
    guard let document = try segment.find(id: id, deletions: deletions) else { return false }
    // Where one document is replaced others will be; a false alarm of the filter keeps nothing.
    self.segment = segment
    return deletions.insert(document)
  }

  /// Reads the ids through a mapping of its own, which is gone afterwards.
  private func makeFilter(in directory: String, fileSystem: any FileSystem) throws
    -> IdentifierFilter
  {
    let count = Int(info.documentCount)
    let identifiers = try IdentifiersReader(
      "\(directory)/\(info.files.identifiers)", documents: count, fileSystem: fileSystem)
    return IdentifierFilter(
      try (0..<info.documentCount).map { try identifiers.id(of: $0) }, count: count)
  }
}
