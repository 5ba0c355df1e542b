import TansakuStorage

/// Reads the positions of one term, for a posting cursor that says which.
///
/// Nothing is read before the first question; a block is unpacked at most once in a row.
final class PositionCursor {
  private let file: CheckedFile?
  private let start: Int
  private let count: Int
  private let damage: DamageReport?
  /// Where the block of postings begins: its first occurrence's number, and the offset of the block
  /// of positions that holds it.
  private var firstOccurrence = 0
  private var firstOffset = 0
  /// The number of the block of positions in `deltas`, -1 for none, and where the next begins.
  private var block = -1
  private var nextOffset = 0
  /// The length codes that tell how the positions of a small term are written; nil for any other.
  private var lengths: UnsafeRawBufferPointer?
  /// Room is made when somebody asks for a position.
  private var deltas: UnsafeMutablePointer<UInt32>?

  /// - Parameters:
  ///   - file: the segment's positions.
  ///   - start: where the term's begin.
  ///   - count: how often the term occurs.
  ///   - damage: whom to tell of damaged bytes.
  init(file: CheckedFile, start: Int, count: Int, damage: DamageReport) {
    self.file = file
    self.start = start
    self.count = count
    self.damage = damage
  }

  /// The positions of a term that keeps them with its postings, in documents with these length codes.
  init(smallIn lengths: UnsafeRawBufferPointer, damage: DamageReport) {
    file = nil
    start = 0
    count = PostingsFormat.mostSmallOccurrences
    self.lengths = lengths
    self.damage = damage
  }

  /// Positions made in memory, as differences.
  init(deltas list: [UInt32]) {
    file = nil
    start = 0
    count = list.count
    damage = nil
    let deltas = UnsafeMutablePointer<UInt32>.allocate(capacity: max(list.count, 1))
    deltas.initialize(from: list, count: list.count)
    self.deltas = deltas
  }

  deinit { deltas?.deallocate() }

  /// Says where the block of postings begins that the questions to come are about.
  func moveToBlock(occurrences: Int, offset: Int) {
    firstOccurrence = occurrences
    firstOffset = offset
  }

  /// Appends the positions of a document that has `frequency` of them, after `before` occurrences
  /// in earlier documents of the same block of postings.
  func read(_ frequency: Int, skipping before: Int, into result: inout [UInt32]) {
    var occurrence = firstOccurrence + before
    var position: UInt32 = 0
    let deltas = self.deltas ?? makeRoom()
    for _ in 0..<frequency {
      guard occurrence < count else { return }
      var place = occurrence
      if file != nil {
        let wanted = occurrence / PositionsFormat.blockSize
        if wanted != block { load(wanted, into: deltas) }
        place = occurrence % PositionsFormat.blockSize
      }
      // Wrapping, for bytes that are no positions must not stop the process.
      position &+= deltas[place]
      result.append(position)
      occurrence += 1
    }
  }

  /// Whether the term keeps them with its postings.
  var isSmall: Bool { lengths != nil }

  /// Reads the positions of a term that keeps them with its postings, from the bit behind those; false
  /// where the bytes are none.
  ///
  /// The documents must be some of the segment.
  func readSmall(
    _ bytes: UnsafeRawBufferPointer, from bit: Int, documents: UnsafePointer<UInt32>,
    frequencies: UnsafePointer<UInt32>, count: Int
  ) -> Bool {
    guard let lengths else { return false }
    let room = deltas ?? makeRoom()
    let end = SmallPositions.read(
      bytes, from: bit, documents: documents, frequencies: frequencies, count: count,
      lengths: lengths, into: room)
    if end == nil { room.update(repeating: 0, count: PostingsFormat.mostSmallOccurrences) }
    return end != nil
  }

  /// Room for a block, or for all positions of a small term.
  private func makeRoom() -> UnsafeMutablePointer<UInt32> {
    let size = lengths == nil ? PositionsFormat.blockSize : PostingsFormat.mostSmallOccurrences
    let room = UnsafeMutablePointer<UInt32>.allocate(capacity: size)
    deltas = room
    return room
  }

  private func load(_ wanted: Int, into deltas: UnsafeMutablePointer<UInt32>) {
    guard let file, let damage else { return }
    var number = block + 1
    var offset = nextOffset
    if block < 0 || wanted < number || firstOccurrence / PositionsFormat.blockSize > number {
      number = firstOccurrence / PositionsFormat.blockSize
      offset = firstOffset
    }
    block = wanted
    do {
      while number < wanted {
        offset = try end(ofBlockAt: offset, file)
        number += 1
      }
      let left = min(count - wanted * PositionsFormat.blockSize, PositionsFormat.blockSize)
      nextOffset = try read(max(0, left), at: offset, file, into: deltas)
    } catch {
      damage.record(error)
      deltas.update(repeating: 0, count: PositionsFormat.blockSize)
    }
  }

  /// Reads the deltas of a block, or of a tail of fewer; returns where the next begins.
  private func read(
    _ count: Int, at offset: Int, _ file: CheckedFile, into deltas: UnsafeMutablePointer<UInt32>
  ) throws(StorageError) -> Int {
    if count == 0 { return offset }
    let isBlock = count == PositionsFormat.blockSize
    let head = isBlock ? PositionsFormat.blockHead : PositionsFormat.tailHead
    let end = try withBytes(of: count, at: offset, file) { bytes, parameter in
      RiceCoding.read(bytes, from: head, count: count, parameter: parameter, into: deltas)
    }
    return offset + (end + 7) / 8
  }

  /// Where the block behind a full one begins.
  private func end(ofBlockAt offset: Int, _ file: CheckedFile) throws(StorageError) -> Int {
    let end = try withBytes(of: PositionsFormat.blockSize, at: offset, file) { bytes, parameter in
      RiceCoding.end(
        bytes, from: PositionsFormat.blockHead, count: PositionsFormat.blockSize,
        parameter: parameter)
    }
    return offset + (end + 7) / 8
  }

  /// Calls `body` with bytes that hold the code of so many deltas, and its parameter.
  ///
  /// Nothing says how long the code is: if it is longer than nearly all are, `body` gives nil and is
  /// called with more bytes.
  private func withBytes(
    of count: Int, at offset: Int, _ file: CheckedFile,
    _ body: (UnsafeRawBufferPointer, Int) -> Int?
  ) throws(StorageError) -> Int {
    let first = start + offset
    for longest in [count * 3 / 2 + 8, PositionsFormat.longestTail(count: count)]
    where first < file.count {
      let bytes = try file.bytes(first..<min(first + longest, file.count))
      if let end = body(bytes, Int(bytes[0] & 31)) { return end }
    }
    throw StorageError(
      .corrupt, "The positions contradict themselves. Build the index again.", file: file.path,
      offset: first)
  }
}
