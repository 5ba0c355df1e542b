import TansakuStorage

/// The positions of a term that `PostingsFormat.isSmall`, behind the frequencies of its list.
///
/// ```
/// SmallPositions --> isWide : 1 bit, InterpolativeCoding.Numbers{documents}
/// ```
///
/// For each document its positions, with 1 added to the second, 2 to the third and so on, so that
/// they rise even where an occurrence in a title stands twice. They lie between 0 and what the
/// document's length code allows (see `highest`), or if `isWide` up to 2^32 - 1.
enum SmallPositions {
  /// The highest position in a document with this length code, given that no position holds less
  /// than a character, and that a field's end takes one.
  static func highest(_ length: UInt8) -> UInt32 {
    UInt32(clamping: LengthCode.longest(length) + 2)
  }

  /// The upper bound of a document's numbers.
  @inline(__always)
  private static func bound(_ length: UInt8, _ frequency: UInt32, isWide: Bool) -> UInt32 {
    if isWide { return .max }
    let (sum, overflows) = highestByLength[Int(length)].addingReportingOverflow(frequency &- 1)
    return overflows ? .max : sum
  }

  /// `highest` of every length code.
  private static let highestByLength: [UInt32] = (0...255).map { highest(UInt8($0)) }

  /// Appends the positions of a term.
  ///
  /// - Parameters:
  ///   - deltas: its positions as differences, a document's first from 0.
  ///   - documents: its documents.
  ///   - frequencies: how often it occurs in each.
  ///   - lengths: the length code of each document of the segment.
  ///   - bits: what to append to.
  static func append(
    _ deltas: UnsafeBufferPointer<UInt32>, documents: UnsafeBufferPointer<UInt32>,
    frequencies: UnsafeBufferPointer<UInt32>, lengths: UnsafeBufferPointer<UInt8>,
    to bits: inout BitWriter
  ) {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: deltas.count) { room in
      guard let numbers = room.baseAddress else { return }
      var isWide = false
      var at = 0
      for (document, frequency) in zip(documents, frequencies) {
        var position: UInt32 = 0
        for index in 0..<Int(frequency) {
          position &+= deltas[at + index]
          numbers[at + index] = position &+ UInt32(index)
        }
        isWide = isWide || position > highest(lengths[Int(document)])
        at += Int(frequency)
      }
      bits.append(isWide ? 1 : 0, count: 1)
      at = 0
      for (document, frequency) in zip(documents, frequencies) {
        InterpolativeCoding.append(
          numbers + at, count: Int(frequency), low: 0,
          high: bound(lengths[Int(document)], frequency, isWide: isWide), to: &bits)
        at += Int(frequency)
      }
    }
  }

  /// Reads the positions of a term as differences.
  ///
  /// - Parameters:
  ///   - bytes: bytes, which may be anything.
  ///   - bit: the bit that the positions begin at.
  ///   - documents: `count` documents that the segment has.
  ///   - frequencies: how often the term occurs in each.
  ///   - count: in how many documents it occurs.
  ///   - lengths: the length code of each document of the segment.
  ///   - deltas: memory for `PostingsFormat.mostSmallOccurrences`.
  /// - Returns: the bit behind them; nil where the bytes are no positions.
  static func read(
    _ bytes: UnsafeRawBufferPointer, from bit: Int, documents: UnsafePointer<UInt32>,
    frequencies: UnsafePointer<UInt32>, count: Int, lengths: UnsafeRawBufferPointer,
    into deltas: UnsafeMutablePointer<UInt32>
  ) -> Int? {
    guard bit / 8 < bytes.count else { return nil }
    let isWide = bytes[bit / 8] >> UInt8(bit % 8) & 1 == 1
    return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: count) { bounds in
      guard let bounds = bounds.baseAddress else { return nil }
      for index in 0..<count {
        bounds[index] = bound(
          lengths[Int(documents[index])], frequencies[index], isWide: isWide)
      }
      guard
        let end = InterpolativeCoding.read(
          bytes, from: bit + 1, counts: frequencies, highs: bounds, lists: count, into: deltas,
          room: PostingsFormat.mostSmallOccurrences)
      else { return nil }
      var at = 0
      for index in 0..<count {
        // From the last to the first, so that each still finds the one before it.
        var next = at + Int(frequencies[index]) - 1
        while next > at {
          deltas[next] &-= deltas[next - 1] &+ 1
          next -= 1
        }
        at += Int(frequencies[index])
      }
      return end
    }
  }
}
