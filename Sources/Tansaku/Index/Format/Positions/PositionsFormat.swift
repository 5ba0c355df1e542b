import TansakuStorage

/// Where in its documents each term with positions occurs, apart from the postings so that ranking
/// does not read it.
///
/// ```
/// Positions     --> TermPositions*, in the order of the dictionary
/// TermPositions --> Block*, Tail?
/// Block         --> parameter : u8, deltas, fill
/// Tail          --> parameter : 5 bits, deltas, fill
/// ```
///
/// - A term's occurrences stand in the order of its documents and in each by position; a document
///   has as many as its frequency says.
/// - A delta is the difference to the position before in the same document; a document's first is
///   the position itself. An occurrence in a title stands twice, so that a delta may be 0.
/// - `deltas` are 128 of them as `RiceCoding` writes them with the parameter; what is left at the
///   end is the tail. `fill` is 0 bits up to the border of a byte.
/// - A term that occurs but once keeps its position in the dictionary, and one that
///   `PostingsFormat.isSmall` has them with its postings.
///
/// *Worked example.* Positions 4 and 9 in one document and 20 in the next are the tail `83 E5 04`:
/// parameter 3; the deltas 4, 5, 20 have the remainders 4, 5, 4 of three bits each and the quotients
/// 0, 0, 2.
enum PositionsFormat {
  static let kind = FileKind(name: "POSI", version: 2, oldestReadable: 2)
  // As many as `RiceCoding` codes together.
  static let blockSize = 128
  /// The bits before the deltas of a block, and of a tail.
  static let blockHead = 8
  static let tailHead = 5

  /// The bits before the deltas of so many: a block, or a tail of fewer.
  static func head(of count: Int) -> Int { count == blockSize ? blockHead : tailHead }

  /// How many bytes the code of so many deltas takes at the most, its head included.
  ///
  /// `RiceCoding.parameter` gives no code longer than that with the logarithm of the mean as its
  /// parameter, which has a remainder of at most 31 bits and less than three bits of quotient a
  /// number on average.
  static func longestCode(count: Int) -> Int { (count * 34 + blockHead + 7) / 8 }
}

/// Encodes the positions of one term after the other.
struct PositionsWriter {
  /// What was encoded since the last `removeAll`.
  private(set) var bytes = ByteWriter()
  private var bits = BitWriter()

  /// Adds a term's positions, already as differences; returns their offset in `bytes` and where each
  /// block begins, counted from there.
  mutating func add(_ deltas: UnsafeBufferPointer<UInt32>) -> (offset: UInt64, blocks: [Int]) {
    bits.removeAll()
    var blocks: [Int] = []
    var start = 0
    while start < deltas.count, let values = deltas.baseAddress.map({ $0 + start }) {
      blocks.append(bits.count)
      let count = min(PositionsFormat.blockSize, deltas.count - start)
      let parameter = RiceCoding.parameter(for: values, count: count)
      bits.append(
        UInt32(parameter),
        count: count == PositionsFormat.blockSize
          ? PositionsFormat.blockHead : PositionsFormat.tailHead)
      RiceCoding.append(values, count: count, parameter: parameter, to: &bits)
      bits.align()
      start += count
    }
    let offset = UInt64(bytes.count)
    bits.withUnsafeBytes { bytes.append(contentsOf: $0) }
    return (offset, blocks)
  }

  /// Forgets what was encoded and keeps the memory.
  mutating func removeAll() { bytes.removeAll() }
}
