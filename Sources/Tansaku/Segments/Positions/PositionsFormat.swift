import TansakuStorage

/// Where in its documents each term with positions occurs, apart from the postings so that ranking
/// does not read it.
///
/// ```
/// Positions     --> TermPositions*, in the order of the dictionary
/// TermPositions --> Block*, Tail?
/// Block         --> bits : u8, deltas
/// Tail          --> delta : varint *
/// ```
///
/// - A term's occurrences stand in the order of its documents and in each by position; a document
///   has as many as its frequency says.
/// - `delta` is the difference to the position before in the same document; a document's first is
///   the position itself. An occurrence in a title stands twice, so that a delta may be 0.
/// - `deltas` are 128 of them, packed as `BitPacking` says; what is left at the end is the tail.
/// - A term that occurs but once keeps its position in the dictionary.
///
/// *Worked example.* Positions 4 and 9 in one document and 200 in the next are the tail
/// `04 05 C8 01`.
enum PositionsFormat {
  static let kind = FileKind(name: "POSI", version: 1, oldestReadable: 1)
  static let blockSize = 128
}

/// Encodes the positions of one term after the other.
struct PositionsWriter {
  /// What was encoded since the last `removeAll`.
  private(set) var bytes = ByteWriter()
  private var packed = [UInt8](repeating: 0, count: 16 * 32)

  /// Adds a term's positions, already as differences; returns their offset in `bytes` and where each
  /// block begins, counted from there.
  mutating func add(_ deltas: UnsafeBufferPointer<UInt32>) throws -> (offset: UInt64, blocks: [Int])
  {
    let offset = bytes.count
    var blocks: [Int] = []
    var start = 0
    while start < deltas.count {
      blocks.append(bytes.count - offset)
      let end = min(start + PositionsFormat.blockSize, deltas.count)
      if end - start == PositionsFormat.blockSize, let values = deltas.baseAddress {
        appendBlock(values + start)
      } else {
        for delta in deltas[start..<end] { bytes.appendVarint(UInt64(delta)) }
      }
      start = end
    }
    return (UInt64(offset), blocks)
  }

  private mutating func appendBlock(_ values: UnsafePointer<UInt32>) {
    let bits = BitPacking.bitsNeeded(values)
    bytes.append(UInt8(bits))
    packed.withUnsafeMutableBytes { room in
      guard let base = room.baseAddress else { return }
      BitPacking.pack(values, bits: bits, into: base)
      bytes.append(contentsOf: UnsafeRawBufferPointer(start: base, count: 16 * bits))
    }
  }

  /// Forgets what was encoded and keeps the memory.
  mutating func removeAll() { bytes.removeAll() }
}
