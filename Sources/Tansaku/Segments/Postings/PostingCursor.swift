import TansakuStorage

/// Stands for the end of the postings: greater than every document's number.
let endOfPostings = UInt32.max

/// Walks the postings of one term in increasing order of documents.
///
/// A new cursor stands before the first posting, at document 0 of nothing: call `advance` or `seek`
/// first. After the last posting `document` is ``endOfPostings``, and stays so.
///
/// A final class over raw memory: what runs per posting must be neither generic across modules nor
/// behind an existential. Bytes are checked against their checksum when a block is first touched;
/// where they are damaged the cursor ends and tells the `DamageReport`, which whoever answers from
/// the cursor asks before answering.
final class PostingCursor {
  /// The document that the cursor stands on.
  private(set) var document: UInt32 = 0
  /// How many documents the term has.
  let count: Int

  private let file: CheckedFile?
  private let start: Int
  private let damage: DamageReport?
  /// The documents and frequencies of the block at hand; `PostingsFormat.blockSize` of each, or all
  /// of them for a list made in memory.
  private let documents: UnsafeMutablePointer<UInt32>
  private let frequencies: UnsafeMutablePointer<UInt32>
  /// How many postings the block at hand has, and which of them the cursor stands on.
  private var held = 0
  private var at = -1

  private let entries: UnsafeRawBufferPointer
  private let entrySize: Int
  private let entryCount: Int
  private let blocksStart: Int
  /// The block at hand; -1 before the first.
  private var block = -1
  private let positions: PositionCursor?

  /// A cursor over the postings of a term in a file.
  ///
  /// - Parameters:
  ///   - file: the segment's postings.
  ///   - start: where the term's begin.
  ///   - count: how many documents the term has, at least two.
  ///   - hasPositions: whether the term's positions are kept.
  ///   - positions: the term's positions, where they are wanted.
  ///   - damage: whom to tell of damaged bytes.
  init(
    file: CheckedFile, start: Int, count: Int, hasPositions: Bool, positions: PositionCursor?,
    damage: DamageReport
  ) throws {
    self.file = file
    self.start = start
    self.count = count
    self.positions = positions
    self.damage = damage
    entrySize = PostingsFormat.entrySize(hasPositions: hasPositions)
    entryCount = PostingsFormat.entryCount(documents: count)
    blocksStart = entryCount * entrySize
    entries = try file.bytes(start..<start + blocksStart)
    documents = .allocate(capacity: PostingsFormat.blockSize)
    frequencies = .allocate(capacity: PostingsFormat.blockSize)
  }

  /// A cursor over postings made in memory, increasing in their documents.
  init(documents list: [UInt32], frequencies counts: [UInt32], positions: PositionCursor? = nil) {
    entries = UnsafeRawBufferPointer(start: nil, count: 0)
    count = list.count
    file = nil
    start = 0
    damage = nil
    self.positions = positions
    entrySize = 0
    entryCount = 0
    blocksStart = 0
    documents = .allocate(capacity: max(list.count, 1))
    frequencies = .allocate(capacity: max(list.count, 1))
    documents.initialize(from: list, count: list.count)
    frequencies.initialize(from: counts, count: list.count)
    held = list.count
    block = 0
  }

  deinit {
    documents.deallocate()
    frequencies.deallocate()
  }

  /// How often the term occurs in the document at hand.
  var frequency: UInt32 { frequencies[at] }

  /// Moves to the next posting.
  @inline(__always)
  func advance() {
    at += 1
    if at < held { document = documents[at] } else { advanceToNextBlock() }
  }

  /// Moves to the first posting at or after `target`; stays where it is if it stands there.
  ///
  /// Behaves as `while document < target { advance() }` on a cursor that has advanced, but skips
  /// whole blocks.
  @inline(__always)
  func seek(_ target: UInt32) {
    if at >= 0, document >= target { return }
    seekFurther(target)
  }

  @inline(never)
  private func seekFurther(_ target: UInt32) {
    if document == endOfPostings { return }
    if entryCount > 0, block < 0 || lastDocument(of: block) < target {
      skipBlocks(to: target)
      if document == endOfPostings { return }
    } else if block < 0 {
      loadBlock(0)
    }
    at = max(at, 0)
    while at < held, documents[at] < target { at += 1 }
    if at < held { document = documents[at] } else { advanceToNextBlock() }
  }

