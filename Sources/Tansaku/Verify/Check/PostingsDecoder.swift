import TansakuStorage

/// Decodes the postings of a term number by number and believes none of them: the slow and careful
/// twin of `PostingCursor`.
struct PostingsDecoder {
  private let file: CheckedFile
  private let hasPositions: Bool
  private let positionBlocks: [Int]
  private let lengths: [UInt8]
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
  ///   - lengths: the length code of each document of the segment.
  init(
    _ file: CheckedFile, at start: Int, hasPositions: Bool, positionBlocks: [Int], lengths: [UInt8]
  ) {
    self.file = file
    self.hasPositions = hasPositions
    self.positionBlocks = positionBlocks
    self.lengths = lengths
    offset = start
  }

  /// Reads the postings of so many documents, and the positions where they stand with them.
  ///
  /// - Parameters:
  ///   - count: how many documents the term has.
  ///   - hasSmallPositions: whether its positions stand with the postings.
  ///   - list: what to fill.
  /// - Throws: `StorageError` where they cannot be read; what can be read and is wrong goes to the
  ///   list's faults.
  mutating func decode(
    _ count: Int, hasSmallPositions: Bool, into list: inout PostingList
  ) throws(StorageError) {
    list.removePostings()
    guard offset <= file.count else { throw error("The postings begin behind the end.") }
    let bytes = try file.bytes(offset..<file.count)
    var reader = BitReader(bytes)
    let entries = try readEntries(PostingsFormat.entryCount(documents: count), &reader)
    list.impacts = entries.map(\.impacts)
    let blocksStart = reader.position / 8
    var last: UInt32 = .max
    var occurrences: UInt64 = 0
    var block = 0
    while list.documents.count < count {
      let firstIndex = list.documents.count
      let isBlock = !entries.isEmpty && count - firstIndex >= PostingsFormat.blockSize
      let isRead =
        isBlock
        ? readBlock(&reader, after: last, into: &list)
        : readList(&reader, count - firstIndex, after: last, into: &list)
          && (!hasSmallPositions || readPositions(&reader, into: &list)) && reader.readFill()
      guard isRead else { throw error("A block of postings is none.") }
      last = list.documents[list.documents.count - 1]
      if block < entries.count {
        check(
          entries[block], last: last, end: reader.position / 8 - blocksStart,
          occurrences: occurrences, &list)
      }
      for frequency in list.frequencies[firstIndex...] { occurrences += UInt64(frequency) }
      block += 1
    }
    for (one, next) in zip(list.documents, list.documents.dropFirst()) where one >= next {
      list.faults.append("has document \(next) behind document \(one)")
      break
    }
    offset += reader.position / 8
  }

  private func readEntries(_ count: Int, _ reader: inout BitReader) throws(StorageError) -> [Entry]
  {
    if count == 0 { return [] }
    var entries: [Entry] = []
    var widths: [Int] = []
    for _ in 0..<4 { widths.append(Int(reader.read(2) ?? 0) + 1) }
    for _ in 0..<count {
      guard let entry = readEntry(widths, &reader) else {
        throw error("The entries of a term's blocks end too early.")
      }
      entries.append(entry)
    }
    return entries
  }

  private func readEntry(_ widths: [Int], _ reader: inout BitReader) -> Entry? {
    guard let last = reader.read(8 * widths[0]), let end = reader.read(8 * widths[1]) else {
      return nil
    }
    var positions: (occurrences: UInt32, place: UInt32)?
    if hasPositions {
      guard let first = reader.read(8 * widths[2]), let place = reader.read(8 * widths[3]) else {
        return nil
      }
      positions = (first, place)
    }
    var impacts: [Impact] = []
    for _ in 0..<2 {
      guard let frequency = reader.read(8), let length = reader.read(8) else { return nil }
      impacts.append(Impact(frequency: UInt8(frequency), length: UInt8(length)))
    }
    return Entry(last: last, end: end, impacts: (impacts[0], impacts[1]), positions: positions)
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

  /// Reads a block; false where the bytes are none.
  private func readBlock(
    _ reader: inout BitReader, after before: UInt32, into list: inout PostingList
  ) -> Bool {
    let count = PostingsFormat.blockSize
    guard let parameter = reader.read(5), let place = reader.read(3),
      let gaps = reader.readRice(count, parameter: Int(parameter)), reader.readFill(),
      appendFrequencies(count, run: count, place, &reader, to: &list), reader.readFill()
    else { return false }
    var document = before
    for gap in gaps {
      // Wrapping: that documents fall is told by the caller.
      document = document &+ gap &+ 1
      list.documents.append(document)
    }
    return true
  }

  private func readList(
    _ reader: inout BitReader, _ count: Int, after before: UInt32, into list: inout PostingList
  ) -> Bool {
    guard !lengths.isEmpty, let place = reader.read(PostingsFormat.listHead),
      let documents = reader.readInterpolative(
        count, low: before &+ 1, high: UInt32(lengths.count - 1))
    else { return false }
    list.documents += documents
    return appendFrequencies(
      count, run: PostingsFormat.frequenciesInRun, place, &reader, to: &list)
  }

  /// Reads frequencies that are coded so many at a time.
  private func appendFrequencies(
    _ count: Int, run: Int, _ place: UInt32, _ reader: inout BitReader, to list: inout PostingList
  ) -> Bool {
    let parameter = PostingsFormat.frequencyParameter(at: Int(place))
    for start in stride(from: 0, to: count, by: run) {
      guard let rest = reader.readRice(min(run, count - start), parameter: parameter),
        !rest.contains(.max)
      else { return false }
      list.frequencies += rest.map { $0 + 1 }
    }
    return true
  }

  /// Reads positions that stand with the postings: see `SmallPositions`.
  private func readPositions(_ reader: inout BitReader, into list: inout PostingList) -> Bool {
    guard let isWide = reader.readBit() else { return false }
    for (document, frequency) in zip(list.documents, list.frequencies) {
      guard frequency < PostingsFormat.mostSmallOccurrences else { return false }
      let highest = SmallPositions.highest(lengths[Int(document)])
      guard
        let numbers = reader.readInterpolative(
          Int(frequency), low: 0,
          high: isWide == 1 ? .max : UInt32(clamping: Int(highest) + Int(frequency) - 1))
      else { return false }
      list.deltas.append(numbers[0])
      for (number, before) in zip(numbers.dropFirst(), numbers) {
        list.deltas.append(number - before - 1)
      }
    }
    return true
  }

  private func error(_ sentence: String) -> StorageError {
    StorageError(
      .corrupt, sentence + " Build the index again and report this.", file: file.path,
      offset: offset)
  }
}
