import TansakuStorage

/// Decodes the positions of a term number by number: the slow and careful twin of `PositionCursor`.
struct PositionsDecoder {
  private let file: CheckedFile
  /// Where the next byte to be read is; behind the term's positions when they are decoded.
  private(set) var offset: Int
  /// Where each block begins, counted from the first.
  private(set) var blocks: [Int] = []

  /// - Parameters:
  ///   - file: the positions of the segment.
  ///   - start: where the term's begin.
  init(_ file: CheckedFile, at start: Int) {
    self.file = file
    offset = start
  }

  /// Appends so many positions, as the differences that they are kept as.
  ///
  /// - Throws: `StorageError` where they cannot be read.
  mutating func decode(_ count: UInt64, into deltas: inout [UInt32]) throws(StorageError) {
    guard offset <= file.count else {
      throw StorageError(
        .corrupt, "The positions begin behind the end. Build the index again and report this.",
        file: file.path, offset: offset)
    }
    let bytes = try file.bytes(offset..<file.count)
    var reader = BitReader(bytes)
    var left = count
    while left > 0 {
      blocks.append(reader.position / 8)
      let size = Int(min(left, UInt64(PositionsFormat.blockSize)))
      let head =
        size == PositionsFormat.blockSize ? PositionsFormat.blockHead : PositionsFormat.tailHead
      guard let parameter = reader.read(head), parameter < 32,
        let block = reader.readRice(size, parameter: Int(parameter)), reader.readFill()
      else {
        throw StorageError(
          .corrupt, "A block of positions is none. Build the index again and report this.",
          file: file.path, offset: offset + reader.position / 8)
      }
      deltas += block
      left -= UInt64(size)
    }
    offset += reader.position / 8
  }
}
