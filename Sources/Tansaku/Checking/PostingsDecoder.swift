import TansakuStorage

/// Decodes the postings of a term number by number and believes none of them: the slow and careful
/// twin of `PostingCursor`.
struct PostingsDecoder {
  private let file: CheckedFile
  private let hasPositions: Bool
  private let positionBlocks: [Int]
  /// Where the next byte to be read is; behind the term's postings when they are decoded.
  private(set) var offset: Int

  /// One entry as it stands in the file.
  private struct Entry {
    var last: UInt32
    var end: UInt32
    var impacts: (Impact, Impact)
    /// How many occurrences stand before the block, and the block of positions of its first one.
    var positions: (occurrences: UInt32, place: UInt32)?
  }

  /// - Parameters:
  ///   - file: the postings of the segment.
  ///   - start: where the term's begin.
  ///   - hasPositions: whether the term has positions.
  ///   - positionBlocks: where each block of its positions begins, from the first.
  init(_ file: CheckedFile, at start: Int, hasPositions: Bool, positionBlocks: [Int]) {
    self.file = file
    self.hasPositions = hasPositions
    self.positionBlocks = positionBlocks
    offset = start
  }

  /// Reads the postings of so many documents.
  ///
  /// - Throws: `StorageError` where they cannot be read; what can be read and is wrong goes to the
  ///   list's faults.
  mutating func decode(_ count: Int, into list: inout PostingList) throws(StorageError) {
    list.removePostings()
    guard offset <= file.count else { throw error("The postings begin behind the end.") }
    var reader = try file.reader(offset..<file.count)
    var entries: [Entry] = []
    for _ in 0..<PostingsFormat.entryCount(documents: count) {
      entries.append(try readEntry(&reader))
    }
    list.impacts = entries.map(\.impacts)
    let blocksStart = reader.position
    var last: UInt32 = 0
    var occurrences: UInt64 = 0
    var block = 0
    while list.documents.count < count {
      let left = count - list.documents.count
      let firstIndex = list.documents.count
      if left >= PostingsFormat.blockSize {
        try readBlock(&reader, after: last, into: &list)
      } else {
        try readTail(&reader, left, after: last, into: &list)
      }
      last = list.documents[list.documents.count - 1]
      if block < entries.count {
        check(
          entries[block], last: last, end: reader.position - blocksStart, occurrences: occurrences,
          &list)
      }
      for frequency in list.frequencies[firstIndex...] { occurrences += UInt64(frequency) }
      block += 1
    }
    for (one, next) in zip(list.documents, list.documents.dropFirst()) where one >= next {
      list.faults.append("has document \(next) behind document \(one)")
      break
    }
    offset += reader.position
  }

  private func readEntry(_ reader: inout ByteReader) throws(StorageError) -> Entry {
    let last = try reader.readFixed32()
    let end = try reader.readFixed32()
    let one = Impact(frequency: try reader.readByte(), length: try reader.readByte())
    let other = Impact(frequency: try reader.readByte(), length: try reader.readByte())
    guard hasPositions else { return Entry(last: last, end: end, impacts: (one, other)) }
    let occurrences = try reader.readFixed32()
    return Entry(
      last: last, end: end, impacts: (one, other),
      positions: (occurrences, try reader.readFixed32()))
  }

  private func check(
    _ entry: Entry, last: UInt32, end: Int, occurrences: UInt64, _ list: inout PostingList
  ) {
    if entry.last != last {
      list.faults.append("has a block up to document \(last) whose entry says \(entry.last)")
    }
    if Int(entry.end) != end {
      list.faults.append("has a block up to byte \(end) whose entry says \(entry.end)")
    }
    guard let positions = entry.positions, !positionBlocks.isEmpty else { return }
    let place = Int(clamping: occurrences) / PositionsFormat.blockSize
    if UInt64(positions.occurrences) != occurrences || place >= positionBlocks.count
      || Int(positions.place) != positionBlocks[place]
    {
      list.faults.append("has a block of postings that leads to the wrong positions")
    }
  }

  private func readBlock(
    _ reader: inout ByteReader, after before: UInt32, into list: inout PostingList
  ) throws(StorageError) {
    let documentBits = Int(try reader.readByte())
    let frequencyBits = Int(try reader.readByte())
    guard documentBits <= 32, frequencyBits <= 32 else {
      throw reader.error("A block of postings is packed with more than 32 bits.")
    }
    var document = before
    for delta in BitPacking.unpacked(try reader.readBytes(16 * documentBits), bits: documentBits) {
      // Wrapping: that documents fall is told by the caller.
      document &+= delta
      list.documents.append(document)
    }
    let packed = try reader.readBytes(16 * frequencyBits)
    for less in BitPacking.unpacked(packed, bits: frequencyBits) {
      if less == .max { throw reader.error("A frequency has more than 32 bits.") }
      list.frequencies.append(less + 1)
    }
  }

  private func readTail(
    _ reader: inout ByteReader, _ count: Int, after before: UInt32, into list: inout PostingList
  ) throws(StorageError) {
    var document = UInt64(before)
    for _ in 0..<count {
      let value = try reader.readVarint()
      let frequency = value & 1 == 1 ? 1 : try reader.readVarint()
      let sum = document.addingReportingOverflow(value >> 1)
      guard !sum.overflow, let number = UInt32(exactly: sum.partialValue),
        let narrow = UInt32(exactly: frequency), narrow > 0
      else { throw reader.error("A posting is out of range.") }
      document = sum.partialValue
      list.documents.append(number)
      list.frequencies.append(narrow)
    }
  }

  private func error(_ sentence: String) -> StorageError {
    StorageError(
      .corrupt, sentence + " Build the index again and report this.", file: file.path,
      offset: offset)
  }
}
