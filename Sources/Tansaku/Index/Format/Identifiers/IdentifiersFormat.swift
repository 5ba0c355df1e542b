import TansakuStorage

/// The id of every document by its number, so that a ranking can be told without reading the
/// stored texts.
///
/// ```
/// Identifiers --> Block*, padding to 8, block : u32 *, documents : u64
/// Block       --> Entry{1…16}
/// Entry       --> shared, suffixLength : varint, suffix : byte *
/// ```
///
/// - `shared` is how many bytes the id has in common with the one before it in the block; 0 for the
///   first.
/// - `block` is where a block begins, from the start of the file.
///
/// *Worked example.* The ids `ab` and `ac` are `00 02 61 62 01 01 63` and a zero, the block at 0 as
/// `00 00 00 00`, and 2 documents.
enum IdentifiersFormat {
  static let kind = FileKind(name: "IDEN", version: 1, oldestReadable: 1)
  static let blockSize = 16
  /// The longest id, in bytes of UTF-8.
  static let longest = DocumentLimits.longestIdentifier

  /// How many blocks hold so many ids.
  static func blockCount(documents: Int) -> Int { (documents + blockSize - 1) / blockSize }
}

/// Writes ids one after the other.
struct IdentifiersWriter {
  private let file: CheckedFileWriter
  private var blocks = ByteWriter()
  private var entry = ByteWriter()
  private var last: [UInt8] = []
  private var count = 0

  init(_ path: String, tag: FileTag = .none, fileSystem: any FileSystem) throws {
    file = try CheckedFileWriter(
      path, kind: IdentifiersFormat.kind, tag: tag, fileSystem: fileSystem)
  }

  /// Adds the next document's id.
  mutating func add(_ id: some Collection<UInt8>) throws {
    let bytes = Array(id)
    var shared = 0
    if count % IdentifiersFormat.blockSize == 0 {
      guard let start = UInt32(exactly: file.position) else {
        throw IndexError(
          code: .segmentTooLarge,
          message:
            "The ids of one segment would pass 4 GiB. Let the update use less memory, so that "
            + "segments become smaller.")
      }
      blocks.appendFixed32(start)
    } else {
      let limit = min(last.count, bytes.count)
      while shared < limit, last[shared] == bytes[shared] { shared += 1 }
    }
    entry.removeAll()
    entry.appendVarint(UInt64(shared))
    entry.appendVarint(UInt64(bytes.count - shared))
    bytes.withUnsafeBytes {
      entry.append(contentsOf: UnsafeRawBufferPointer(rebasing: $0[shared...]))
    }
    try file.write(entry)
    last = bytes
    count += 1
  }

  /// Makes the file durable.
  ///
  /// Returns the checksum of its footer.
  mutating func finish() throws -> UInt64 {
    try file.align(to: 8)
    blocks.appendFixed64(UInt64(count))
    try file.write(blocks)
    return try file.finish()
  }

  /// Gives up and removes the file.
  func abandon() { file.abandon() }
}

/// Reads ids by the documents' numbers.
struct IdentifiersReader: Sendable {
  private let file: CheckedFile
  private let count: Int
  /// Where the places of the blocks begin.
  private let index: Int

  /// Opens the ids of a segment of so many documents.
  init(
    _ path: String, documents: Int, seal: FileSeal? = nil, fileSystem: any FileSystem
  ) throws {
    file = try CheckedFile(path, kind: IdentifiersFormat.kind, seal: seal, fileSystem: fileSystem)
    count = documents
    index = file.count - 8 - IdentifiersFormat.blockCount(documents: documents) * 4
    guard index >= 0 else { throw IdentifiersReader.wrongCount(documents, path) }
    var reader = try file.reader(file.count - 8..<file.count)
    guard try reader.readFixed64() == UInt64(documents) else {
      throw IdentifiersReader.wrongCount(documents, path)
    }
  }

  private static func wrongCount(_ documents: Int, _ path: String) -> StorageError {
    StorageError(
      .corrupt, "The file does not hold \(documents) ids. Build the index again.", file: path)
  }

  /// The id of a document.
  ///
  /// Walks through a block of 16 ids at most.
  func id(of document: UInt32) throws -> String {
    guard Int(document) < count else { throw contradiction }
    let bytes = try bytes(ofBlock: Int(document) / IdentifiersFormat.blockSize)
    let text = withUnsafeTemporaryAllocation(
      byteCount: IdentifiersFormat.longest + 8, alignment: 1
    ) { room -> String? in
      var source = VarintSource(bytes)
      var length = 0
      for _ in 0...Int(document) % IdentifiersFormat.blockSize {
        let shared = Int(clamping: source.readVarint())
        let added = Int(clamping: source.readVarint())
        guard !source.isDamaged, shared <= length, added <= source.count,
          shared + added <= IdentifiersFormat.longest
        else { return nil }
        source.readBytes(added, to: room, at: shared)
        length = shared &+ added
      }
      let id = room[..<length]
      // Nearly always; and what has no byte above is valid.
      return id.allSatisfy { $0 < 0x80 }
        ? String(decoding: id, as: UTF8.self) : String(validating: id, as: UTF8.self)
    }
    guard let text else { throw contradiction }
    return text
  }

  /// Calls `body` with the bytes of every id, in the order of the documents.
  func forEach(_ body: ([UInt8]) throws -> Void) throws {
    var id: [UInt8] = []
    for first in stride(from: 0, to: count, by: IdentifiersFormat.blockSize) {
      var reader = ByteReader(try bytes(ofBlock: first / IdentifiersFormat.blockSize))
      for _ in first..<min(first + IdentifiersFormat.blockSize, count) {
        try read(&id, from: &reader)
        try body(id)
      }
    }
  }

  private func bytes(ofBlock block: Int) throws -> UnsafeRawBufferPointer {
    // Where the next block begins stands close behind, and behind the last the number of documents.
    let at = index + block * 4
    let isLast = block + 1 == IdentifiersFormat.blockCount(documents: count)
    let places = try file.bytes(at..<at + 8)
    let start = Int(UInt32(littleEndian: places.loadUnaligned(as: UInt32.self)))
    let end =
      isLast
      ? index
      : Int(UInt32(littleEndian: places.loadUnaligned(fromByteOffset: 4, as: UInt32.self)))
    guard start <= end, end <= index else { throw contradiction }
    return try file.bytes(start..<end)
  }

  /// Reads the next id of a block; `id` is the one before it.
  private func read(_ id: inout [UInt8], from reader: inout ByteReader) throws {
    let shared = try reader.readCount()
    guard shared <= id.count else { throw contradiction }
    id.removeLast(id.count - shared)
    id.append(contentsOf: try reader.readBytes(try reader.readCount()))
  }

  private var contradiction: StorageError {
    StorageError(
      .corrupt, "The ids contradict themselves. Build the index again.", file: file.path,
      offset: index)
  }

  /// Reads every byte of the file and every id.
  func verify() throws {
    try file.verify()
    try forEach { id in
      if String(validating: id, as: UTF8.self) == nil { throw contradiction }
    }
  }
}
