import TansakuStorage

/// Reads the documents of one segment of which nothing else need be sound but the stored texts.
struct SegmentSalvage {
  private let files: SegmentFiles
  /// What the manifest says; nil if it cannot be read.
  private let info: SegmentInfo?
  private let directory: String
  private let fileSystem: any FileSystem

  /// A segment that a manifest names.
  init(_ info: SegmentInfo, in directory: String, fileSystem: any FileSystem) {
    self.info = info
    files = info.files
    self.directory = directory
    self.fileSystem = fileSystem
  }

  /// A segment of which only the names of its files are known.
  init(_ files: SegmentFiles, in directory: String, fileSystem: any FileSystem) {
    info = nil
    self.files = files
    self.directory = directory
    self.fileSystem = fileSystem
  }

  /// Calls `body` with every living document that can be read, in order.
  ///
  /// - Parameter body: takes a document; what it throws ends the reading.
  /// - Returns: what was read and what was lost.
  /// - Throws: what `body` throws.
  func forEachDocument(_ body: (Document) throws -> Void) throws -> SalvageReport.Segment {
    var result = SalvageReport.Segment(name: "\(files.tag)")
    let stored: StoredReader
    do {
      stored = try openStored()
    } catch {
      result.fault = IndexError(error)
      result.lostCount = info.map { Int($0.documentCount - $0.deletedCount) }
      return result
    }
    var deletions = Deletions(count: stored.count)
    do {
      deletions = try readDeletions(count: stored.count)
    } catch {
      // Documents that were deleted come back: they are more than was asked for, and told of.
      result.fault = IndexError(error)
    }
    try stored.forEachReadable { number, document in
      if deletions.contains(number) { return }
      do {
        try body(document)
        result.documentCount += 1
      } catch let error as IndexError where error.code == .badDocument || error.code == .tooLarge {
        // Such a document was not taken when the index was built: somebody made the file by hand.
        result.fault = result.fault ?? error
        result.lostCount = result.lostCount.map { $0 + 1 }
      }
    } lost: { numbers, error in
      result.fault = result.fault ?? IndexError(error)
      result.lostCount = result.lostCount.map {
        $0 + numbers.count { !deletions.contains($0) }
      }
    }
    return result
  }

  private func openStored() throws -> StoredReader {
    let stored = try StoredReader(
      "\(directory)/\(files.stored)", documents: info.map { Int($0.documentCount) },
      seal: info?.seal(.stored), fileSystem: fileSystem)
    try check(stored.tag, of: files.stored)
    return stored
  }

  private func readDeletions(count: Int) throws -> Deletions {
    if let info {
      return try Segment.deletions(of: info, in: directory, fileSystem: fileSystem)
    }
    // The latest that there are: a commit removes those before.
    let generations = try fileSystem.list(directory)
      .filter { SegmentFiles.tag(of: $0) == files.tag }
      .compactMap { name in name.split(separator: ".").dropFirst().first.flatMap { UInt64($0) } }
    guard let latest = generations.max() else { return Deletions(count: count) }
    let name = files.deletions(latest)
    let file = try CheckedFile("\(directory)/\(name)", kind: Deletions.kind, fileSystem: fileSystem)
    try check(file.seal.tag, of: name)
    return try Deletions(reading: file.path, count: count, seal: file.seal, fileSystem: fileSystem)
  }

  private func check(_ tag: FileTag, of name: String) throws {
    guard tag != files.tag else { return }
    throw IndexError(
      code: .corrupt,
      message: "The file belongs to the segment \(tag) and not to the one that its name says.",
      file: "\(directory)/\(name)")
  }
}
