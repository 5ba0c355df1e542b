package import TansakuStorage

/// An index in a folder: where documents are put in and found again.
///
/// ```swift
/// let index = try SearchIndex(at: "archive.tansaku")
/// try index.update { writer in
///   try writer.add(Document(id: "2006-taipei", title: "台北宣言"))
/// }
/// let hits = try index.searcher().search("Taipei")
/// ```
///
/// One writer at a time, in whatever process; any number of readers, each on the commit that it
/// opened. Values of this type may be shared by threads. Only the process that began an update can go
/// on with it and commit it: in a process that was forked meanwhile its writer throws `locked`.
public struct SearchIndex: Sendable {
  /// The folder.
  public let path: String
  let fileSystem: any FileSystem
  /// Where updates merge segments; where they do is nowhere to be seen in the index.
  var merging = MergeQueue.Mode.background
  /// Where the names of new segments come from.
  var tags = TagSource.random

  /// Opens the index in a folder, or creates an empty one, the folder included.
  ///
  /// Files in the folder that Tansaku did not write are left alone.
  ///
  /// - Parameters:
  ///   - path: the folder.
  ///   - aliases: the aliases of the index. They are fixed with its first document; an index that
  ///     has documents keeps its own where none are given.
  /// - Throws: `IndexError` where the folder cannot be used or the index is damaged or too new, and
  ///   with the code `badAliases` where the index has documents and other aliases.
  public init(at path: String, aliases: Aliases? = nil) throws {
    try self.init(at: path, creating: true, aliases: aliases)
  }

  /// Opens the index in a folder.
  ///
  /// - Throws: `IndexError` with the code `notFound` where there is none.
  public init(existingAt path: String) throws {
    try self.init(at: path, creating: false)
  }

  package init(
    at path: String, creating: Bool, aliases: Aliases? = nil,
    fileSystem: any FileSystem = LocalFileSystem()
  ) throws {
    self.path = path
    self.fileSystem = fileSystem
    try withIndexErrors {
      if let manifest = try Manifest(in: path, fileSystem: fileSystem),
        try SearchIndex.has(aliases, manifest)
      {
        return
      }
      try SearchIndex.expectNoSegments(in: path, fileSystem)
      guard creating else { throw try SearchIndex.missing(path, fileSystem) }
      try SearchIndex.createDirectory(path, fileSystem)
      let lock = try WriterLock(in: path, fileSystem: fileSystem)
      defer { lock.release() }
      // Another process may have been faster.
      let last = try Manifest(in: path, fileSystem: fileSystem)
      if let last, try SearchIndex.has(aliases, last) { return }
      var next = last ?? Manifest()
      next.generation += last == nil ? 0 : 1
      next.aliases = aliases?.description ?? ""
      try lock.check()
      try next.write(in: path, fileSystem: fileSystem)
    }
  }

  /// Whether a commit has these aliases already; false where it has others and can take these.
  ///
  /// - Throws: `IndexError` where it has documents, which are indexed by others.
  private static func has(_ aliases: Aliases?, _ manifest: Manifest) throws -> Bool {
    guard let aliases, aliases.description != manifest.aliases else { return true }
    if manifest.segments.isEmpty { return false }
    let own = try Aliases(of: manifest)
    throw IndexError(
      code: .badAliases,
      message: "The index was built with "
        + (own.map { "other aliases (\($0.summary))" } ?? "no aliases")
        + ", and documents are found by the aliases that they were indexed with. Build the index "
        + "again to change them, or leave them as they are.")
  }

  /// Makes a folder and those above it, so that they survive a loss of power.
  private static func createDirectory(_ path: String, _ fileSystem: any FileSystem) throws {
    var parents = [parentDirectory(of: path)]
    while let last = parents.last, try !fileSystem.exists(last) {
      parents.append(parentDirectory(of: last))
    }
    try fileSystem.createDirectory(path)
    for parent in parents.reversed() { try fileSystem.synchronizeDirectory(parent) }
  }

  /// Segments without a manifest are an index that lost it, not a folder to begin a new one in.
  private static func expectNoSegments(in path: String, _ fileSystem: any FileSystem) throws {
    guard try fileSystem.exists(path),
      let name = try fileSystem.list(path).first(where: SegmentFiles.isOurs)
    else { return }
    throw IndexError(
      code: .corrupt,
      message:
        "The folder holds \(name) but no \(Manifest.name): the index is damaged. Restore that "
        + "file from a copy, or delete the files that begin with \(SegmentFiles.prefix) and build "
        + "the index again.", file: path)
  }

  private static func missing(
    _ path: String, _ fileSystem: any FileSystem
  ) throws -> IndexError {
    let there = try fileSystem.exists(path)
    return IndexError(
      code: .notFound,
      message: there
        ? "There is no index in this folder. Check the path, or build the index first."
        : "There is no such folder. Check the path, or build the index first.",
      file: path)
  }

  /// Changes the index: all that `body` adds and deletes, or, if it throws, nothing.
  ///
  /// What this returned from has reached the disk and survives a crash and a loss of power.
  ///
  /// - Parameters:
  ///   - concurrency: how many threads may invert documents; fewer where there is not enough memory
  ///     for so many. One more merges segments when there are many. All have ended when this returns.
  ///     The order of the documents, and so every search, is the same whatever their number.
  ///   - memory: how many bytes of memory the update may take in all, beyond files that are mapped:
  ///     with less than 16 MiB for each thread fewer threads work. A document of which new terms and
  ///     analysis take more than that, up to 54 times its length, is inverted alone.
  ///   - body: adds and deletes documents.
  /// - Returns: what `body` returned.
  /// - Throws: what `body` threw, or `IndexError`: `locked` if another writer has the index, has
  ///   committed since the update began, or if this process was forked from the one that began it.
  public func update<Result>(
    concurrency: Int = 1, memory: Int = 232 << 20,
    _ body: (inout IndexWriter) throws -> Result
  ) throws -> Result {
    try withIndexErrors {
      let update = try OpenUpdate(of: self, concurrency: concurrency, memory: memory)
      do {
        let result = try body(&update.writer)
        try update.commit()
        return result
      } catch {
        update.rollBack()
        throw error
      }
    }
  }

  /// Rewrites the index with fewer segments and without deleted documents.
  ///
  /// An index of one segment has the same bytes for the same documents, however they came in, but for the
  /// random tag in the names and headers of its files.
  ///
  /// - Parameter maximumSegments: how many segments may be left, at least 1.
  /// - Returns: how many segments there are now.
  /// - Throws: `IndexError`; the index is then as it was.
  @discardableResult
  public func merge(maximumSegments: Int = 1) throws -> Int {
    guard maximumSegments >= 1 else {
      throw IndexError(code: .badArgument, message: "At least one segment must be left.")
    }
    return try update { writer in try writer.merge(atMost: maximumSegments) }
  }

  /// A view of the index as of its last commit, which later commits do not disturb.
  ///
  /// Costs little, whatever the size of the index: files are mapped, and only their checksums are
  /// read, 1/512 of them.
  public func searcher() throws -> Searcher {
    try withIndexErrors {
      guard let snapshot = try Snapshot.last(in: path, fileSystem: fileSystem) else {
        throw try SearchIndex.missing(path, fileSystem)
      }
      return Searcher(snapshot)
    }
  }
}
