import TansakuStorage

/// What the manifest knows of a segment.
struct SegmentInfo: Equatable, Sendable {
  /// The segment's tag, which its files have in their names and headers.
  var tag: FileTag
  /// How many documents it was written with, the deleted ones included.
  var documentCount: UInt32
  /// How many of them are deleted.
  var deletedCount: UInt32 = 0
  /// The sum of its documents' lengths in full widths: see `NormsFormat`.
  var totalLength: UInt64
  /// The checksums of its files' footers.
  var checksums: SegmentChecksums
  /// Its file of deletions; nil if no document is deleted.
  var deletions: DeletionsInfo?

  var files: SegmentFiles { SegmentFiles(tag: tag) }

  /// The seal that one of its files must have.
  func seal(_ part: SegmentFiles.Part) -> FileSeal {
    FileSeal(tag: tag, checksum: checksums[part])
  }
}

/// What the manifest knows of a segment's file of deletions.
struct DeletionsInfo: Equatable, Sendable {
  /// The commit that wrote it.
  var generation: UInt64
  /// The checksum of its footer.
  var checksum: UInt64
}

/// The checksums of the footers of a segment's files.
struct SegmentChecksums: Equatable, Sendable {
  private var values = [UInt64](repeating: 0, count: SegmentFiles.Part.allCases.count)

  /// Zeros, to be replaced.
  init() {}

  subscript(part: SegmentFiles.Part) -> UInt64 {
    get { values[part.rawValue] }
    set { values[part.rawValue] = newValue }
  }
}

/// A file of a segment with all that is known of it beforehand.
struct SealedFile {
  let name: String
  let kind: FileKind
  let seal: FileSeal
}

extension SegmentInfo {
  /// All files of the segment as of the commit.
  var sealedFiles: [SealedFile] {
    var files = SegmentFiles.Part.allCases.map {
      SealedFile(name: self.files.name($0), kind: $0.kind, seal: seal($0))
    }
    if let deletions {
      files.append(
        SealedFile(
          name: self.files.deletions(deletions.generation), kind: Deletions.kind,
          seal: FileSeal(tag: tag, checksum: deletions.checksum)))
    }
    return files
  }
}
