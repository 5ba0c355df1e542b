import TansakuStorage

/// A segment as a writer sees it: what the next commit will say of it, and as little else in memory
/// as can be.
///
/// It may still be being merged out of others; its documents and their numbers are known all the
/// same, and deletions are taken down by them. Files are opened only when a document of them is
/// looked for: the system counts pages of mapped files as the process's memory, and a writer with
/// little memory makes many segments.
struct PendingSegment {
  /// Where segments are.
  struct Place {
    let directory: String
    let fileSystem: any FileSystem
  }

  /// The segments that it is being merged out of.
  private struct Merge {
    let job: MergeJob
    /// Each as it was when the merge was decided on: what was deleted then is not in the merged one.
    var sources: [PendingSegment]
    /// The number in the merged segment of each one's first living document.
    var starts: [UInt32]
  }

  /// What the manifest knows, or will know, of the segment; while it is being merged the length of
  /// its texts and the checksums are not known.
  private(set) var info: SegmentInfo
  /// How many of its first documents are in the last commit, not added by this writer.
  let committedCount: UInt32
  /// Which documents will be deleted.
  private(set) var deletions: Deletions
  /// Which documents were deleted when the writer began; none for a segment of its own.
  private let committed: Deletions
  private var merge: Merge?
  private let place: Place
  private var filter: IdentifierFilter?
  /// How often a document was looked for without a filter.
  private var lookups = 0
  private var segment: Segment?

  /// A segment of the last commit.
  init(committed info: SegmentInfo, in place: Place) throws {
    self.info = info
    self.place = place
    committedCount = info.documentCount
    // Whatever the manifest says, room is made for so many documents only if a file has so many.
    _ = try NormsReader(
      "\(place.directory)/\(info.files.norms)", documents: Int(info.documentCount),
      seal: info.seal(.norms), fileSystem: place.fileSystem)
    committed = try Segment.deletions(
      of: info, in: place.directory, fileSystem: place.fileSystem)
    deletions = committed
  }

  /// A segment that the writer has written.
  init(
    written info: SegmentInfo, deletions: Deletions, filter: IdentifierFilter, in place: Place
  ) {
    self.info = info
    self.place = place
    self.deletions = deletions
    self.filter = filter
    committedCount = 0
    committed = Deletions(count: Int(info.documentCount))
  }

  /// The segment that others are to be merged into, together with the merge.
  ///
  /// Nil where none of their documents is left.
  init?(merging sources: [PendingSegment], into files: SegmentFiles) {
    guard let place = sources.first?.place else { return nil }
    self.place = place
    var starts: [UInt32] = []
    var count: UInt32 = 0
    var committedCount: UInt32 = 0
    for source in sources {
      starts.append(count)
      count += source.info.documentCount - UInt32(source.deletions.count)
      committedCount += source.deletions.livingCount(before: source.committedCount)
    }
    if count == 0 { return nil }
    let job = MergeJob(
      sources.map { .init(origin: $0.origin, deletions: $0.deletions) },
      into: files, in: place.directory, fileSystem: place.fileSystem)
    merge = Merge(job: job, sources: sources, starts: starts)
    info = SegmentInfo(
      tag: files.tag, documentCount: count, totalLength: 0, checksums: SegmentChecksums())
    self.committedCount = committedCount
    deletions = Deletions(count: Int(count))
    committed = deletions
  }

  private var origin: MergeJob.Origin { merge.map { .merged($0.job) } ?? .written(info) }

  /// The merge that must run, or have run, before the segment can be committed.
  var job: MergeJob? { merge?.job }

  /// Whether the deletions are not those that the manifest knows.
  var isChanged: Bool { deletions != committed }

  /// Takes notice of it where the merge has run; returns the segments that went into it.
  mutating func settle() -> [SegmentInfo] {
    guard let done = merge, let outcome = done.job.outcome else { return [] }
    merge = nil
    info = outcome.info
    filter = outcome.filter
    return done.sources.flatMap { source in
      var source = source
      return source.settle() + [source.info]
    }
  }

  /// Deletes the document with this id; returns its number, nil where there is none.
  mutating func delete(id: String, hash: IdentifierHash) throws -> UInt32? {
    guard let document = try find(id: id, hash: hash) else { return nil }
    deletions.insert(document)
    return document
  }

  private mutating func find(id: String, hash: IdentifierHash) throws -> UInt32? {
    if merge != nil { return try findInSources(id: id, hash: hash) }
    // Reading all ids pays where many are looked for.
    if filter == nil, lookups > Int(info.documentCount) / 1024 {
      filter = try makeFilter()
      segment = nil
    }
    if let filter {
      guard filter.mayContain(hash) else { return nil }
    } else {
      lookups += 1
    }
    let segment =
      try self.segment ?? Segment(info, in: place.directory, fileSystem: place.fileSystem)
    let document = try segment.find(id: id, deletions: deletions)
    // Where one document is replaced others will be; a false alarm of the filter keeps nothing.
    if document != nil || filter == nil { self.segment = segment }
    return document
  }

  private mutating func findInSources(id: String, hash: IdentifierHash) throws -> UInt32? {
    guard var merge else { return nil }
    // Not shared while it is changed.
    self.merge = nil
    defer { self.merge = merge }
    for index in merge.sources.indices.reversed() {
      guard let document = try merge.sources[index].find(id: id, hash: hash) else { continue }
      let number =
        merge.starts[index] + merge.sources[index].deletions.livingCount(before: document)
      return deletions.contains(number) ? nil : number
    }
    return nil
  }

  /// Reads the ids through a mapping of its own, which is gone afterwards.
  private func makeFilter() throws -> IdentifierFilter {
    let count = Int(info.documentCount)
    let identifiers = try IdentifiersReader(
      "\(place.directory)/\(info.files.identifiers)", documents: count,
      seal: info.seal(.identifiers), fileSystem: place.fileSystem)
    var filter = IdentifierFilter(count: count)
    try identifiers.forEach { filter.insert(IdentifierHash($0)) }
    return filter
  }
}
