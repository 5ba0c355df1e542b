import TansakuStorage

/// What a commit consists of: the one file that a reader begins with and a writer replaces last.
///
/// ```
/// Manifest --> generation, nextSegment : varint, analyses, segments, aliases
/// analyses --> count : varint, (length : varint, UTF-8)*
/// segments --> count : varint, Segment*
/// Segment  --> number, documents, deleted, deletionsGeneration, totalLength : varint
/// aliases  --> length : varint, UTF-8
/// ```
///
/// - `generation` counts the commits; `nextSegment` is a number that no segment had yet.
/// - `analyses` name the ways in which the texts were cut and folded (`AnalysisVersion`): one,
///   unless ICU or our tables changed between commits.
/// - `aliases` is the text of the user's aliases (`Aliases.description`), empty where there are none.
///   Every document of the index was analyzed with them. Version 1 did not have them.
///
/// *Worked example.* `03 05 01 01 78 01 04 0A 01 03 64 04 61 7C 62 0A`: the third commit, next segment 5, one
/// analysis `x`, one segment: number 4, ten documents, one of them deleted as of commit 3, 100
/// full widths in all (see `NormsFormat`); `a` and `b` mean the same.
struct Manifest: Equatable, Sendable {
  static let kind = FileKind(name: "MANI", version: 2, oldestReadable: 1)
  static let name = "tansaku-manifest"
  /// The most documents of a segment.
  static let mostDocuments = UInt32.max >> 1

  var generation: UInt64 = 0
  var nextSegment: UInt64 = 1
  var analyses: [String] = []
  var segments: [SegmentInfo] = []
  var aliases = ""

  /// The manifest of an index without documents.
  init() {}

  /// The bytes of the format.
  func encoded() -> ByteWriter {
    var bytes = ByteWriter()
    bytes.appendVarint(generation)
    bytes.appendVarint(nextSegment)
    bytes.appendVarint(UInt64(analyses.count))
    for analysis in analyses { bytes.appendString(analysis) }
    bytes.appendVarint(UInt64(segments.count))
    for segment in segments {
      bytes.appendVarint(segment.number)
      bytes.appendVarint(UInt64(segment.documentCount))
      bytes.appendVarint(UInt64(segment.deletedCount))
      bytes.appendVarint(segment.deletionsGeneration)
      bytes.appendVarint(segment.totalLength)
    }
    bytes.appendString(aliases)
    return bytes
  }

  /// Reads the bytes of a version of the format.
  init(decoding reader: inout ByteReader, version: UInt16 = kind.version) throws(StorageError) {
    generation = try reader.readVarint()
    nextSegment = try reader.readVarint()
    for _ in 0..<(try reader.readCount()) { analyses.append(try reader.readString()) }
    for _ in 0..<(try reader.readCount()) {
      let number = try reader.readVarint()
      let documents = try reader.readVarint()
      let deleted = try reader.readVarint()
      guard documents <= UInt64(Manifest.mostDocuments), deleted <= documents else {
        throw reader.error("A segment has \(documents) documents, \(deleted) of them deleted.")
      }
      // A writer gives the files of a new segment the next number.
      guard number < nextSegment, !segments.contains(where: { $0.number == number }) else {
        throw reader.error(
          "A segment has the number \(number), which is another's or will be given to another.")
      }
      let deletionsGeneration = try reader.readVarint()
      guard (deletionsGeneration == 0) == (deleted == 0) else {
        throw reader.error(
          "A segment has \(deleted) deleted documents as of commit \(deletionsGeneration).")
      }
      segments.append(
        SegmentInfo(
          number: number, documentCount: UInt32(documents), deletedCount: UInt32(deleted),
          deletionsGeneration: deletionsGeneration, totalLength: try reader.readVarint()))
    }
    if version >= 2 { aliases = try reader.readString() }
  }

  /// Reads the manifest in a folder; nil where there is none.
  init?(in directory: String, fileSystem: any FileSystem) throws {
    let path = "\(directory)/\(Manifest.name)"
    guard try fileSystem.exists(path) else { return nil }
    let file = try CheckedFile(path, kind: Manifest.kind, fileSystem: fileSystem)
    var reader = try file.reader(0..<file.count)
    try self.init(decoding: &reader, version: file.version)
    guard reader.isAtEnd else {
      throw reader.error("Behind the manifest \(reader.remaining) bytes are left.")
    }
  }

  /// Replaces the manifest in a folder: the moment at which a commit happens.
  func write(in directory: String, fileSystem: any FileSystem) throws {
    try replaceAtomically(
      "\(directory)/\(Manifest.name)", with: encoded(), kind: Manifest.kind, fileSystem: fileSystem)
  }

  /// The names of all files that belong to the commit.
  var fileNames: Set<String> {
    var names: Set<String> = [Manifest.name]
    for segment in segments {
      names.formUnion(segment.files.all)
      if segment.deletionsGeneration != 0 {
        names.insert(segment.files.deletions(segment.deletionsGeneration))
      }
    }
    return names
  }
}
