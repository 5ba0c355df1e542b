import TansakuStorage

/// Stands for the end of the postings: greater than every document's number.
let endOfPostings = UInt32.max

/// Walks the postings of one term in increasing order of documents.
///
/// A new cursor stands before the first posting, at document 0 of nothing: call `advance` or `seek`
/// first. After the last posting `document` is ``endOfPostings``, and stays so.
///
/// A final class over raw memory: what runs per posting must be neither generic across modules nor
/// behind an existential. The bytes belong to the segment, which the cursor keeps alive.
final class PostingCursor {
  /// The document that the cursor stands on.
  private(set) var document: UInt32 = 0
  /// How many documents the term has.
  let count: Int

  private let owner: AnyObject?
  /// The documents and frequencies of the block at hand; `PostingsFormat.blockSize` of each, or all
  /// of them for a list made in memory.
  private let documents: UnsafeMutablePointer<UInt32>
  private let frequencies: UnsafeMutablePointer<UInt32>
  /// How many postings the block at hand has, and which of them the cursor stands on.
  private var held = 0
  private var at = -1

  private let bytes: UnsafeRawBufferPointer
  private let entrySize: Int
  private let entryCount: Int
  private let blocksStart: Int
  /// The block at hand; -1 before the first.
  private var block = -1
  private let positions: PositionCursor?

  /// A cursor over postings in a file.
  ///
  /// - Parameters:
  ///   - bytes: the file from the term's postings on, already checked as far as they reach.
  ///   - count: how many documents the term has, at least two.
  ///   - positions: the term's positions, where they are kept.
  ///   - owner: what keeps `bytes` in memory.
  init(
    bytes: UnsafeRawBufferPointer, count: Int, positions: PositionCursor?, hasPositions: Bool,
    owner: AnyObject
  ) {
    self.bytes = bytes
    self.count = count
    self.owner = owner
    self.positions = positions
    entrySize = PostingsFormat.entrySize(hasPositions: hasPositions)
    entryCount = PostingsFormat.entryCount(documents: count)
    blocksStart = entryCount * entrySize
    documents = .allocate(capacity: PostingsFormat.blockSize)
    frequencies = .allocate(capacity: PostingsFormat.blockSize)
  }

  /// A cursor over postings made in memory, increasing in their documents.
  init(documents list: [UInt32], frequencies counts: [UInt32], positions: PositionCursor? = nil) {
    bytes = UnsafeRawBufferPointer(start: nil, count: 0)
    count = list.count
    owner = nil
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

  private func lastDocument(of block: Int) -> UInt32 {
    UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: block * entrySize, as: UInt32.self))
  }

  private func end(of block: Int) -> Int {
    Int(
      UInt32(
        littleEndian: bytes.loadUnaligned(
          fromByteOffset: block * entrySize + 4, as: UInt32.self)))
  }

  private func loadBlock(_ number: Int) {
    let start = blocksStart + (number == 0 ? 0 : end(of: number - 1))
    let before = number == 0 ? 0 : lastDocument(of: number - 1)
    held = min(PostingsFormat.blockSize, count - number * PostingsFormat.blockSize)
    block = number
    at = -1
    if held == PostingsFormat.blockSize { unpackBlock(start, after: before) } else {
      readTail(start, after: before)
    }
    guard let positions else { return }
    if entryCount > 0 {
      let entry = number * entrySize
      positions.moveToBlock(
        occurrences: Int(
          UInt32(
            littleEndian: bytes.loadUnaligned(fromByteOffset: entry + 12, as: UInt32.self))),
        offset: Int(
          UInt32(
            littleEndian: bytes.loadUnaligned(fromByteOffset: entry + 16, as: UInt32.self))))
    }
  }

  private func unpackBlock(_ start: Int, after before: UInt32) {
    guard let base = bytes.baseAddress else { return }
    let documentBits = Int(bytes[start])
    let frequencyBits = Int(bytes[start + 1])
    BitPacking.unpackDeltas(base + start + 2, bits: documentBits, base: before, into: documents)
    BitPacking.unpack(
      base + start + 2 + 16 * documentBits, bits: frequencyBits, into: frequencies)
    // Frequencies are stored less one; they were at most UInt32.max before.
    for index in 0..<PostingsFormat.blockSize { frequencies[index] &+= 1 }
  }

  private func readTail(_ start: Int, after before: UInt32) {
    var at = start
    var last = before
    for index in 0..<held {
      let value = readVarint(&at)
      last &+= UInt32(truncatingIfNeeded: value >> 1)
      documents[index] = last
      frequencies[index] = value & 1 == 1 ? 1 : UInt32(truncatingIfNeeded: readVarint(&at))
    }
  }

  /// The bytes were checked against their checksum, so that what the writer wrote is there; the
  /// buffer's own bounds still hold.
  @inline(__always)
  private func readVarint(_ at: inout Int) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { break }
      shift += 7
      if shift > 63 { break }
    }
    return value
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
