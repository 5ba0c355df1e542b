import TansakuStorage

/// Reads the positions of one term, for a posting cursor that says which.
///
/// Nothing is read before the first question; a block is unpacked at most once in a row.
final class PositionCursor {
  private let file: CheckedFile?
  private let start: Int
  private let count: Int
  private let damage: DamageReport?
  /// Where the block of postings begins: its first occurrence's number, and the offset of the block
  /// of positions that holds it.
  private var firstOccurrence = 0
  private var firstOffset = 0
  /// The number of the block of positions at hand, -1 for none, and where it begins.
  private var block = -1
  private var offset = 0
  /// Finds single positions of that block; nil where its bytes could not be read.
  private var picker: RicePicker?
  /// How many documents asked it for positions.
  private var asked = 0
  /// Whether all positions of that block are in `deltas`.
  private var isRead = false
  /// The length codes that tell how the positions of a small term are written; nil for any other.
  private var lengths: UnsafeRawBufferPointer?
  /// How far those were read.
  private var small: SmallPositions.Reading?
  /// The differences of a block, or of all positions of a term of one; of a small term the
  /// numbers (see `SmallPositions`).
  ///
  /// Room is made when somebody asks for a position.
  private var deltas: UnsafeMutablePointer<UInt32>?
  /// Positions that were made in memory with their postings, and who keeps them.
  private let made: UnsafeMutablePointer<UInt32>?
  private let list: MemoryPostings?

  /// - Parameters:
  ///   - file: the segment's positions.
  ///   - start: where the term's begin.
  ///   - count: how often the term occurs.
  ///   - damage: whom to tell of damaged bytes.
  init(file: CheckedFile, start: Int, count: Int, damage: DamageReport) {
    self.file = file
    self.start = start
    self.count = count
    self.damage = damage
    made = nil
    list = nil
  }

  /// The positions of a term that keeps its `count` with its postings, in documents with these
  /// length codes.
  init(smallIn lengths: UnsafeRawBufferPointer, count: Int, damage: DamageReport) {
    file = nil
    start = 0
    self.count = count
    self.lengths = lengths
    self.damage = damage
    made = nil
    list = nil
  }

  /// These positions, as differences, of a term that the dictionary says all of.
  init(deltas list: [UInt32], damage: DamageReport) {
    file = nil
    start = 0
    count = list.count
    self.damage = damage
    made = nil
    self.list = nil
    let deltas = UnsafeMutablePointer<UInt32>.allocate(capacity: max(list.count, 1))
    deltas.initialize(from: list, count: list.count)
    self.deltas = deltas
  }

  /// The positions of postings that were made in memory.
  init(in list: MemoryPostings) {
    file = nil
    start = 0
    count = list.positionCount
    damage = nil
    made = list.positions
    self.list = list
  }

  deinit { deltas?.deallocate() }

  /// Says where the block of postings begins that the questions to come are about.
  func moveToBlock(occurrences: Int, offset: Int) {
    firstOccurrence = occurrences
    firstOffset = offset
  }

  /// Appends the positions of a document that has `frequency` of them, after `before` occurrences
  /// in earlier documents of the same block of postings.
  ///
  /// Positions that a damaged file does not have are told to the damage report, and left out.
  func read(_ frequency: Int, skipping before: Int, into result: PositionList) {
    let first = firstOccurrence + before
    let end = first + frequency
    guard end <= known else { return reportMissing() }
    guard first < end else { return }
    if file != nil { return readFile(first..<end, into: result) }
    let places = result.extend(by: frequency)
    if let made { return places.update(from: made + first, count: frequency) }
    guard let deltas else { preconditionFailure("Positions that were read have memory.") }
    let numbers = deltas + first
    if isSmall {
      // Those that rise: see `SmallPositions`.
      for index in 0..<frequency {
        places[index] = numbers[index] &- UInt32(truncatingIfNeeded: index)
      }
    } else {
      PositionCursor.add(up: numbers, count: frequency, from: 0, into: places)
    }
  }

  /// How many occurrences can be read: of a small term those that were read with its postings.
  @inline(__always)
  private var known: Int {
    guard isSmall else { return count }
    guard let small else { return 0 }
    return small.occurrences
  }

  /// Tells that the postings count more occurrences than there are positions.
  @inline(never)
  private func reportMissing() {
    // The counts of postings in memory are those of their positions.
    guard let damage else {
      preconditionFailure("Postings that were made in memory count their positions.")
    }
    damage.record(
      StorageError(
        .corrupt,
        "A term occurs more often in its documents than it has positions. The index is corrupt: "
          + "build it again.",
        file: file?.path, offset: file == nil ? nil : start))
  }

  /// Sums up differences; returns the last sum.
  @inline(__always) @discardableResult
  private static func add(
    up deltas: UnsafePointer<UInt32>, count: Int, from base: UInt32,
    into places: UnsafeMutablePointer<UInt32>
  ) -> UInt32 {
    var position = base
    for index in 0..<count {
      // Wrapping, for bytes that are no positions must not stop the process.
      position &+= deltas[index]
      places[index] = position
    }
    return position
  }

