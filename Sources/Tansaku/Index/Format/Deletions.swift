import TansakuStorage

/// Which documents of a segment are deleted, as of one commit.
///
/// ```
/// Deletions --> count : u64, word : u64 *
/// ```
///
/// Bit `d % 64` of word `d / 64` is set where document `d` is deleted; `count` is how many are.
///
/// *Worked example.* `02 00 00 00 00 00 00 00 05 00 00 00 00 00 00 00` deletes documents 0 and 2.
struct Deletions: Sendable, Equatable {
  static let kind = FileKind(name: "DELS", version: 1, oldestReadable: 1)

  private var words: [UInt64]
  /// How many documents are deleted.
  private(set) var count = 0

  /// No deletions among so many documents.
  init(count documents: Int) {
    words = [UInt64](repeating: 0, count: (documents + 63) / 64)
  }

  /// Reads a file of deletions.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - documents: how many documents the segment has.
  ///   - deleted: how many of them must be deleted.
  ///   - seal: the seal that the file must have; nil if nobody has kept it.
  ///   - fileSystem: where the file is.
  /// - Throws: `StorageError`.
  init(
    reading path: String, count documents: Int, deleted: Int? = nil, seal: FileSeal? = nil,
    fileSystem: any FileSystem
  ) throws {
    self.init(count: documents)
    let file = try CheckedFile(path, kind: Deletions.kind, seal: seal, fileSystem: fileSystem)
    var reader = try file.reader(0..<file.count)
    let told = Int(clamping: try reader.readFixed64())
    guard reader.remaining == words.count * 8 else {
      throw reader.error("The deletions are those of another segment.")
    }
    for index in words.indices {
      words[index] = try reader.readFixed64()
      count += words[index].nonzeroBitCount
    }
    guard count == told, deleted ?? count == count else {
      throw reader.error("The count of deletions is wrong.")
    }
    if let last = words.last, documents % 64 != 0, last >> UInt64(documents % 64) != 0 {
      throw reader.error("A document is deleted that the segment does not have.")
    }
  }

  /// Writes the file and makes it durable.
  ///
  /// Returns the checksum of its footer.
  func write(
    to path: String, tag: FileTag = .none, fileSystem: any FileSystem
  ) throws -> UInt64 {
    var bytes = ByteWriter()
    append(to: &bytes)
    let file = try CheckedFileWriter(
      path, kind: Deletions.kind, tag: tag, fileSystem: fileSystem)
    do {
      try file.write(bytes)
      return try file.finish()
    } catch {
      file.abandon()
      throw error
    }
  }

  /// Appends the bytes of the format.
  func append(to bytes: inout ByteWriter) {
    bytes.appendFixed64(UInt64(count))
    for word in words { bytes.appendFixed64(word) }
  }

  /// Whether a document is deleted.
  @inline(__always)
  func contains(_ document: UInt32) -> Bool {
    words[Int(document >> 6)] & 1 << UInt64(document & 63) != 0
  }

  /// How many of the documents before this one are not deleted: its number among those that are not.
  ///
  /// - Complexity: a look at each 64 documents before it.
  func livingCount(before document: UInt32) -> UInt32 {
    let word = Int(document >> 6)
    let deleted = words[..<word].reduce(0) { $0 + $1.nonzeroBitCount }
    let rest = word < words.count ? words[word] & (1 << UInt64(document & 63) - 1) : 0
    return document - UInt32(deleted + rest.nonzeroBitCount)
  }

  /// Deletes a document.
  ///
  /// Returns false where it was deleted before.
  @discardableResult
  mutating func insert(_ document: UInt32) -> Bool {
    if contains(document) { return false }
    words[Int(document >> 6)] |= 1 << UInt64(document & 63)
    count += 1
    return true
  }
}
