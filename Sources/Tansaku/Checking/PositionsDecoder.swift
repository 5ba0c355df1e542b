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
    var reader = try file.reader(offset..<file.count)
    var left = count
    while left >= UInt64(PositionsFormat.blockSize) {
      blocks.append(reader.position)
      let bits = Int(try reader.readByte())
      guard bits <= 32 else {
        throw reader.error("A block of positions is packed with more than 32 bits.")
      }
      deltas += BitPacking.unpacked(try reader.readBytes(16 * bits), bits: bits)
      left -= UInt64(PositionsFormat.blockSize)
    }
    if left > 0 { blocks.append(reader.position) }
    for _ in 0..<left {
      guard let delta = UInt32(exactly: try reader.readVarint()) else {
        throw reader.error("A position has more than 32 bits.")
      }
      deltas.append(delta)
    }
    offset += reader.position
  }
}

extension BitPacking {
  /// The 128 numbers of a block of `16 × bits` bytes, one after the other.
  ///
  /// Value `i` is in lane `i % 4`, and each lane is a stream of bits in every fourth word.
  static func unpacked(_ bytes: UnsafeRawBufferPointer, bits: Int) -> [UInt32] {
    (0..<blockLength).map { index in
      var value: UInt32 = 0
      for bit in 0..<bits {
        let place = index / 4 * bits + bit
        let byte = bytes[(place / 32 * 4 + index % 4) * 4 + place % 32 / 8]
        value |= UInt32(byte >> UInt8(place % 8) & 1) << UInt32(bit)
      }
      return value
    }
  }
}
