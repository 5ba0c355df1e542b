/// What stands before the blocks of a term's postings: of each block its last document, its end and
/// the impacts that bound its scores.
///
/// See `PostingsFormat`.
///
/// The memory is the file's and must live as long.
struct PostingEntries {
  private let bytes: UnsafeRawBufferPointer
  private let size: Int
  /// How many blocks there are, the tail among them.
  let count: Int

  init(bytes: UnsafeRawBufferPointer, size: Int, count: Int) {
    self.bytes = bytes
    self.size = size
    self.count = count
  }

  /// The bytes that the entries take.
  var length: Int { count * size }

  /// The last document of a block.
  @inline(__always)
  func lastDocument(of block: Int) -> UInt32 { number(block, 0) }

  /// Where a block ends, from the first block's start.
  func end(of block: Int) -> Int { Int(number(block, 4)) }

  /// The pairs that bound a block's scores.
  @inline(__always)
  func impacts(of block: Int) -> (Impact, Impact) {
    let packed = number(block, 8)
    return (
      Impact(
        frequency: UInt8(truncatingIfNeeded: packed), length: UInt8(truncatingIfNeeded: packed >> 8)
      ),
      Impact(
        frequency: UInt8(truncatingIfNeeded: packed >> 16),
        length: UInt8(truncatingIfNeeded: packed >> 24))
    )
  }

  /// How many occurrences stand before a block; only for a term with positions.
  func firstOccurrence(of block: Int) -> Int { Int(number(block, 12)) }

  /// Where the block of positions with a block's first occurrence begins; only for a term with
  /// positions.
  func positionsOffset(of block: Int) -> Int { Int(number(block, 16)) }

  /// The first block at or after `first` that reaches a document; `count` where none does.
  ///
  /// Galloping (Bentley and Yao, "An almost optimal algorithm for unbounded searching", 1976): in
  /// time proportional to the logarithm of how far the block is away.
  func block(reaching target: UInt32, from first: Int) -> Int {
    var low = first
    var step = 1
    while low + step <= count, lastDocument(of: low + step - 1) < target {
      low += step
      step *= 2
    }
    var high = min(low + step, count)
    while low < high {
      let middle = (low + high) >> 1
      if lastDocument(of: middle) < target { low = middle + 1 } else { high = middle }
    }
    return low
  }

  @inline(__always)
  private func number(_ block: Int, _ offset: Int) -> UInt32 {
    UInt32(
      littleEndian: bytes.loadUnaligned(fromByteOffset: block &* size &+ offset, as: UInt32.self))
  }
}
