import TansakuStorage
import TansakuText

/// Adds and deletes documents within one `SearchIndex.update`.
public struct IndexWriter: ~Copyable {
  private let directory: String
  private let lock: WriterLock
  private let fileSystem: any FileSystem
  private let pool: InversionPool
  private let merges: MergeQueue
  private let base: Manifest
  private var manifest: Manifest
  private let tags: TagSource
  /// How many segments were begun.
  private var begunCount = 0
  private var segments: [PendingSegment]
  private var builder: SegmentBuilder?
  private var written: [String] = []
  /// The manifest that was to replace the last one, once the replacement was begun.
  private var replacement: Manifest?
  /// What went wrong: whatever the caller makes of it, nothing can be committed after it.
  private var failure: (any Error)?

  /// How many documents were added so far, replaced ones included.
  public private(set) var addedCount = 0
  /// How many documents were deleted so far, by id or by being replaced.
  public private(set) var deletedCount = 0
  /// How many of the deleted documents had been added by this writer itself.
  public private(set) var repeatedCount = 0

  private var place: PendingSegment.Place { .init(directory: directory, fileSystem: fileSystem) }

  init(
    directory: String, lock: WriterLock, memory: Int, concurrency: Int, merging: MergeQueue.Mode,
    tags: TagSource, fileSystem: any FileSystem
  ) throws {
    // A value that cannot be copied must be made all at once, after whatever can fail.
    let base = try Manifest(in: directory, fileSystem: fileSystem) ?? Manifest()
    let pool = try InversionPool(
      MemoryPlan(memory: memory, concurrency: concurrency), aliases: try Aliases(of: base))
    let segments = try base.segments.map {
      try PendingSegment(
        committed: $0, in: .init(directory: directory, fileSystem: fileSystem))
    }
    self.directory = directory
    self.lock = lock
    self.fileSystem = fileSystem
    self.pool = pool
    merges = MergeQueue(merging)
    self.tags = tags
    self.base = base
    self.segments = segments
    manifest = base
  }

  /// Adds a document, in place of the one with the same id if there is one.
  ///
  /// - Throws: `IndexError` with the code `badDocument` where the id is not 1 to 512 bytes of UTF-8
  ///   without control characters, or an attribute's name is longer than 256 bytes, has a `=` in it
  ///   or is that of a fact (`kind`, `city`, …); with `tooLarge` if its texts and facts have more than 1 GiB together.
  ///   The writer can go on.
  public mutating func add(_ document: Document) throws {
    try lock.checkProcess()
    try DocumentCheck().check(document)
    if let failure { throw failure }
    do {
      try addChecked(document)
    } catch {
      failure = publicError(error)
      throw publicError(error)
    }
  }

  private mutating func addChecked(_ document: Document) throws {
    let cost = MemoryPlan.cost(of: document)
    if try builder?.hasRoom(for: cost) == false { try flush() }
    try deleteWritten(id: document.id)
    let current = try builderForNext()
    if current.delete(id: document.id) {
      deletedCount += 1
      repeatedCount += 1
    }
    try current.add(document, cost: cost)
    addedCount += 1
  }

  /// Deletes the document with this id.
  ///
  /// - Returns: false where there is none.
  @discardableResult
  public mutating func delete(id: String) throws -> Bool {
    try lock.checkProcess()
    if builder?.delete(id: id) ?? false {
      deletedCount += 1
      repeatedCount += 1
      return true
    }
    if let failure { throw failure }
    do {
      return try deleteWritten(id: id)
    } catch {
      failure = publicError(error)
      throw publicError(error)
    }
  }

  /// Deletes a document of a segment, committed or not.
  @discardableResult
  private mutating func deleteWritten(id: String) throws -> Bool {
    if let failure = merges.failure { throw failure }
    let hash = IdentifierHash(id.utf8)
    for index in segments.indices.reversed() {
      guard let document = try segments[index].delete(id: id, hash: hash) else { continue }
      deletedCount += 1
      if document >= segments[index].committedCount { repeatedCount += 1 }
      return true
    }
    return false
  }

  private mutating func builderForNext() throws -> SegmentBuilder {
    if let builder { return builder }
    try lock.check()
    let files = nextFiles()
    written += files.all
    let new = try SegmentBuilder(
      files, in: directory, fileSystem: fileSystem, pool: pool)
    builder = new
    return new
  }

  /// The files of a new segment.
  private mutating func nextFiles() -> SegmentFiles {
    begunCount += 1
    return SegmentFiles(tag: tags.tag(generation: base.generation + 1, ordinal: begunCount))
  }

  /// Writes out what is in memory, and lets segments be merged that have become too many.
  ///
  /// Which are merged depends on what was added and deleted until now and on nothing else, least of
  /// all on how far earlier merges have come.
  mutating func flush() throws {
    try lock.checkProcess()
    guard let full = builder else { return }
    // Its files are not its own any more where the lock is lost.
    try lock.check()
    builder = nil
    do {
      let finished = try full.finish()
      let filter = IdentifierFilter(full.identifiers, count: full.documentCount)
      segments.append(
        PendingSegment(
          written: finished.info, deletions: finished.deletions, filter: filter, in: place))
    } catch {
      full.abandon()
      throw error
    }
    while let range = MergePolicy.next(candidates) { merge(range) }
    settle()
  }

