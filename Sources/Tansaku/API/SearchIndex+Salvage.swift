import TansakuStorage

extension SearchIndex {
  /// Builds an index from the documents that can still be read of a damaged one.
  ///
  /// Reads the stored texts of every segment, leaves out the documents that are deleted and those in
  /// blocks that are damaged, and indexes the others anew: so a segment of which only the dictionary, the
  /// postings or the like is damaged is saved whole. Changes nothing in the damaged index.
  ///
  /// If a file of deletions cannot be read, the documents that it deletes are taken too, and the report
  /// names that fault. If the manifest cannot be read, the segments in the folder are all read in the
  /// order of their ages, and of an id that comes twice the later document counts.
  ///
  /// - Parameters:
  ///   - path: the folder of the damaged index.
  ///   - destination: the folder of the new one, which has no index yet; it is made if needed.
  ///   - aliases: the aliases of the new index, if they are not to be those that the manifest of the
  ///     damaged one tells.
  /// - Returns: what was read and what was lost.
  /// - Throws: `IndexError`: `notFound` if there is nothing of an index in the folder, `badArgument` if
  ///   there is an index at the destination already, and what the disk says.
  /// - Complexity: the time of indexing the documents on one thread.
  public static func salvage(
    from path: String, into destination: String, aliases: Aliases? = nil
  ) throws -> SalvageReport {
    try salvage(from: path, into: destination, aliases: aliases, fileSystem: LocalFileSystem())
  }

  static func salvage(
    from path: String, into destination: String, aliases: Aliases? = nil,
    memory: Int = 232 << 20, fileSystem: any FileSystem
  ) throws -> SalvageReport {
    try withIndexErrors {
      var report = SalvageReport()
      var manifest: Manifest?
      do {
        manifest = try Manifest(in: path, fileSystem: fileSystem)
        if manifest == nil { throw try noManifest(in: path, fileSystem) }
      } catch {
        report.manifestFault = IndexError(error)
      }
      let segments =
        try manifest.map { manifest in
          manifest.segments.map { SegmentSalvage($0, in: path, fileSystem: fileSystem) }
        } ?? segmentsFound(in: path, fileSystem)
      if manifest == nil, segments.isEmpty {
        throw report.manifestFault ?? IndexError(code: .notFound, message: "", file: path)
      }
      try expectNoIndex(at: destination, fileSystem)
      let index = try SearchIndex(
        at: destination, creating: true, aliases: aliases ?? manifest.flatMap(Aliases.init(of:)),
        fileSystem: fileSystem)
      report.documentCount = try index.update(memory: memory) { writer in
        for segment in segments {
          report.segments.append(try segment.forEachDocument { try writer.add($0) })
        }
        return writer.addedCount - writer.repeatedCount
      }
      return report
    }
  }

  private static func noManifest(
    in path: String, _ fileSystem: any FileSystem
  ) throws -> IndexError {
    IndexError(
      code: .notFound,
      message: try fileSystem.exists(path)
        ? "There is no \(Manifest.name) in this folder." : "There is no such folder.",
      file: path)
  }

  /// The segments of which files are in a folder, the oldest first.
  private static func segmentsFound(
    in path: String, _ fileSystem: any FileSystem
  ) throws -> [SegmentSalvage] {
    guard try fileSystem.exists(path) else { return [] }
    let tags = Set(try fileSystem.list(path).compactMap(SegmentFiles.tag))
    return tags.sorted { ($0.high, $0.low) < ($1.high, $1.low) }.map {
      SegmentSalvage(SegmentFiles(tag: $0), in: path, fileSystem: fileSystem)
    }
  }

  private static func expectNoIndex(at path: String, _ fileSystem: any FileSystem) throws {
    guard try fileSystem.exists(path),
      let name = try fileSystem.list(path).first(where: {
        $0 == Manifest.name || SegmentFiles.isOurs($0)
      })
    else { return }
    throw IndexError(
      code: .badArgument,
      message:
        "There is an index in this folder already: it holds \(name). Name a folder without one.",
      file: path)
  }
}
