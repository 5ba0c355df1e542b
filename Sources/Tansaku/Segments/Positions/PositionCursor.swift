import TansakuStorage

/// Reads the positions of one term, for a posting cursor that says which.
///
/// Nothing is read before the first question; a block is unpacked at most once in a row.
final class PositionCursor {
  private let bytes: UnsafeRawBufferPointer
  private let count: Int
  private let owner: AnyObject?
  /// Where the postings' block begins: its first occurrence's number, and the offset of the block
  /// of positions that holds it.
  private var firstOccurrence = 0
  private var firstOffset = 0
  /// The block of positions in `deltas`, its number and where the next begins; -1 for none.
  private var block = -1
  private var nextOffset = 0
  private let deltas: UnsafeMutablePointer<UInt32>

  /// - Parameters:
  ///   - bytes: the file from the term's positions on, already checked as far as they reach.
  ///   - count: how often the term occurs.
  ///   - owner: what keeps `bytes` in memory.
  init(bytes: UnsafeRawBufferPointer, count: Int, owner: AnyObject) {
    self.bytes = bytes
    self.count = count
    self.owner = owner
    deltas = .allocate(capacity: PositionsFormat.blockSize)
  }

  /// The positions of a term that occurs but once.
  init(single position: UInt32) {
    bytes = UnsafeRawBufferPointer(start: nil, count: 0)
    count = 1
    owner = nil
    deltas = .allocate(capacity: PositionsFormat.blockSize)
    deltas[0] = position
    block = 0
  }

  deinit { deltas.deallocate() }

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
    for _ in 0..<frequency {
      let wanted = occurrence / PositionsFormat.blockSize
      if wanted != block { load(wanted) }
      // Wrapping, for bytes that are no positions must not stop the process.
      position &+= deltas[occurrence % PositionsFormat.blockSize]
      result.append(position)
      occurrence += 1
    }
  }

  private func load(_ wanted: Int) {
    var offset = nextOffset
    var number = block + 1
    if block < 0 || wanted < number || firstOccurrence / PositionsFormat.blockSize > number {
      number = firstOccurrence / PositionsFormat.blockSize
      offset = firstOffset
    }
    while number < wanted, offset < bytes.count {
      offset += 1 + 16 * Int(bytes[offset])
      number += 1
    }
    block = wanted
    let left = count - wanted * PositionsFormat.blockSize
    if left >= PositionsFormat.blockSize, offset < bytes.count, let base = bytes.baseAddress {
      let bits = Int(bytes[offset])
      BitPacking.unpack(base + offset + 1, bits: bits, into: deltas)
      nextOffset = offset + 1 + 16 * bits
    } else {
      readTail(max(0, left), at: offset)
    }
  }

  private func readTail(_ left: Int, at start: Int) {
    var at = start
    for index in 0..<min(left, PositionsFormat.blockSize) {
      var value: UInt32 = 0
      var shift: UInt32 = 0
      while at < bytes.count {
        let byte = bytes[at]
        at += 1
        value |= UInt32(byte & 0x7F) << shift
        if byte < 0x80 || shift >= 28 { break }
        shift += 7
      }
      deltas[index] = value
    }
    nextOffset = at
  }
}
