import TansakuStorage

/// Writes a dictionary from terms that come in the order of their keys.
struct TermsWriter {
  private let file: CheckedFileWriter
  private var block = ByteWriter()
  private var index = ByteWriter()
  private var keys = ByteWriter()
  private var lastKey: [UInt8] = []
  private var entriesInBlock = 0
  private var lastPostings: UInt64 = 0
  private var lastPositions: UInt64 = 0
  private var termCount: UInt64 = 0
  private var blockCount: UInt64 = 0

  init(_ path: String, tag: FileTag = .none, fileSystem: any FileSystem) throws {
    file = try CheckedFileWriter(
      path, kind: TermsFormat.kind, tag: tag, fileSystem: fileSystem)
  }

  /// Adds a term, whose key must be greater than the last one's.
  mutating func add(_ key: UnsafeRawBufferPointer, _ info: TermInfo) throws {
    assert(termCount == 0 || lastKey.lexicographicallyPrecedes(key), "terms out of order")
    if entriesInBlock == 0 { try beginBlock(key) } else { append(key) }
    append(info)
    lastKey.removeAll(keepingCapacity: true)
    lastKey.append(contentsOf: key)
    termCount += 1
    entriesInBlock += 1
    if entriesInBlock == TermsFormat.blockSize { try endBlock() }
  }

  private mutating func beginBlock(_ key: UnsafeRawBufferPointer) throws {
    guard let start = UInt32(exactly: file.position), let keyStart = UInt32(exactly: keys.count)
    else {
      throw IndexError(
        code: .segmentTooLarge,
        message:
          "The dictionary of one segment would pass 4 GiB. Let the update use less memory, so "
          + "that segments become smaller.")
    }
    index.appendFixed32(keyStart)
    index.appendFixed32(start)
    keys.append(contentsOf: key)
    blockCount += 1
    lastPostings = 0
    lastPositions = 0
  }

  /// Appends what tells a key from the last one.
  private mutating func append(_ key: UnsafeRawBufferPointer) {
    let shared = lastKey.withUnsafeBytes { TermsWriter.sharedLength($0, key) }
    if let step = step(to: key, shared: shared) {
      if step < TermsFormat.wideStep {
        block.append(UInt8(step))
        return
      }
      let wide = step - TermsFormat.wideStep
      let first = TermsFormat.wideStep + wide >> 8
      if first < TermsFormat.spelledOut {
        block.append(UInt8(first))
        block.append(UInt8(truncatingIfNeeded: wide))
        return
      }
    }
    let added = key.count - shared
    if TermsFormat.spelledOut + added < 0xFF {
      block.append(UInt8(TermsFormat.spelledOut + added))
    } else {
      block.append(0xFF)
      block.appendVarint(UInt64(added))
    }
    block.appendVarint(UInt64(shared))
    block.append(contentsOf: UnsafeRawBufferPointer(rebasing: key[shared...]))
  }

  /// How many bytes two keys begin with in common.
  private static func sharedLength(
    _ one: UnsafeRawBufferPointer, _ other: UnsafeRawBufferPointer
  ) -> Int {
    let limit = min(one.count, other.count)
    var shared = 0
    while shared < limit, one[shared] == other[shared] { shared &+= 1 }
    return shared
  }

  /// By how much the last character of the last key, with so many bytes in common, must be raised,
  /// less one, to make the next key; nil where they differ in more.
  private func step(to key: UnsafeRawBufferPointer, shared: Int) -> Int? {
    lastKey.withUnsafeBytes { last in
      guard let from = LastCharacter(of: last), let to = LastCharacter(of: key),
        from.start == to.start, from.start <= shared, from.scalar < to.scalar
      else { return nil }
      return Int(to.scalar - from.scalar) - 1
    }
  }

  private mutating func append(_ info: TermInfo) {
    let more = info.totalFrequency - UInt64(info.documentFrequency)
    block.appendVarint(
      (UInt64(info.documentFrequency) - 1) * 4 + (more > 0 ? 2 : 0) + (info.hasPositions ? 1 : 0))
    if more > 0 { block.appendVarint(more) }
    switch info.postings {
    case .single(let document):
      block.appendVarint(UInt64(document))
    case .offset(let offset):
      block.appendVarint(offset - lastPostings)
      lastPostings = offset
    }
    switch info.positions {
    case .none, .small: break
    case .single(let position):
      block.appendVarint(UInt64(position))
    case .offset(let offset):
      block.appendVarint(offset - lastPositions)
      lastPositions = offset
    }
  }

  private mutating func endBlock() throws {
    try file.write(block)
    block.removeAll(keepingCapacity: true)
    entriesInBlock = 0
  }

  /// Writes what is left and makes the file durable.
  ///
  /// Returns the checksum of its footer.
  mutating func finish() throws -> UInt64 {
    if entriesInBlock > 0 { try endBlock() }
    try file.align(to: 8)
    let indexStart = file.position
    try file.write(index)
    let keysStart = file.position
    try file.write(keys)
    var trailer = ByteWriter()
    let keysEnd = file.position
    for number in [termCount, blockCount, UInt64(indexStart), UInt64(keysStart), UInt64(keysEnd)] {
      trailer.appendFixed64(number)
    }
    try file.write(trailer)
    return try file.finish()
  }

  /// Gives up and removes the file.
  func abandon() { file.abandon() }
}