  /// Lets one segment take the place of neighbouring ones, without the documents that are deleted.
  private mutating func merge(_ range: Range<Int>) {
    let merged = PendingSegment(merging: Array(segments[range]), into: nextFiles())
    segments.replaceSubrange(range, with: merged.map { [$0] } ?? [])
    guard let job = merged?.job else { return }
    written += job.files.all
    merges.submit(job)
  }

  /// Takes notice of merges that have run, and removes what this writer had written for them.
  private mutating func settle() {
    let committed = Set(base.segments.map(\.tag))
    for index in segments.indices {
      for info in segments[index].settle() where !committed.contains(info.tag) {
        // What cannot be removed now goes after the commit.
        for name in info.files.all { try? fileSystem.remove("\(directory)/\(name)") }
      }
    }
  }

  private var candidates: [MergePolicy.Candidate] {
    segments.map {
      .init(documentCount: Int($0.info.documentCount), deletedCount: $0.deletions.count)
    }
  }

  /// Merges until at most so many segments are left and none has deleted documents; returns how many
  /// there are.
  mutating func merge(atMost maximum: Int) throws -> Int {
    try flush()
    while let range = MergePolicy.next(candidates, atMost: maximum) { merge(range) }
    return segments.count
  }

  /// Makes everything durable and then, in one step, visible.
  ///
  /// - Throws: `IndexError` or `StorageError`: `locked` if another writer may be at work or has
  ///   committed since this one began, `corrupt` if a file that the commit names is missing.
  mutating func commit() throws {
    if let failure { throw failure }
    try flush()
    pool.close()
    while let range = MergePolicy.next(candidates) { merge(range) }
    try merges.finish()
    settle()
    // Before deletions are written: another writer may write a file of the same name.
    try lock.check()
    manifest.generation = base.generation + 1
    manifest.segments = []
    for pending in segments {
      var info = pending.info
      info.deletedCount = UInt32(pending.deletions.count)
      // A segment without living documents is left out, and its files go.
      if info.deletedCount == info.documentCount { continue }
      if pending.isChanged {
        let name = info.files.deletions(manifest.generation)
        written.append(name)
        info.deletions = DeletionsInfo(
          generation: manifest.generation,
          checksum: try pending.deletions.write(
            to: "\(directory)/\(name)", tag: info.tag, fileSystem: fileSystem))
      }
      manifest.segments.append(info)
    }
    guard manifest.segments != base.segments else {
      // Nothing changed: the last commit stands as it is. It may be one whose writer could not wait
      // for the disk, and the files of the one before may go only when it is there.
      try fileSystem.synchronizeDirectory(directory)
      try checkLastCommit()
      removeStrangers(keeping: base)
      return
    }
    let analysis = AnalysisVersion.current
    if base.segments.isEmpty { manifest.analyses = [] }
    if addedCount > 0, !manifest.analyses.contains(analysis) { manifest.analyses.append(analysis) }
    // The names of the new files must be on the disk before the manifest that names them.
    try fileSystem.synchronizeDirectory(directory)
    try checkFiles(of: manifest)
    try checkLastCommit()
    replacement = manifest
    try manifest.write(in: directory, fileSystem: fileSystem)
    removeStrangers(keeping: manifest)
  }

  /// Sees to it that no other writer is at work, and that none has committed since this one began.
  private func checkLastCommit() throws {
    try lock.check()
    let last = try Manifest(in: directory, fileSystem: fileSystem) ?? Manifest()
    guard last != base else { return }
    throw IndexError(
      code: .locked,
      message: "The index was changed by another writer, from commit \(base.generation) to commit "
        + "\(last.generation), while this update was at work on it. Nothing of this update was "
        + "committed. Make the update again.", file: directory)
  }

  /// Sees to it that every file that a commit names is there and is the one that was written: a manifest
  /// that names another makes the whole index unreadable.
  private func checkFiles(of manifest: Manifest) throws {
    for info in manifest.segments {
      do {
        try Segment.prove(info, in: directory, fileSystem: fileSystem)
      } catch {
        guard error.code == .notFound || error.code == .corrupt else { throw error }
        throw IndexError(
          code: .corrupt,
          message: "The file was removed or changed while the index was written to, and the commit "
            + "needs it. Nothing was committed. Find out what changes files here, and try again.",
          cause: error.message, file: error.file)
      }
    }
  }

  /// Removes files of segments that no commit names: those of the last commit, or of writers that
  /// died.
  ///
  /// What cannot be removed now is removed after a later commit.
  private func removeStrangers(keeping manifest: Manifest) {
    let names = manifest.fileNames
    for name in (try? fileSystem.list(directory)) ?? []
    where SegmentFiles.isOurs(name) && !names.contains(name) {
      try? fileSystem.remove("\(directory)/\(name)")
    }
  }

  /// Removes what was written and leaves the last commit as it is.
  mutating func abandon() {
    merges.cancel()
    let unfinished = builder
    builder = nil
    segments = []
    defer { pool.close() }
    // Without the lock, files of these names may be another writer's by now.
    guard (try? lock.check()) != nil else { return }
    unfinished?.abandon()
    guard var last = try? Manifest(in: directory, fileSystem: fileSystem) else { return }
    if last == replacement {
      // The manifest is in place, but the disk did not say so: another commit takes it back. If
      // that fails too, the files that were written stay, for they may be the index.
      last.generation += 1
      last.analyses = base.analyses
      last.segments = base.segments
      guard (try? last.write(in: directory, fileSystem: fileSystem)) != nil else { return }
    }
    let names = last.fileNames
    for name in written where !names.contains(name) {
      try? fileSystem.remove("\(directory)/\(name)")
    }
  }
}
