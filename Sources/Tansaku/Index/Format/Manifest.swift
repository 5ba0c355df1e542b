import TansakuStorage

/// What a commit consists of: the one file that a reader begins with and a writer replaces last.
///
/// ```
/// Manifest  --> generation : varint, analyses, segments, aliases
/// analyses  --> count : varint, (length : varint, UTF-8)*
/// segments  --> count : varint, Segment*
/// Segment   --> tag : 16 bytes, documents, deleted, totalLength : varint, checksum : u64 {6}, Deletions?
/// Deletions --> generation : varint, checksum : u64
/// aliases   --> length : varint, UTF-8
/// ```
///
/// - `generation` counts the commits.
/// - `analyses` name the ways in which the texts were cut and folded (`AnalysisVersion`): one,
///   unless ICU or our tables changed between commits.
/// - `tag` names the segment's files, all of which have it in their headers.
/// - `checksum` is that of a file's footer, in the order terms, postings, positions, norms, stored,
///   identifiers. With the tag it is the file's seal (`FileSeal`): opening compares it, so that no file
///   of another index, segment or commit is taken for the one that the commit was made with.
/// - `Deletions` is there if `deleted` is not 0: the commit that wrote the file, and its checksum.
/// - `aliases` is the text of the user's aliases (`Aliases.description`), empty if there are none.
///   Every document of the index was analyzed with them.
///
/// *Worked example.*
///
/// ```
/// 03  01 01 78  01
/// 00 11 22 33 44 55 66 77 88 99 AA BB CC DD EE FF  0A 01 64
/// 01 00 00 00 00 00 00 00  02 00 00 00 00 00 00 00  03 00 00 00 00 00 00 00
/// 04 00 00 00 00 00 00 00  05 00 00 00 00 00 00 00  06 00 00 00 00 00 00 00
/// 03  07 00 00 00 00 00 00 00
/// 04 61 7C 62 0A
/// ```
///
/// The third commit, one analysis `x`, one segment with the tag `00112233445566778899aabbccddeeff`: ten
/// documents, one of them deleted, 100 full widths in all (see `NormsFormat`), files with the checksums
/// 1 to 6; its deletions were written by commit 3 and have the checksum 7; `a` and `b` mean the same.
struct Manifest: Equatable, Sendable {
  static let kind = FileKind(name: "MANI", version: 3, oldestReadable: 3)
  static let name = "tansaku-manifest"

  var generation: UInt64 = 0
  var analyses: [String] = []
  var segments: [SegmentInfo] = []
  var aliases = ""

  /// The manifest of an index without documents.
  init() {}

  /// The bytes of the format.
  func encoded() -> ByteWriter {
    var bytes = ByteWriter()
    bytes.appendVarint(generation)
    bytes.appendVarint(UInt64(analyses.count))
    for analysis in analyses { bytes.appendString(analysis) }
    bytes.appendVarint(UInt64(segments.count))
    for segment in segments {
      bytes.append(segment.tag)
      bytes.appendVarint(UInt64(segment.documentCount))
      bytes.appendVarint(UInt64(segment.deletedCount))
      bytes.appendVarint(segment.totalLength)
      for part in SegmentFiles.Part.allCases { bytes.appendFixed64(segment.checksums[part]) }
      if let deletions = segment.deletions {
        bytes.appendVarint(deletions.generation)
        bytes.appendFixed64(deletions.checksum)
      }
    }
    bytes.appendString(aliases)
    return bytes
  }

  /// Reads the bytes of the format, to their end, and refuses what cannot be true.
  init(decoding reader: inout ByteReader) throws(StorageError) {
    generation = try reader.readVarint()
    for _ in 0..<(try reader.readCount()) { analyses.append(try reader.readString()) }
    for _ in 0..<(try reader.readCount()) { segments.append(try SegmentInfo(decoding: &reader)) }
    aliases = try reader.readString()
    guard reader.isAtEnd else { throw reader.error("Bytes follow the end of the manifest.") }
    if let contradiction { throw reader.error(contradiction) }
  }

  /// Reads the manifest in a folder; nil if there is none.
  init?(in directory: String, fileSystem: any FileSystem) throws {
    let path = "\(directory)/\(Manifest.name)"
    guard try fileSystem.exists(path) else { return nil }
    let file = try CheckedFile(path, kind: Manifest.kind, fileSystem: fileSystem)
    var reader = try file.reader(0..<file.count)
    try self.init(decoding: &reader)
  }

  /// Replaces the manifest in a folder: the moment at which a commit happens.
  ///
  /// - Throws: `IndexError` for a manifest that no reader would take, and what the disk says.
  func write(in directory: String, fileSystem: any FileSystem) throws {
    let path = "\(directory)/\(Manifest.name)"
    if let contradiction {
      throw IndexError(
        code: .tooLarge,
        message: "The commit cannot be made, and the last one stands: \(contradiction)", file: path)
    }
    try replaceAtomically(path, with: encoded(), kind: Manifest.kind, fileSystem: fileSystem)
  }

  /// The names of all files that belong to the commit.
  var fileNames: Set<String> {
    var names: Set<String> = [Manifest.name]
    for segment in segments { names.formUnion(segment.sealedFiles.map(\.name)) }
    return names
  }
}

extension SegmentInfo {
  /// Reads what a manifest says of a segment.
  fileprivate init(decoding reader: inout ByteReader) throws(StorageError) {
    tag = try reader.readTag()
    let documents = try reader.readVarint()
    let deleted = try reader.readVarint()
    guard let documentCount = UInt32(exactly: documents),
      let deletedCount = UInt32(exactly: deleted)
    else {
      throw reader.error("A segment has \(documents) documents, \(deleted) of them deleted.")
    }
    self.documentCount = documentCount
    self.deletedCount = deletedCount
    totalLength = try reader.readVarint()
    checksums = SegmentChecksums()
    for part in SegmentFiles.Part.allCases { checksums[part] = try reader.readFixed64() }
    deletions =
      deletedCount == 0
      ? nil
      : DeletionsInfo(
        generation: try reader.readVarint(), checksum: try reader.readFixed64())
  }
}
