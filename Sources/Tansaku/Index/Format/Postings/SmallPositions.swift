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
  /// than a full width, and that a field's end takes one; a text of single letters may have higher
  /// ones.
  static func highest(_ length: UInt8) -> UInt32 {
    UInt32(clamping: LengthCode.longest(length) + 2)
  }

  /// The upper bound of a document's numbers, where so high positions are allowed.
  @inline(__always)
  private static func bound(_ highest: UInt32, _ frequency: UInt32) -> UInt32 {
    let (sum, overflows) = highest.addingReportingOverflow(frequency &- 1)
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
    let count = documents.count
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: deltas.count + count) { room in
      guard let numbers = room.baseAddress, let counts = frequencies.baseAddress else {
        preconditionFailure("A term has a document")
      }
      let bounds = numbers + deltas.count
      var isWide = false
      var at = 0
      for index in 0..<count {
        var position: UInt32 = 0
        for number in 0..<counts[index] {
          position &+= deltas[at]
          numbers[at] = position &+ number
          at &+= 1
        }
        isWide = isWide || position > highestByLength[Int(lengths[Int(documents[index])])]
      }
      for index in 0..<count {
        let highest = isWide ? .max : highestByLength[Int(lengths[Int(documents[index])])]
        bounds[index] = bound(highest, counts[index])
      }
      bits.append(isWide ? 1 : 0, count: 1)
      InterpolativeCoding.append(numbers, counts: counts, highs: bounds, lists: count, to: &bits)
    }
  }

  /// How far somebody has read the positions of a term: all before those of a document.
  struct Reading {
    /// How many documents, and how many occurrences in them, were read.
    var documents = 0
    var occurrences = 0
    /// The bit that the next document's begin at.
    var bit: Int
    /// Whether the positions are wide; nil before the first.
    var isWide: Bool?
  }

  /// Reads more of the numbers of a term.
  ///
  /// - Parameters:
  ///   - reading: how far they were read; at first the bit that the positions begin at.
  ///   - bytes: bytes, which may be anything.
  ///   - documents: documents that the segment has.
  ///   - frequencies: how often the term occurs in each.
  ///   - count: how many of the documents are to be read in all.
  ///   - lengths: the length code of each document of the segment.
  ///   - numbers: memory for `room` of them, where those that were read before stand.
  ///   - room: how many there are in all.
  /// - Returns: false where the bytes are no positions, or end too early.
  static func read(
    _ reading: inout Reading, _ bytes: UnsafeRawBufferPointer, documents: UnsafePointer<UInt32>,
    frequencies: UnsafePointer<UInt32>, count: Int, lengths: UnsafeRawBufferPointer,
    into numbers: UnsafeMutablePointer<UInt32>, room: Int
  ) -> Bool {
    let first = reading.documents
    if count <= first { return true }
    if reading.isWide == nil {
      guard reading.bit / 8 < bytes.count else { return false }
      reading.isWide = bytes[reading.bit / 8] >> UInt8(reading.bit % 8) & 1 == 1
      reading.bit += 1
    }
    let isWide = reading.isWide ?? false
    return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: count - first) { bounds in
      guard let bounds = bounds.baseAddress else { return false }
      var occurrences = reading.occurrences
      highestByLength.withUnsafeBufferPointer { highest in
        for index in first..<count {
          let highest = isWide ? .max : highest[Int(lengths[Int(documents[index])])]
          bounds[index &- first] = bound(highest, frequencies[index])
          occurrences &+= Int(frequencies[index])
        }
      }
      guard
        let end = InterpolativeCoding.read(
          bytes, from: reading.bit, counts: frequencies + first, highs: bounds,
          lists: count &- first, into: numbers + reading.occurrences,
          room: room &- reading.occurrences)
      else { return false }
      reading.documents = count
      reading.occurrences = occurrences
      reading.bit = end
      return true
    }
  }
}
