import TansakuStorage

/// The id of every document by its number, so that a ranking can be told without reading the
/// stored texts.
///
/// ```
/// Identifiers --> id : UTF-8 *, padding to 8, end : u64 *, documents : u64
/// ```
///
/// `end` is where a document's id ends, from the start of the file; it begins where the one before
/// it ends.
///
/// *Worked example.* The ids `a` and `bc` are `61 62 63`, five zeros, the ends 1 and 3, and 2.
enum IdentifiersFormat {
  static let kind = FileKind(name: "IDEN", version: 1, oldestReadable: 1)
}

/// Writes ids one after the other.
struct IdentifiersWriter {
  private let file: CheckedFileWriter
  private var ends = ByteWriter()
  private var count: UInt64 = 0

  init(_ path: String, fileSystem: any FileSystem) throws {
    file = try CheckedFileWriter(path, kind: IdentifiersFormat.kind, fileSystem: fileSystem)
  }

  /// Adds the next document's id.
  mutating func add(_ id: String) throws {
    try Array(id.utf8).withUnsafeBytes { try file.write($0) }
    ends.appendFixed64(UInt64(file.position))
    count += 1
  }

  /// Makes the file durable. Returns its length in bytes.
  mutating func finish() throws -> Int {
    try file.align(to: 8)
    ends.appendFixed64(count)
    try file.write(ends)
    return try file.finish()
  }

  /// Gives up and removes the file.
  func abandon() { file.abandon() }
}

/// Reads ids by the documents' numbers.
struct IdentifiersReader: Sendable {
  private let file: CheckedFile
  private let count: Int

  /// Opens the ids of a segment of so many documents.
  init(_ path: String, documents: Int, fileSystem: any FileSystem) throws {
    file = try CheckedFile(path, kind: IdentifiersFormat.kind, fileSystem: fileSystem)
    count = documents
    guard file.count >= 8 + documents * 8,
      try IdentifiersReader.number(at: file.count - 8, of: file) == documents
    else {
      throw StorageError(
        .corrupt, "The file does not hold \(documents) ids. Build the index again.", file: path)
    }
  }

  private static func number(at offset: Int, of file: CheckedFile) throws -> Int {
    Int(
      clamping: UInt64(
        littleEndian: try file.bytes(offset..<offset + 8).loadUnaligned(as: UInt64.self)))
  }

  /// The id of a document.
  func id(of document: UInt32) throws -> String {
    let ends = file.count - 8 - count * 8
    let entry = ends + Int(document) * 8
    let end = try IdentifiersReader.number(at: entry, of: file)
    let start = document == 0 ? 0 : try IdentifiersReader.number(at: entry - 8, of: file)
    guard start <= end, end <= ends else {
      throw StorageError(
        .corrupt, "The ids contradict themselves. Build the index again.", file: file.path,
        offset: entry)
    }
    return String(decoding: try file.bytes(start..<end), as: UTF8.self)
  }

  /// Reads every byte of the file and every id.
  func verify() throws {
    try file.verify()
    for document in 0..<count { _ = try id(of: UInt32(document)) }
  }
}
