import TansakuStorage

/// Encodes the postings of one term after the other.
struct PostingsWriter {
  /// What was encoded since the last `removeAll`.
  private(set) var bytes = ByteWriter()
  private var entries: [Entry] = []
  private var bits = BitWriter()

  /// What is known of a block: see `PostingsFormat`.
  private struct Entry {
    let last: UInt32
    let end: UInt32
    let impacts: (Impact, Impact)
    let first: UInt32
    /// Nil for a term without positions.
    let place: UInt32?
  }

  /// The positions of a term, as far as its postings have to do with them.
  enum Positions {
    /// None are kept.
    case none
    /// They stand in the file of positions: where each block begins, from the first.
    case blocks([Int])
    /// They stand with the postings, of a term that `PostingsFormat.isSmall`: differences, a
    /// document's first from 0.
    case small(UnsafeBufferPointer<UInt32>)
  }

  /// Adds the postings of a term of at least two documents.
  ///
  /// - Parameters:
  ///   - documents: the documents' numbers, increasing.
  ///   - frequencies: how often the term occurs in each; as many as documents.
  ///   - positions: the term's positions.
  ///   - lengths: the length code of each document of the segment.
  /// - Returns: where in `bytes` they begin.
  /// - Throws: `IndexError` where they are too large.
  mutating func add(
    documents: UnsafeBufferPointer<UInt32>, frequencies: UnsafeBufferPointer<UInt32>,
    positions: Positions, lengths: UnsafeBufferPointer<UInt8>
  ) throws -> UInt64 {
    let offset = UInt64(bytes.count)
    entries.removeAll(keepingCapacity: true)
    bits.removeAll()
    let entryCount = PostingsFormat.entryCount(documents: documents.count)
    // What a gap from the first document counts from.
    var before = UInt32.max
    var occurrences = 0
    var start = 0
    while start < documents.count {
      let isBlock = entryCount > 0 && documents.count - start >= PostingsFormat.blockSize
      let end = isBlock ? start + PostingsFormat.blockSize : documents.count
      let blockDocuments = UnsafeBufferPointer(rebasing: documents[start..<end])
      let blockFrequencies = UnsafeBufferPointer(rebasing: frequencies[start..<end])
      if isBlock {
        appendBlock(blockDocuments, blockFrequencies, after: before)
      } else {
        ListCoding.append(
          blockDocuments, blockFrequencies, low: before &+ 1, of: lengths.count, to: &bits)
        if case .small(let deltas) = positions {
          SmallPositions.append(
            deltas, documents: documents, frequencies: frequencies, lengths: lengths, to: &bits)
        }
        bits.align()
      }
      before = blockDocuments[blockDocuments.count - 1]
      if entryCount > 0 {
        let impacts = Impact.bounding(frequencies: blockFrequencies) {
          lengths[Int(blockDocuments[$0])]
        }
        try appendEntry(last: before, impacts, occurrences: occurrences, positions)
      }
      occurrences += blockFrequencies.reduce(0) { $0 + Int($1) }
      start = end
    }
    if entryCount > 0 { write(entries, to: &bytes) }
    bits.withUnsafeBytes { bytes.append(contentsOf: $0) }
    return offset
  }

  private mutating func appendEntry(
    last: UInt32, _ impacts: (Impact, Impact), occurrences: Int, _ positions: Positions
  ) throws {
    var place: Int?
    if case .blocks(let blocks) = positions {
      place = blocks[occurrences / PositionsFormat.blockSize]
    }
    entries.append(
      Entry(
        last: last, end: try PostingsWriter.fixed(bits.count), impacts: impacts,
        first: try PostingsWriter.fixed(occurrences),
        place: try place.map(PostingsWriter.fixed)))
  }

  private static func fixed(_ number: Int) throws -> UInt32 {
    guard let number = UInt32(exactly: number) else {
      throw IndexError(
        code: .segmentTooLarge,
        message:
          "The postings of one term would pass 4 GiB. Let the update use less memory, so that "
          + "segments become smaller.")
    }
    return number
  }

  /// Writes the entries with as few bytes for each number as all of them allow.
  private func write(_ entries: [Entry], to bytes: inout ByteWriter) {
    func width(_ number: (Entry) -> UInt32) -> Int {
      let all = entries.reduce(0) { $0 | number($1) }
      return max(1, (32 - all.leadingZeroBitCount + 7) / 8)
    }
    let widths = [
      width(\.last), width(\.end), width(\.first), width { $0.place ?? 0 },
    ]
    bytes.append(
      widths.enumerated().reduce(0) { $0 | UInt8($1.element - 1) << UInt8(2 * $1.offset) })
    for entry in entries {
      bytes.append(entry.last, width: widths[0])
      bytes.append(entry.end, width: widths[1])
      if let place = entry.place {
        bytes.append(entry.first, width: widths[2])
        bytes.append(place, width: widths[3])
      }
      for impact in [entry.impacts.0, entry.impacts.1] {
        bytes.append(impact.frequency)
        bytes.append(impact.length)
      }
    }
  }

  private mutating func appendBlock(
    _ documents: UnsafeBufferPointer<UInt32>, _ frequencies: UnsafeBufferPointer<UInt32>,
    after before: UInt32
  ) {
    let count = PostingsFormat.blockSize
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 2 * count) { room in
      guard let gaps = room.baseAddress else { return }
      let rest = gaps + count
      var last = before
      for index in 0..<count {
        gaps[index] = documents[index] &- last &- 1
        rest[index] = frequencies[index] &- 1
        last = documents[index]
      }
      let parameter = RiceCoding.parameter(for: gaps, count: count)
      let place = PostingsFormat.frequencyPlace(of: RiceCoding.parameter(for: rest, count: count))
      bits.append(UInt32(parameter | place << 5), count: 8)
      RiceCoding.append(gaps, count: count, parameter: parameter, to: &bits)
      bits.align()
      RiceCoding.append(
        rest, count: count, parameter: PostingsFormat.frequencyParameter(at: place), to: &bits)
      bits.align()
    }
  }

  /// Forgets what was encoded and keeps the memory.
  mutating func removeAll() { bytes.removeAll() }
}
