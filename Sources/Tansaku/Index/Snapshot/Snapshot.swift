import Synchronization
import TansakuStorage
import TansakuText

/// What one commit of an index holds, opened to be searched.
///
/// Immutable but for its caches, which change no answer. Threads share it freely.
final class Snapshot: Sendable {
  let segments: [Segment]
  let manifest: Manifest
  let parameters: RankingParameters
  let bm25: BM25
  /// The names that mean the same in the index; nil if there are none.
  let aliases: Aliases?
  /// Analyzers that no search uses now, kept because one cannot serve two threads at once and because
  /// its tables are worth keeping.
  private let analyzers = Mutex<[AnalyzerBox]>([])

  /// Carries an analyzer from thread to thread.
  ///
  /// Sendable because it is taken out of the list before it is used, by one thread at a time.
  private struct AnalyzerBox: @unchecked Sendable { let analyzer: Analyzer }

  /// How many documents are in each writing system.
  let populations = PopulationSizes()
  /// Unions that queries asked for lately.
  let unions = UnionCache()
  /// Facts by document, of those that were asked for lately.
  let columns = ColumnCache()
  /// Titles in the order of some languages.
  let titles = TitleKeyCache()

  init(segments: [Segment], manifest: Manifest, parameters: RankingParameters = .standard) throws {
    self.segments = segments
    self.manifest = manifest
    self.parameters = parameters
    aliases = try Aliases(of: manifest)
    bm25 = BM25(
      parameters: parameters,
      documentCount: segments.reduce(0) { $0 + Int($1.info.documentCount) },
      totalLength: segments.reduce(0) { $0 + $1.info.totalLength })
  }

  /// How many documents there are.
  var documentCount: Int {
    segments.reduce(0) { $0 + Int($1.info.documentCount) - Int($1.info.deletedCount) }
  }

  /// Where the document with an id is; nil if there is none.
  func place(of id: String) throws -> DocumentPlace? {
    for (number, segment) in segments.enumerated().reversed() {
      if let document = try segment.find(id: id) {
        return DocumentPlace(segment: number, document: document)
      }
    }
    return nil
  }

  /// The stored document at a place, as it was given.
  func document(at place: DocumentPlace) throws -> Document {
    try segments[place.segment].stored.document(place.document)
  }

  /// Lends an analyzer to `body`.
  func withAnalyzer<Result>(_ body: (Analyzer) throws -> Result) throws -> Result {
    let idle = analyzers.withLock { $0.popLast() }
    let box = try idle ?? AnalyzerBox(analyzer: Analyzer(aliases: aliases?.table))
    defer { analyzers.withLock { $0.append(box) } }
    return try body(box.analyzer)
  }
}

extension Snapshot {
  /// The last commit of the index in a folder; nil if the folder holds no commit.
  ///
  /// Costs little, whatever the size of the index: files are mapped, and only their checksums are
  /// read, 1/512 of them.
  ///
  /// - Throws: `StorageError` or `IndexError` if the index cannot be opened.
  static func last(in path: String, fileSystem: any FileSystem) throws -> Snapshot? {
    while true {
      guard let manifest = try Manifest(in: path, fileSystem: fileSystem) else { return nil }
      do {
        let segments = try manifest.segments.map {
          try Segment($0, in: path, fileSystem: fileSystem)
        }
        return try Snapshot(segments: segments, manifest: manifest)
      } catch let error as StorageError where error.code == .notFound {
        // A writer may have replaced the commit, and removed its files, since it was read.
        let now = try Manifest(in: path, fileSystem: fileSystem)
        if now?.generation == manifest.generation {
          throw StorageError(
            .corrupt, "A file of the index is missing. Build the index again.",
            cause: error.cause, file: error.file)
        }
      }
    }
  }
}
