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

  private func makeRoom() -> UnsafeMutablePointer<UInt32> {
    let room = UnsafeMutablePointer<UInt32>.allocate(capacity: PositionsFormat.blockSize)
    room.initialize(repeating: 0, count: PositionsFormat.blockSize)
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
        offset += 1 + 16 * Int(try file.bytes(start + offset..<start + offset + 1)[0])
        number += 1
      }
      let left = count - wanted * PositionsFormat.blockSize
      if left >= PositionsFormat.blockSize {
        try unpackBlock(at: start + offset, of: file, into: deltas)
      } else {
        try readTail(max(0, left), at: start + offset, of: file, into: deltas)
      }
    } catch {
      damage.record(error)
      deltas.update(repeating: 0, count: PositionsFormat.blockSize)
    }
  }

  private func unpackBlock(
    at offset: Int, of file: CheckedFile, into deltas: UnsafeMutablePointer<UInt32>
  ) throws(StorageError) {
    let bits = Int(try file.bytes(offset..<offset + 1)[0])
    let packed = try file.bytes(offset + 1..<offset + 1 + 16 * bits)
    guard bits <= 32 else {
      throw StorageError(
        .corrupt, "The positions contradict themselves. Build the index again.", file: file.path,
        offset: offset)
    }
    if bits == 0 {
      deltas.update(repeating: 0, count: PositionsFormat.blockSize)
    } else if let base = packed.baseAddress {
      BitPacking.unpack(base, bits: bits, into: deltas)
    }
    nextOffset = offset - start + 1 + 16 * bits
  }

  private func readTail(
    _ left: Int, at offset: Int, of file: CheckedFile, into deltas: UnsafeMutablePointer<UInt32>
  ) throws(StorageError) {
    var reader = try file.reader(offset..<min(offset + left * 5, file.count))
    for index in 0..<left {
      deltas[index] = UInt32(truncatingIfNeeded: try reader.readVarint())
    }
    nextOffset = 0
  }
}
