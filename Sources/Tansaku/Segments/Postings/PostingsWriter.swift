import TansakuStorage

/// Encodes the postings of one term after the other.
struct PostingsWriter {
  /// What was encoded since the last `removeAll`.
  private(set) var bytes = ByteWriter()
  private var entries = ByteWriter()
  private var blocks = ByteWriter()
  private var packed = [UInt8](repeating: 0, count: 16 * 32)

  /// Adds the postings of a term of at least two documents.
  ///
  /// - Parameters:
  ///   - documents: the documents' numbers, increasing.
  ///   - frequencies: how often the term occurs in each; as many as documents.
  ///   - positionBlocks: where each block of the term's positions begins, from the first; nil for a
  ///     term without positions.
  ///   - lengths: the length code of each document of the segment.
  /// - Returns: where in `bytes` they begin.
  /// - Throws: `IndexError` where they are too large.
  mutating func add(
    documents: UnsafeBufferPointer<UInt32>, frequencies: UnsafeBufferPointer<UInt32>,
    positionBlocks: [Int]?, lengths: UnsafeBufferPointer<UInt8>
  ) throws -> UInt64 {
    let offset = UInt64(bytes.count)
    entries.removeAll(keepingCapacity: true)
    blocks.removeAll(keepingCapacity: true)
    let entryCount = PostingsFormat.entryCount(documents: documents.count)
    var before: UInt32 = 0
    var occurrences = 0
    var start = 0
    while start < documents.count {
      let end = min(start + PostingsFormat.blockSize, documents.count)
      let blockDocuments = UnsafeBufferPointer(rebasing: documents[start..<end])
      let blockFrequencies = UnsafeBufferPointer(rebasing: frequencies[start..<end])
      if end - start == PostingsFormat.blockSize {
        appendBlock(blockDocuments, blockFrequencies, after: before)
      } else {
        appendTail(blockDocuments, blockFrequencies, after: before)
      }
      before = blockDocuments[blockDocuments.count - 1]
      if entryCount > 0 {
        let impacts = Impact.bounding(frequencies: blockFrequencies) {
          lengths[Int(blockDocuments[$0])]
        }
        try appendEntry(
          last: before, impacts, occurrences: occurrences, positionBlocks: positionBlocks)
      }
      occurrences += blockFrequencies.reduce(0) { $0 + Int($1) }
      start = end
    }
    bytes.append(contentsOf: entries)
    bytes.append(contentsOf: blocks)
    return offset
  }

  private mutating func appendEntry(
    last: UInt32, _ impacts: (Impact, Impact), occurrences: Int, positionBlocks: [Int]?
  ) throws {
    entries.appendFixed32(last)
    entries.appendFixed32(try PostingsWriter.fixed(blocks.count))
    for impact in [impacts.0, impacts.1] {
      entries.append(impact.frequency)
      entries.append(impact.length)
    }
    guard let positionBlocks else { return }
    entries.appendFixed32(try PostingsWriter.fixed(occurrences))
    let block = positionBlocks[occurrences / PostingsFormat.blockSize]
    entries.appendFixed32(try PostingsWriter.fixed(block))
  }

  private static func fixed(_ number: Int) throws -> UInt32 {
    guard let number = UInt32(exactly: number) else {
      throw IndexError(
        code: .tooLarge,
        message: "the postings of one term would pass 4 GiB; use less memory (--memory) so that "
          + "segments become smaller")
    }
    return number
  }

  private mutating func appendBlock(
    _ documents: UnsafeBufferPointer<UInt32>, _ frequencies: UnsafeBufferPointer<UInt32>,
    after before: UInt32
  ) {
    var last = before
    let deltas = documents.map { document in
      defer { last = document }
      return document - last
    }
    let rest = frequencies.map { $0 - 1 }
    let documentBits = BitPacking.bitsNeeded(deltas)
    let frequencyBits = BitPacking.bitsNeeded(rest)
    blocks.append(UInt8(documentBits))
    blocks.append(UInt8(frequencyBits))
    for (values, bits) in [(deltas, documentBits), (rest, frequencyBits)] {
      packed.withUnsafeMutableBytes { bytes in
        guard let base = bytes.baseAddress else { return }
        BitPacking.pack(values, bits: bits, into: base)
        blocks.append(contentsOf: UnsafeRawBufferPointer(start: base, count: 16 * bits))
      }
    }
  }

  private mutating func appendTail(
    _ documents: UnsafeBufferPointer<UInt32>, _ frequencies: UnsafeBufferPointer<UInt32>,
    after before: UInt32
  ) {
    var last = before
    for (document, frequency) in zip(documents, frequencies) {
      blocks.appendVarint(UInt64(document - last) * 2 + (frequency == 1 ? 1 : 0))
      if frequency != 1 { blocks.appendVarint(UInt64(frequency)) }
      last = document
    }
  }

  /// Forgets what was encoded and keeps the memory.
  mutating func removeAll() { bytes.removeAll() }
}
