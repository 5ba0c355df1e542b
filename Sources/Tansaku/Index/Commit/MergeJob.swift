import Synchronization
import TansakuStorage

/// One merge that was decided on: which segments, without which documents, into which files.
///
/// All that the writer must know of the merged segment is known when the merge is decided on, except
/// what is in its files: which documents it has, in which order and so by which numbers. That is why
/// the writer need not wait for it, and why the outcome does not depend on when it runs.
final class MergeJob: Sendable {
  /// One of the segments to be merged.
  struct Source {
    let origin: Origin
    /// The documents that are left out: those that were deleted when the merge was decided on.
    let deletions: Deletions
  }

  /// Where a segment comes from.
  enum Origin {
    case written(SegmentInfo)
    /// Another merge, which runs before this one.
    case merged(MergeJob)
  }

  /// What came of the merge.
  struct Outcome {
    let info: SegmentInfo
    /// The ids of the merged segment.
    let filter: IdentifierFilter
  }

  /// The files of the merged segment.
  let files: SegmentFiles
  private let sources: [Source]
  private let directory: String
  private let fileSystem: any FileSystem
  private let finished = Mutex<Outcome?>(nil)

  /// A merge of these segments, in the order in which their documents were added.
  init(
    _ sources: [Source], into files: SegmentFiles, in directory: String,
    fileSystem: any FileSystem
  ) {
    self.sources = sources
    self.files = files
    self.directory = directory
    self.fileSystem = fileSystem
  }

  /// What came of it; nil until it has run.
  var outcome: Outcome? { finished.withLock { $0 } }

  /// Merges; on failure no file is left.
  ///
  /// - Parameter checkpoint: called now and then; what it throws ends the merge.
  /// - Throws: that, what is wrong with the segments, or what the disk says.
  func run(checkpoint: @escaping () throws -> Void) throws {
    let merger = try SegmentMerger(
      try sources.map { source in
        .init(
          segment: try Segment(segment(of: source.origin), in: directory, fileSystem: fileSystem),
          deletions: source.deletions)
      }, checkpoint: checkpoint)
    var filter = IdentifierFilter(count: merger.documentCount)
    let written = try merger.write(files, in: directory, fileSystem: fileSystem) { id in
      filter.insert(IdentifierHash(id))
    }
    finished.withLock { $0 = Outcome(info: written, filter: filter) }
  }

  private func segment(of origin: Origin) throws -> SegmentInfo {
    switch origin {
    case .written(let info): return info
    case .merged(let job):
      guard let outcome = job.outcome else {
        preconditionFailure("merges run in the order in which they were decided on")
      }
      return outcome.info
    }
  }
}
