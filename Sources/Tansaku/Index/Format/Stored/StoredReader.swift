import TansakuStorage

/// Reads stored documents by their numbers.
struct StoredReader: Sendable {
  private let file: CheckedFile
  private let blocks: Int
  private let blocksEnd: Int
  private let indexStart: Int
  /// How many documents there are.
  let count: Int

  /// Opens the stored documents of a segment of so many; of however many if that is nil.
  init(
    _ path: String, documents: Int?, seal: FileSeal? = nil, fileSystem: any FileSystem
  ) throws {
    file = try CheckedFile(path, kind: StoredFormat.kind, seal: seal, fileSystem: fileSystem)
    guard file.count >= StoredFormat.trailerSize else { throw StoredReader.corrupt(file, 0) }
    let trailerStart = file.count - StoredFormat.trailerSize
    var reader = try file.reader(trailerStart..<file.count)
    count = Int(clamping: try reader.readFixed64())
    blocks = Int(clamping: try reader.readFixed64())
    blocksEnd = Int(clamping: try reader.readFixed64())
    indexStart = Int(clamping: try reader.readFixed64())
    guard count == documents ?? count, count <= Int(Manifest.mostDocuments),
      blocks <= file.count / StoredFormat.entrySize, blocksEnd >= 0,
      indexStart >= blocksEnd, indexStart <= file.count,
      indexStart + blocks * StoredFormat.entrySize == trailerStart
    else { throw StoredReader.corrupt(file, trailerStart) }
  }

  private static func corrupt(_ file: CheckedFile, _ offset: Int) -> StorageError {
    contradiction(file.path, offset)
  }

  private static func contradiction(_ path: String, _ offset: Int) -> StorageError {
    StorageError(
      .corrupt, "The stored documents contradict themselves. Build the index again.",
      file: path, offset: offset)
  }

  /// The document with this number, as it was given.
  ///
  /// Decompresses the block that it is in: some 64 KiB, or one long document.
  func document(_ number: UInt32) throws -> Document {
    let block = try block(of: number)
    var skip = number - (try firstDocument(of: block))
    return try withBlock(block) { reader in
      while skip > 0 {
        try reader.skip(try reader.readCount())
        skip -= 1
      }
      return try StoredFormat.decode(&reader)
    }
  }

  /// The block that a document is in.
  private func block(of number: UInt32) throws -> Int {
    var low = 0
    var high = blocks
    while low < high {
      let middle = (low + high) / 2
      if try firstDocument(of: middle) > number { high = middle } else { low = middle + 1 }
    }
    guard low > 0, Int(number) < count else { throw StoredReader.corrupt(file, indexStart) }
    return low - 1
  }

  /// Calls `body` with the records of some documents in order; of the file only their blocks are
  /// touched, each once.
  ///
  /// - Parameters:
  ///   - numbers: Their numbers, increasing.
  ///   - body: Is given the number and a reader at the document's fields, which end where it does.
  /// - Throws: `StorageError` where the file is damaged, and what `body` throws.
  func forEachRecord(
    of numbers: [UInt32], _ body: (UInt32, inout ByteReader) throws -> Void
  ) throws {
    var at = 0
    while at < numbers.count {
      let block = try block(of: numbers[at])
      var number = try firstDocument(of: block)
      let end = block + 1 < blocks ? try firstDocument(of: block + 1) : UInt32(count)
      guard number <= numbers[at], numbers[at] < end else {
        throw StoredReader.corrupt(file, indexStart)
      }
      try withBlock(block) { reader in
        while at < numbers.count, numbers[at] < end {
          precondition(number <= numbers[at], "Documents are asked for in increasing order")
          while number < numbers[at] {
            try reader.skip(try reader.readCount())
            number += 1
          }
          var record = ByteReader(
            try reader.readBytes(try reader.readCount()), file: file.path,
            fileOffset: try offset(of: block))
          try body(number, &record)
          number += 1
          at += 1
        }
      }
    }
  }

  /// Of some documents those that are in one block with the first of them, by one decompression.
  ///
  /// - Parameter numbers: Their numbers, increasing.
  /// - Returns: The documents in order, at least one.
  /// - Throws: `StorageError` where the file is damaged.
  func documents(of numbers: ArraySlice<UInt32>) throws -> [Document] {
    guard let first = numbers.first else { return [] }
    let block = try block(of: first)
    let end = block + 1 < blocks ? try firstDocument(of: block + 1) : UInt32(clamping: count)
    var documents: [Document] = []
    try forEach(of: Array(numbers.prefix { $0 < end })) { documents.append($1) }
    return documents
  }

  /// Calls `body` with every document in order.
  func forEach(_ body: (UInt32, Document) throws -> Void) throws {
    try forEachBlock { block in
      try block.forEach { number, record in
        try body(number, try document(in: record, of: block))
      }
    }
  }

  /// The document that a record of a block holds.
  func document(in record: UnsafeRawBufferPointer, of block: Block) throws -> Document {
    var reader = ByteReader(record, file: file.path, fileOffset: block.start)
    return try StoredFormat.decodeFields(&reader, end: record.count)
  }

