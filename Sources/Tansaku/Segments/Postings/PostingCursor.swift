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
  private(set) var count: Int
  /// The documents of the block at hand, `held` of them; all of them for a list made in memory.
  let documents: UnsafeMutablePointer<UInt32>
  /// How many postings the block at hand has.
  private(set) var held = 0
  /// Which posting of the block at hand the cursor stands on.
  private(set) var at = -1
  /// The entries of the blocks; empty where the term has but a tail, or is a list in memory.
  private(set) var entries: PostingEntries

  private let file: CheckedFile?
  /// Where the postings were made in memory: what owns it.
  private let list: MemoryPostings?
  private var start: Int
  private let damage: DamageReport?
  private let frequencies: UnsafeMutablePointer<UInt32>
  /// The frequencies of the block at hand until somebody asks for them; nil when they are unpacked.
  private var packedFrequencies: UnsafeRawPointer?
  private var documentBits = 0
  private var frequencyBits = 0
  /// The block at hand; -1 before the first.
  private var block = -1
  private let positions: PositionCursor?
  /// How many documents the segment has: no posting may name another.
  private let documentCount: UInt32

  /// A cursor over the postings of a term in a file.
  ///
  /// - Parameters:
  ///   - file: the segment's postings.
  ///   - start: where the term's begin.
  ///   - count: how many documents the term has, at least two.
  ///   - hasPositions: whether the term's positions are kept.
  ///   - positions: the term's positions, where they are wanted.
  ///   - documentCount: how many documents the segment has.
  ///   - damage: whom to tell of damaged bytes.
  /// - Throws: `StorageError` where the term's entries are damaged.
  init(
    file: CheckedFile, start: Int, count: Int, hasPositions: Bool, positions: PositionCursor?,
    documentCount: UInt32, damage: DamageReport
  ) throws {
    self.file = file
    self.documentCount = documentCount
    list = nil
    self.start = start
    self.count = count
    self.positions = positions
    self.damage = damage
    let size = PostingsFormat.entrySize(hasPositions: hasPositions)
    let entryCount = PostingsFormat.entryCount(documents: count)
    entries = PostingEntries(
      bytes: try file.bytes(start..<start + entryCount * size), size: size, count: entryCount)
    documents = .allocate(capacity: 2 * PostingsFormat.blockSize)
    frequencies = documents + PostingsFormat.blockSize
  }

  /// A cursor over postings made in memory.
  init(_ list: MemoryPostings, positions: PositionCursor? = nil) {
    self.list = list
    entries = PostingEntries(bytes: UnsafeRawBufferPointer(start: nil, count: 0), size: 0, count: 0)
    count = list.count
    file = nil
    start = 0
    damage = nil
    documentCount = endOfPostings
    self.positions = positions
    documents = list.documents
    frequencies = list.frequencies
    held = list.count
    block = 0
  }

  /// Makes a cursor over one term's postings one over another's, without positions.
  func restart(at start: Int, count: Int, hasPositions: Bool) throws {
    guard let file else { return }
    // An offset may be anything; beyond the file there is nothing to add to it.
    let start = min(start, file.count)
    let size = PostingsFormat.entrySize(hasPositions: hasPositions)
    let entryCount = PostingsFormat.entryCount(documents: count)
    entries = PostingEntries(
      bytes: try file.bytes(start..<start + entryCount * size), size: size, count: entryCount)
    self.start = start
    self.count = count
    document = 0
    held = 0
    at = -1
    block = -1
    packedFrequencies = nil
  }

  deinit { if list == nil { documents.deallocate() } }

  /// Moves before the first posting again.
  func rewind() {
    if let list {
      held = list.count
    } else if entries.count > 0 || held == 0 {
      block = -1
      held = 0
      packedFrequencies = nil
    }
    document = 0
    at = -1
  }

  /// How often the term occurs in the document at hand.
  @inline(__always)
  var frequency: UInt32 {
    if packedFrequencies != nil { unpackFrequencies() }
    return frequencies[at]
  }

  /// How often the term occurs in each document of the block at hand.
  @inline(__always)
  var blockFrequencies: UnsafeMutablePointer<UInt32> {
    if packedFrequencies != nil { unpackFrequencies() }
    return frequencies
  }

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
    if at >= 0 {
      if document >= target { return }
      // The next posting is the likeliest.
      let next = at &+ 1
      if next < held, documents[next] >= target {
        at = next
        document = documents[next]
        return
      }
    }
    seekFurther(target)
  }

  /// Moves to a posting of the block at hand, or behind its last to the next block.
  @inline(__always)
  func move(to place: Int) {
    at = place
    if at < held { document = documents[at] } else { advanceToNextBlock() }
  }

  /// Where in the block at hand, from the cursor on, the first document at or after `target` is;
  /// `held` where there is none.
  @inline(__always)
  func place(of target: UInt32) -> Int {
    var low = max(at, 0)
    // The next few are the likeliest; beyond them, steps that the processor foresees, and then
    // halves without a branch that it could guess wrong.
    while low &+ 8 <= held, documents[low &+ 7] < target { low &+= 8 }
    var left = min(8, held &- low)
    while left > 0 {
      let half = left >> 1
      let isBefore = documents[low &+ half] < target
      low = isBefore ? low &+ half &+ 1 : low
      left = isBefore ? left &- half &- 1 : half
    }
    return low
  }

  /// Walks to the end from a cursor that has not moved, and adds every frequency to its document's
  /// sum.
  func addAll(to room: UnionRoom) {
    if entries.count == 0, let bytes = checkedBytes(of: 0) { return addTail(bytes, to: room) }
    advance()
    while document != endOfPostings {
      let frequencies = blockFrequencies
      for index in 0..<held { room.add(documents[index], frequencies[index]) }
      move(to: held)
    }
  }

  /// The same for a term of a tail alone, whose postings need not be put down in between.
  private func addTail(_ bytes: UnsafeRawBufferPointer, to room: UnionRoom) {
    var at = 0
    var document: UInt32 = 0
    for _ in 0..<count {
      let value = readVarint(bytes, &at)
      document &+= UInt32(truncatingIfNeeded: value >> 1)
      room.add(
        document, value & 1 == 1 ? 1 : UInt32(truncatingIfNeeded: readVarint(bytes, &at)))
    }
  }

  @inline(never)
  private func seekFurther(_ target: UInt32) {
    if document == endOfPostings { return }
    if entries.count > 0, block < 0 || entries.lastDocument(of: block) < target {
      let next = entries.block(reaching: target, from: block + 1)
      guard next < entries.count else { return finish() }
      loadBlock(next)
      if document == endOfPostings { return }
    } else if block < 0 {
      loadBlock(0)
    }
    move(to: place(of: target))
  }

  private func advanceToNextBlock() {
    let next = block + 1
    guard next < max(entries.count, 1), held > 0 || next == 0 else { return finish() }
    loadBlock(next)
    if document == endOfPostings { return }
    at = 0
    document = documents[0]
  }

  private func finish() {
    document = endOfPostings
    held = 0
    at = 0
    packedFrequencies = nil
  }

  private func loadBlock(_ number: Int) {
    held = 0
    at = -1
    block = number
    packedFrequencies = nil
    guard let bytes = checkedBytes(of: number) else { return finish() }
    let before = number == 0 ? 0 : entries.lastDocument(of: number - 1)
    held = min(PostingsFormat.blockSize, count - number * PostingsFormat.blockSize)
    if held == PostingsFormat.blockSize {
      unpackBlock(bytes, after: before)
    } else {
      readTail(bytes, after: before)
    }
    guard namesDocuments(after: before) else { return finish() }
    if entries.count > 0, let positions {
      positions.moveToBlock(
        occurrences: entries.firstOccurrence(of: number),
        offset: entries.positionsOffset(of: number))
    }
  }

  /// Whether all postings of the block at hand name documents of the segment.
  ///
  /// Checksums tell that bytes are as they were written, not that they make sense.
  private func namesDocuments(after before: UInt32) -> Bool {
    var highest: UInt32 = 0
    if documentBits <= 24, before < 1 << 31, held == PostingsFormat.blockSize {
      // 128 differences below 2²⁴ cannot pass 2³², so that the last document is the highest.
      highest = documents[held - 1]
    } else {
      for index in 0..<held { highest = max(highest, documents[index]) }
    }
    if highest < documentCount { return true }
    damage?.record(
      StorageError(
        .corrupt, "A term stands in a document that there is not. Build the index again.",
        file: file?.path, offset: start))
    return false
  }

  /// The bytes of a block; nil where they are damaged.
  private func checkedBytes(of number: Int) -> UnsafeRawBufferPointer? {
    guard let file else { return nil }
    let blocks = start + entries.length
    let first = blocks + (number == 0 ? 0 : entries.end(of: number - 1))
    // A tail alone has no entry to say where it ends; two varints of at most 5 bytes a posting.
    let last =
      entries.count > 0 ? blocks + entries.end(of: number) : min(first + count * 10, file.count)
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
    guard bytes.count >= 2, let base = bytes.baseAddress else { return finish() }
    documentBits = Int(bytes[0])
    frequencyBits = Int(bytes[1])
    guard documentBits <= 32, frequencyBits <= 32,
      bytes.count >= 2 + 16 * (documentBits + frequencyBits)
    else { return finish() }
    BitPacking.unpackDeltas(base + 2, bits: documentBits, base: before, into: documents)
    packedFrequencies = base + 2 + 16 * documentBits
  }

  @inline(never)
  private func unpackFrequencies() {
    guard let packed = packedFrequencies else { return }
    packedFrequencies = nil
    BitPacking.unpack(packed, bits: frequencyBits, into: frequencies)
    // Frequencies are stored less one; they were at most UInt32.max before.
    for index in 0..<PostingsFormat.blockSize { frequencies[index] &+= 1 }
  }

  private func readTail(_ bytes: UnsafeRawBufferPointer, after before: UInt32) {
    var at = 0
    var last = before
    for index in 0..<held {
      let value = readVarint(bytes, &at)
      last &+= UInt32(truncatingIfNeeded: value >> 1)
      documents[index] = last
      frequencies[index] =
        value & 1 == 1 ? 1 : UInt32(truncatingIfNeeded: readVarint(bytes, &at))
    }
  }

  /// A varint of at most 33 bits: a document's difference with a bit behind it.
  @inline(__always)
  private func readVarint(_ bytes: UnsafeRawBufferPointer, _ at: inout Int) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    if at < bytes.count, bytes[at] < 0x80 {
      at &+= 1
      return UInt64(bytes[at &- 1])
    }
    while at < bytes.count, shift < 35 {
      let byte = bytes[at]
      at &+= 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { break }
      shift &+= 7
    }
    return value
  }

  /// Puts the positions of the term in the document at hand into `result`, increasing.
  ///
  /// An occurrence in a title stands twice. Empty for a term without positions.
  func readPositions(into result: inout [UInt32]) {
    result.removeAll(keepingCapacity: true)
    guard let positions, at >= 0, at < held else { return }
    let frequencies = blockFrequencies
    var before = 0
    for index in 0..<at { before &+= Int(frequencies[index]) }
    positions.read(Int(frequencies[at]), skipping: before, into: &result)
  }
}
