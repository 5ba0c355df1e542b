import TansakuStorage

/// What stands before the blocks of a term's postings: of each block its last document, its end and
/// the impacts that bound its scores.
///
/// See `PostingsFormat`.
///
/// The memory is the file's and must live as long.
struct PostingEntries {
  private let bytes: UnsafeRawBufferPointer
  private let layout: EntryLayout
  /// How many blocks there are, the tail among them.
  let count: Int

  /// No entries.
  init() {
    self.bytes = UnsafeRawBufferPointer(start: nil, count: 0)
    self.layout = EntryLayout(widths: 0, hasPositions: false)
    self.count = 0
  }

  /// The entries of a term of so many documents that begin at an offset of a file.
  init(_ file: CheckedFile, at start: Int, documents: Int, hasPositions: Bool) throws(StorageError)
  {
    let count = PostingsFormat.entryCount(documents: documents)
    let layout =
      count == 0
      ? EntryLayout(widths: 0, hasPositions: false)
      : EntryLayout(widths: try file.bytes(start..<start + 1)[0], hasPositions: hasPositions)
    self.count = count
    self.layout = layout
    bytes =
      count == 0
      ? UnsafeRawBufferPointer(start: nil, count: 0)
      : try file.bytes(start + 1..<start + 1 + count * layout.size)
  }

  /// The bytes that the entries take, with what stands before them.
  var length: Int { count == 0 ? 0 : 1 + bytes.count }

  /// The last document of a block.
  @inline(__always)
  func lastDocument(of block: Int) -> UInt32 { number(block, 0, layout.lastMask) }

  /// Where a block ends, from the first block's start.
  func end(of block: Int) -> Int { Int(number(block, layout.end, layout.endMask)) }

  /// The pairs that bound a block's scores.
  @inline(__always)
  func impacts(of block: Int) -> (Impact, Impact) {
    let packed = number(block, layout.impacts, .max)
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
  func firstOccurrence(of block: Int) -> Int { Int(number(block, layout.first, layout.firstMask)) }

  /// Where the block of positions with a block's first occurrence begins; only for a term with
  /// positions.
  func positionsOffset(of block: Int) -> Int { Int(number(block, layout.place, layout.placeMask)) }

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

  /// The number at an offset of an entry: four bytes can be read there, for the impacts follow.
  @inline(__always)
  private func number(_ block: Int, _ offset: Int, _ mask: UInt32) -> UInt32 {
    UInt32(
      littleEndian: bytes.loadUnaligned(
        fromByteOffset: block &* layout.size &+ offset, as: UInt32.self)) & mask
  }
}

/// Where the numbers of an entry stand in it, and their masks.
struct EntryLayout {
  let lastMask: UInt32
  let end: Int
  let endMask: UInt32
  let first: Int
  let firstMask: UInt32
  let place: Int
  let placeMask: UInt32
  let impacts: Int
  /// The bytes of an entry.
  let size: Int

  /// The layout that `widths` tells: see `PostingsFormat`.
  init(widths: UInt8, hasPositions: Bool) {
    func width(_ number: UInt8) -> Int { Int(widths >> (number * 2) & 3) + 1 }
    func mask(_ width: Int) -> UInt32 { .max >> UInt32(32 - 8 * width) }
    end = width(0)
    first = end + width(1)
    place = hasPositions ? first + width(2) : first
    impacts = hasPositions ? place + width(3) : first
    size = impacts + 4
    lastMask = mask(width(0))
    endMask = mask(width(1))
    firstMask = mask(width(2))
    placeMask = mask(width(3))
  }
}