  /// Loads the first block that reaches `target`, galloping over the entries.
  private func skipBlocks(to target: UInt32) {
    var low = block + 1
    var step = 1
    while low + step < entryCount, lastDocument(of: low + step - 1) < target {
      low += step
      step *= 2
    }
    var high = min(low + step, entryCount)
    while low < high {
      let middle = (low + high) / 2
      if lastDocument(of: middle) < target { low = middle + 1 } else { high = middle }
    }
    if low < entryCount { loadBlock(low) } else { finish() }
  }

  private func advanceToNextBlock() {
    let next = block + 1
    guard next < max(entryCount, 1), held > 0 || next == 0 else { return finish() }
    loadBlock(next)
    at = 0
    document = documents[0]
  }

  private func finish() {
    document = endOfPostings
    at = held
  }

  private func lastDocument(of block: Int) -> UInt32 { entryNumber(block, 0) }

  private func end(of block: Int) -> Int { Int(entryNumber(block, 4)) }

  private func entryNumber(_ block: Int, _ offset: Int) -> UInt32 {
    UInt32(
      littleEndian: entries.loadUnaligned(
        fromByteOffset: block * entrySize + offset, as: UInt32.self))
  }

  private func loadBlock(_ number: Int) {
    held = 0
    at = -1
    block = number
    guard let bytes = checkedBytes(of: number) else { return finish() }
    let before = number == 0 ? 0 : lastDocument(of: number - 1)
    held = min(PostingsFormat.blockSize, count - number * PostingsFormat.blockSize)
    if held == PostingsFormat.blockSize {
      unpackBlock(bytes, after: before)
    } else {
      readTail(bytes, after: before)
    }
    if entryCount > 0, let positions {
      positions.moveToBlock(
        occurrences: Int(entryNumber(number, 12)), offset: Int(entryNumber(number, 16)))
    }
  }

  /// The bytes of a block; nil where they are damaged.
  private func checkedBytes(of number: Int) -> UnsafeRawBufferPointer? {
    guard let file else { return nil }
    let blocks = start + blocksStart
    let first = blocks + (number == 0 ? 0 : end(of: number - 1))
    // A tail alone has no entry to say where it ends; two varints of at most 5 bytes a posting.
    let last =
      entryCount > 0 ? blocks + end(of: number) : min(first + count * 10, file.count)
    guard first <= last else {
      damage?.record(
        StorageError(
          .corrupt, "The postings contradict themselves. Build the index again.",
          file: file.path, offset: first))
      return nil
    }
    do {
      return try file.bytes(first..<last)
    } catch {
      damage?.record(error)
      return nil
    }
  }

  private func unpackBlock(_ bytes: UnsafeRawBufferPointer, after before: UInt32) {
    let documentBits = Int(bytes[0])
    let frequencyBits = Int(bytes[1])
    guard let base = bytes.baseAddress, documentBits <= 32, frequencyBits <= 32,
      bytes.count >= 2 + 16 * (documentBits + frequencyBits)
    else { return finish() }
    BitPacking.unpackDeltas(base + 2, bits: documentBits, base: before, into: documents)
    BitPacking.unpack(base + 2 + 16 * documentBits, bits: frequencyBits, into: frequencies)
    // Frequencies are stored less one; they were at most UInt32.max before.
    for index in 0..<PostingsFormat.blockSize { frequencies[index] &+= 1 }
  }

  private func readTail(_ bytes: UnsafeRawBufferPointer, after before: UInt32) {
    var at = 0
    var last = before
    for index in 0..<held {
      let value = readVarint(bytes, &at)
      last &+= value >> 1
      documents[index] = last
      frequencies[index] = value & 1 == 1 ? 1 : readVarint(bytes, &at)
    }
  }

  /// A varint of at most 33 bits: a document's difference with a bit behind it.
  @inline(__always)
  private func readVarint(_ bytes: UnsafeRawBufferPointer, _ at: inout Int) -> UInt32 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while at < bytes.count, shift < 35 {
      let byte = bytes[at]
      at += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { break }
      shift += 7
    }
    return UInt32(truncatingIfNeeded: value)
  }

  /// Puts the positions of the term in the document at hand into `result`, increasing.
  ///
  /// An occurrence in a title stands twice. Empty for a term without positions.
  func readPositions(into result: inout [UInt32]) {
    result.removeAll(keepingCapacity: true)
    guard let positions, at >= 0, at < held else { return }
    var before = 0
    for index in 0..<at { before += Int(frequencies[index]) }
    positions.read(Int(frequencies[at]), skipping: before, into: &result)
  }
}
