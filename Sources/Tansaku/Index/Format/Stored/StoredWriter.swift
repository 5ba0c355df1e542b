import TansakuStorage

/// Writes documents one after the other.
struct StoredWriter {
  private let file: CheckedFileWriter
  /// Made when the first block is to be compressed here.
  private var compressor: Compressor?
  private var block = ByteWriter()
  private var index = ByteWriter()
  private var documents: UInt32 = 0
  private var blockStart: UInt32 = 0
  private var blocks: UInt64 = 0

  init(_ path: String, tag: FileTag = .none, fileSystem: any FileSystem) throws {
    file = try CheckedFileWriter(
      path, kind: StoredFormat.kind, tag: tag, fileSystem: fileSystem)
  }

  /// Whether the next document begins a block.
  var isAtBlockStart: Bool { block.isEmpty }

  /// Adds the next document, as it stands in another file.
  mutating func add(_ record: UnsafeRawBufferPointer) throws {
    documents += 1
    if StoredFormat.append(record, to: &block) { try endBlock() }
  }

  private mutating func endBlock() throws {
    let compressor = try self.compressor ?? Compressor()
    self.compressor = compressor
    let frame = try block.withUnsafeBytes { (bytes: UnsafeRawBufferPointer) throws -> [UInt8] in
      try compressor.compress(bytes, level: StoredFormat.compressionLevel)
    }
    try frame.withUnsafeBytes { try write($0, size: block.count) }
    block.removeAll()
  }

  /// Adds the next block, compressed elsewhere.
  mutating func add(frame: UnsafeRawBufferPointer, size: Int, documents count: Int) throws {
    documents += UInt32(count)
    try write(frame, size: size)
  }

  private mutating func write(_ frame: UnsafeRawBufferPointer, size: Int) throws {
    index.appendFixed32(blockStart)
    index.appendFixed32(0)
    index.appendFixed64(UInt64(file.position))
    guard let size = UInt32(exactly: size) else {
      throw IndexError(
        code: .tooLarge,
        message: "A document with all its facts would pass 4 GiB. Make several documents of it.")
    }
    var head = ByteWriter()
    head.appendFixed32(size)
    try file.write(head)
    try file.write(frame)
    blockStart = documents
    blocks += 1
  }

  /// Writes what is left and makes the file durable.
  ///
  /// Returns the checksum of its footer.
  mutating func finish() throws -> UInt64 {
    if !block.isEmpty { try endBlock() }
    let end = file.position
    try file.align(to: 8)
    let start = file.position
    try file.write(index)
    var trailer = ByteWriter()
    for number in [UInt64(documents), blocks, UInt64(end), UInt64(start)] {
      trailer.appendFixed64(number)
    }
    try file.write(trailer)
    return try file.finish()
  }

  /// Gives up and removes the file.
  func abandon() { file.abandon() }
}