  /// Appends the positions of a document in a file.
  private func readFile(_ occurrences: Range<Int>, into result: PositionList) {
    var position: UInt32 = 0
    var occurrence = occurrences.lowerBound
    while occurrence < occurrences.upperBound {
      let wanted = occurrence / PositionsFormat.blockSize
      if wanted != block { move(to: wanted) }
      let start = wanted * PositionsFormat.blockSize
      let end = min(occurrences.upperBound, start + PositionsFormat.blockSize)
      let count = end - occurrence
      let places = result.extend(by: count)
      // For a few, all the others need not be read.
      if !isRead, asked < PositionCursor.mostAsked, count < PositionCursor.mostPicked,
        // A copy, for what is a part of an object is guarded while somebody changes it.
        var picker
      {
        asked += 1
        let last = picker.readSums(at: occurrence - start, count: count, base: position, places)
        self.picker = picker
        if let last {
          position = last
          occurrence = end
          continue
        }
      }
      let deltas = isRead ? self.deltas ?? makeRoom() : readBlock()
      position = PositionCursor.add(
        up: deltas + (occurrence - start), count: count, from: position, into: places)
      occurrence = end
    }
  }

  /// So many documents pick their positions from a block before all are read, and so many positions
  /// at once are not picked: reading all costs as much.
  private static let mostAsked = 6
  private static let mostPicked = 24

  /// Whether the term keeps them with its postings.
  var isSmall: Bool { lengths != nil }

  /// Reads the positions of a term that keeps them with its postings, from the bit behind those, in its
  /// first documents; false where the bytes are none, or end too early.
  ///
  /// The documents must be some of the segment. What was read once is not read again.
  func readSmall(
    _ bytes: UnsafeRawBufferPointer, from bit: Int, documents: UnsafePointer<UInt32>,
    frequencies: UnsafePointer<UInt32>, count: Int
  ) -> Bool {
    guard let lengths else { return false }
    let room = deltas ?? .allocate(capacity: max(1, self.count))
    deltas = room
    // A copy, for what is a part of an object is guarded while somebody changes it.
    var reading = small ?? SmallPositions.Reading(bit: bit)
    let isRead = SmallPositions.read(
      &reading, bytes, documents: documents, frequencies: frequencies, count: count,
      lengths: lengths, into: room, room: self.count)
    if isRead { small = reading }
    return isRead
  }

  /// How many of its first documents the positions of a small term were read in.
  var smallCount: Int { small?.documents ?? 0 }

  /// Room for a block.
  private func makeRoom() -> UnsafeMutablePointer<UInt32> {
    let size = PositionsFormat.blockSize
    let room = UnsafeMutablePointer<UInt32>.allocate(capacity: size)
    // Where bytes turn out to be damaged, those that cannot be read are 0.
    room.initialize(repeating: 0, count: size)
    deltas = room
    return room
  }

  /// Moves to a block.
  private func move(to wanted: Int) {
    guard let file, let damage else { return }
    var number = block
    var offset = self.offset
    if block < 0 || wanted < number || firstOccurrence / PositionsFormat.blockSize > number {
      number = firstOccurrence / PositionsFormat.blockSize
      offset = firstOffset
    }
    isRead = false
    asked = 0
    do throws(StorageError) {
      while number < wanted {
        // The picker has counted a part of the block at hand already. A copy: see `readFile`.
        var last = number == block ? picker : nil
        if last == nil { last = try makePicker(block: number, at: offset, file) }
        guard let end = last?.end() else { throw contradiction(at: offset, file) }
        offset += (end + 7) / 8
        number += 1
      }
      picker = try makePicker(block: wanted, at: offset, file)
    } catch {
      damage.record(error)
      picker = nil
    }
    block = wanted
    self.offset = offset
  }

  /// A picker for a block.
  ///
  /// - Throws: `StorageError` where its bytes are damaged or too few.
  private func makePicker(
    block: Int, at offset: Int, _ file: CheckedFile
  ) throws(StorageError) -> RicePicker {
    let size = size(of: block)
    let bytes = try bytes(of: size, at: offset, file)
    guard
      let picker = RicePicker(
        bytes, from: PositionsFormat.head(of: size), count: size,
        parameter: PositionCursor.parameter(bytes))
    else { throw contradiction(at: offset, file) }
    return picker
  }

  /// How many positions a block has.
  private func size(of block: Int) -> Int {
    min(count - block * PositionsFormat.blockSize, PositionsFormat.blockSize)
  }

  /// Reads all positions of the block at hand; 0 for each where its bytes are damaged.
  private func readBlock() -> UnsafeMutablePointer<UInt32> {
    let deltas = self.deltas ?? makeRoom()
    isRead = true
    guard let file, let damage else { return deltas }
    do throws(StorageError) {
      let size = size(of: block)
      let bytes = try bytes(of: size, at: offset, file)
      let end = RiceCoding.read(
        bytes, from: PositionsFormat.head(of: size), count: size,
        parameter: PositionCursor.parameter(bytes), into: deltas)
      if end == nil { throw contradiction(at: offset, file) }
    } catch {
      damage.record(error)
      deltas.update(repeating: 0, count: PositionsFormat.blockSize)
    }
    return deltas
  }

  /// Bytes in which the code of so many deltas ends, if they are a code: nothing says how long it is,
  /// and none is longer than these.
  ///
  /// - Throws: `StorageError` where there are none, or they are damaged.
  private func bytes(
    of size: Int, at offset: Int, _ file: CheckedFile
  ) throws(StorageError) -> UnsafeRawBufferPointer {
    let first = start + offset
    guard first < file.count else { throw contradiction(at: offset, file) }
    return try file.bytes(
      first..<min(first + PositionsFormat.longestCode(count: size), file.count))
  }

  /// The parameter of a block that begins with these bytes, of which there is at least one.
  private static func parameter(_ bytes: UnsafeRawBufferPointer) -> Int { Int(bytes[0] & 31) }

  private func contradiction(at offset: Int, _ file: CheckedFile) -> StorageError {
    StorageError(
      .corrupt,
      "A block of positions does not end where it should. The index is corrupt: build it again.",
      file: file.path, offset: start + offset)
  }
}