  /// A block of documents as it stands in the file.
  struct Block {
    /// The numbers of its documents.
    let documents: Range<UInt32>
    /// The length of what the frame holds.
    let size: Int
    /// Valid while the reader lives.
    let frame: UnsafeRawBufferPointer
    /// Whether the file may have ended before the block was full.
    let isLast: Bool
    fileprivate let path: String
    fileprivate let start: Int

    /// Calls `body` with the number and the bytes of every document in order.
    func forEach(_ body: (UInt32, UnsafeRawBufferPointer) throws -> Void) throws {
      guard let contents = Compression.decompress(frame, size: size) else { throw contradiction }
      try contents.withUnsafeBytes { contents in
        var reader = ByteReader(contents, file: path, fileOffset: start)
        for number in documents {
          try body(number, try reader.readBytes(try reader.readCount()))
        }
        if !reader.isAtEnd { throw contradiction }
      }
    }

    private var contradiction: StorageError { StoredReader.contradiction(path, start) }
  }

  /// Calls `body` with every block in order.
  func forEachBlock(_ body: (Block) throws -> Void) throws {
    var next: UInt32 = 0
    for block in 0..<blocks {
      let isLast = block + 1 == blocks
      let end = isLast ? UInt32(count) : try firstDocument(of: block + 1)
      guard try firstDocument(of: block) == next, next < end else {
        throw StoredReader.corrupt(file, indexStart)
      }
      let (start, size, frame) = try frame(of: block)
      try body(
        Block(
          documents: next..<end, size: size, frame: frame, isLast: isLast, path: file.path,
          start: start))
      next = end
    }
    if Int(next) != count { throw StoredReader.corrupt(file, indexStart) }
  }

  /// The tag of the segment that the file belongs to.
  var tag: FileTag { file.seal.tag }

  /// Calls `body` with every document in order that can be read, and `lost` with the numbers of those in
  /// each block that cannot.
  ///
  /// - Throws: what `body` throws.
  func forEachReadable(
    _ body: (UInt32, Document) throws -> Void, lost: (Range<UInt32>, any Error) -> Void
  ) throws {
    var next: UInt32 = 0
    for block in 0..<blocks {
      // Without the numbers of its documents a block is lost, and those behind it until one has them.
      guard let first = try? firstDocument(of: block), first >= next,
        let end = block + 1 < blocks ? try? firstDocument(of: block + 1) : UInt32(count),
        first < end, Int(end) <= count
      else { continue }
      if first > next { lost(next..<first, StoredReader.corrupt(file, indexStart)) }
      next = end
      var documents: [Document] = []
      do {
        let (start, size, frame) = try frame(of: block)
        let contents = Block(
          documents: first..<end, size: size, frame: frame, isLast: block + 1 == blocks,
          path: file.path, start: start)
        try contents.forEach { documents.append(try document(in: $1, of: contents)) }
      } catch {
        lost(first..<end, error)
        continue
      }
      for (number, document) in zip(first..<end, documents) { try body(number, document) }
    }
    if Int(next) < count { lost(next..<UInt32(count), StoredReader.corrupt(file, indexStart)) }
  }

  /// Lets the pages that were touched so far go from the process's memory until they are needed.
  func forgetPages() { file.forgetPages() }

  /// Reads every byte of the file and every document.
  func verify() throws {
    try file.verify()
    try forEach { _, _ in }
  }

  private func firstDocument(of block: Int) throws -> UInt32 {
    let at = indexStart + block * StoredFormat.entrySize
    return UInt32(littleEndian: try file.bytes(at..<at + 4).loadUnaligned(as: UInt32.self))
  }

  private func offset(of block: Int) throws -> Int {
    let at = indexStart + block * StoredFormat.entrySize + 8
    return Int(
      clamping: UInt64(littleEndian: try file.bytes(at..<at + 8).loadUnaligned(as: UInt64.self)))
  }

  private func frame(of block: Int) throws -> (
    start: Int, size: Int, frame: UnsafeRawBufferPointer
  ) {
    let start = try offset(of: block)
    let end = block + 1 < blocks ? try offset(of: block + 1) : blocksEnd
    guard start >= 0, start + 4 <= end, end <= blocksEnd else {
      throw StoredReader.corrupt(file, indexStart)
    }
    let bytes = try file.bytes(start..<end)
    let size = Int(UInt32(littleEndian: bytes.loadUnaligned(as: UInt32.self)))
    // Before any room is made for so much.
    guard size <= StoredFormat.mostContents, Compression.canHold(size, inFrameOf: bytes.count - 4)
    else { throw StoredReader.corrupt(file, start) }
    return (start, size, UnsafeRawBufferPointer(rebasing: bytes[4...]))
  }

  private func withBlock<Result>(_ block: Int, _ body: (inout ByteReader) throws -> Result) throws
    -> Result
  {
    let (start, size, frame) = try frame(of: block)
    guard let documents = Compression.decompress(frame, size: size) else {
      throw StoredReader.corrupt(file, start)
    }
    return try documents.withUnsafeBytes { documents in
      var reader = ByteReader(documents, file: file.path, fileOffset: start)
      return try body(&reader)
    }
  }
}
