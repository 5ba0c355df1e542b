import TansakuStorage

/// Stands for the end of the postings: greater than every document's number.
let endOfPostings = UInt32.max

/// Walks the postings of one term in increasing order of documents.
///
/// A new cursor stands before the first posting, at document 0 of nothing: call `advance` or `seek`
/// first. After the last posting `document` is ``endOfPostings``, and stays so.
///
/// A final class over raw memory: what runs per posting must be neither generic across modules nor
/// behind an existential. Bytes are checked against their checksum when a block is first touched;
/// where they are damaged the cursor ends and tells the `DamageReport`, which whoever answers from
/// the cursor asks before answering.
final class PostingCursor {
  /// The document that the cursor stands on.
  private(set) var document: UInt32 = 0
  /// How many documents the term has.
  private(set) var count: Int
  /// The documents of the block at hand, `held` of them; all of them for a list made in memory.
  let documents: UnsafeMutablePointer<UInt32>
  /// How many postings the block at hand has.
  private(set) var held = 0
  /// Which posting of the block at hand the cursor stands on.
  private(set) var at = -1
  /// The entries of the blocks; empty where the term has but a tail, or is a list in memory.
  private(set) var entries: PostingEntries

  let file: CheckedFile?
  private let isReused: Bool
  /// Where the postings were made in memory: what owns it.
  let list: MemoryPostings?
  var start: Int
  let damage: DamageReport?
  let frequencies: UnsafeMutablePointer<UInt32>
  /// The bytes of the block at hand until somebody asks for all of its frequencies; empty when they
  /// are read.
  var unreadBlock = UnsafeRawBufferPointer(start: nil, count: 0)
  /// The bit of them that the frequencies begin at.
  var frequenciesStart = 0
  /// Finds single frequencies of the block at hand, nil before the first, and how often it was asked.
  var picker: RicePicker?
  var picked = 0
  /// Which of them was picked last, how often the term occurs there, and how often in the documents
  /// of the block before it where the frequencies have no remainders; -1 for none.
  var pickedPlace = -1
  var pickedFrequency: UInt32 = 0
  var occurrencesBefore = 0
  /// Which of the runs that a list's frequencies are coded in the picker is for; -1 for none.
  var pickedRun = -1
  /// Whether the documents of the block at hand are sure to rise.
  private var isRising = false
  /// The block at hand; -1 before the first.
  var block = -1
  /// The positions of the term, where they are wanted.
  let positions: PositionCursor?
  /// The bit behind the frequencies of the block at hand, when they are read.
  var frequenciesEnd = 0
  /// How often the term occurs in the first documents of a block: `countedTo` of `countedBlock`.
  var counted = 0
  var countedTo = 0
  var countedBlock = -1
  /// How many documents the segment has: no posting may name another.
  private let documentCount: UInt32

  /// A cursor over the postings of a term in a file.
  ///
  /// - Parameters:
  ///   - file: the segment's postings.
  ///   - start: where the term's begin.
  ///   - count: how many documents the term has, at least two.
  ///   - hasPositions: whether the term's positions are kept.
  ///   - positions: the term's positions, where they are wanted.
  ///   - documentCount: how many documents the segment has.
  ///   - isReused: whether it will be restarted for other terms, of however many documents.
  ///   - damage: whom to tell of damaged bytes.
  /// - Throws: `StorageError` where the term's entries are damaged.
  init(
    file: CheckedFile, start: Int, count: Int, hasPositions: Bool, positions: PositionCursor?,
    documentCount: UInt32, isReused: Bool = false, damage: DamageReport
  ) throws {
    self.file = file
    self.isReused = isReused
    self.documentCount = documentCount
    list = nil
    self.start = start
    self.count = count
    self.positions = positions
    self.damage = damage
    entries = try PostingEntries(file, at: start, documents: count, hasPositions: hasPositions)
    // Four numbers are written at a time. What a block needs is little enough for the allocator's
    // fastest way.
    let most = entries.count > 0 ? PostingsFormat.blockSize : count
    let room = ((isReused ? PostingsFormat.fewestInBlocks : most) + 3) & ~3
    documents = .allocate(capacity: 2 * room)
    frequencies = documents + room
  }

  /// A cursor over postings made in memory.
  init(_ list: MemoryPostings, positions: PositionCursor? = nil) {
    self.list = list
    entries = PostingEntries()
    count = list.count
    file = nil
    isReused = false
    start = 0
    damage = nil
    documentCount = endOfPostings
    self.positions = positions
    documents = list.documents
    frequencies = list.frequencies
    held = list.count
    block = 0
  }

  /// Makes a cursor over one term's postings one over another's, without positions; it must have been
  /// made to be reused.
  func restart(at start: Int, count: Int, hasPositions: Bool) throws {
    precondition(isReused, "its room is made for one term")
    guard let file else { return }
    precondition(start <= file.count, "whoever read the offset has compared it with the file")
    entries = try PostingEntries(file, at: start, documents: count, hasPositions: hasPositions)
    self.start = start
    self.count = count
    document = 0
    setEmpty()
    at = -1
    block = -1
  }

  deinit { if list == nil { documents.deallocate() } }

  /// Moves before the first posting again.
  func rewind() {
    if let list {
      held = list.count
    } else if entries.count > 0 || held == 0 {
      block = -1
      setEmpty()
    }
    document = 0
    at = -1
  }

  /// How often the term occurs in the document at hand.
  @inline(__always)
  var frequency: UInt32 { unreadBlock.count > 0 ? pickFrequency() : frequencies[at] }

  /// How often the term occurs in each document of the block at hand.
  @inline(__always)
  var blockFrequencies: UnsafeMutablePointer<UInt32> {
    if unreadBlock.count > 0 { readFrequencies() }
    return frequencies
  }

  /// Moves to the next posting.
  @inline(__always)
  func advance() {
    at += 1
    if at < held { document = documents[at] } else { advanceToNextBlock() }
  }

  /// Moves to the first posting at or after `target`; stays where it is if it stands there.
  ///
  /// Behaves as `while document < target { advance() }` on a cursor that has advanced, but skips
  /// whole blocks.
  @inline(__always)
  func seek(_ target: UInt32) {
    if at >= 0 {
      if document >= target { return }
      // The next posting is the likeliest.
      let next = at &+ 1
      if next < held, documents[next] >= target {
        at = next
        document = documents[next]
        return
      }
    }
    seekFurther(target)
  }

  /// Moves to a posting of the block at hand, or behind its last to the next block.
  @inline(__always)
  func move(to place: Int) {
    at = place
    if at < held { document = documents[at] } else { advanceToNextBlock() }
  }

  /// Where in the block at hand, from the cursor on, the first document at or after `target` is;
  /// `held` where there is none.
  @inline(__always)
  func place(of target: UInt32) -> Int {
    let documents = documents
    let last = held &- 1
    if last < 0 || documents[last] < target { return held }
    var low = max(at, 0)
    // The next few are the likeliest; beyond them ever longer steps, which the processor foresees,
    // and then halves that are added or not without a branch that it could guess wrong: a shifted
    // bit, for of a choice the compiler makes a branch.
    var log = 3
    while documents[min(low &+ 1 &<< log &- 1, last)] < target {
      low &+= 1 &<< log
      log &+= 1
    }
    while log > 0 {
      log &-= 1
      let isBefore = documents[min(low &+ 1 &<< log &- 1, last)] < target
      low &+= (isBefore ? 1 : 0) &<< log
    }
    return low
  }

  /// Walks to the end from a cursor that has not moved, and adds every frequency to its document's
  /// sum.
  func addAll(to room: UnionRoom) {
    advance()
    while document != endOfPostings {
      let frequencies = blockFrequencies
      for index in 0..<held { room.add(documents[index], frequencies[index]) }
      move(to: held)
    }
  }

  @inline(never)
  private func seekFurther(_ target: UInt32) {
    if held == 0 || documents[held &- 1] < target {
      if document == endOfPostings { return }
      if entries.count > 0 {
        let next = entries.block(reaching: target, from: block + 1)
        guard next < entries.count else { return finish() }
        loadBlock(next)
      } else {
        guard block < 0 else { return finish() }
        loadBlock(0)
      }
      if document == endOfPostings { return }
    }
    move(to: place(of: target))
  }

  private func advanceToNextBlock() {
    let next = block + 1
    guard next < max(entries.count, 1), held > 0 || next == 0 else { return finish() }
    loadBlock(next)
    if document == endOfPostings { return }
    at = 0
    document = documents[0]
  }

  private func finish() {
    document = endOfPostings
    setEmpty()
    at = 0
  }

  private func setEmpty() {
    held = 0
    setRead()
  }

  private func loadBlock(_ number: Int) {
    setEmpty()
    at = -1
    block = number
    // The gap before the first document counts from -1.
    let before = number == 0 ? UInt32.max : entries.lastDocument(of: number - 1)
    held =
      entries.count == 0
      ? count : min(PostingsFormat.blockSize, count - number * PostingsFormat.blockSize)
    guard read(number, after: before), namesDocuments(number, after: before) else {
      return finish()
    }
    if entries.count > 0, let positions {
      positions.moveToBlock(
        occurrences: entries.firstOccurrence(of: number),
        offset: entries.positionsOffset(of: number))
    }
  }

  /// Whether the postings of the block at hand name documents of the segment in increasing order.
  ///
  /// Checksums tell that bytes are as they were written, not that they make sense.
  private func namesDocuments(_ number: Int, after before: UInt32) -> Bool {
    var isInOrder = true
    if !isRising {
      // The document before the first block's first counts as -1.
      isInOrder = documents[0] >= before &+ 1
      for index in 1..<max(held, 1) where documents[index] <= documents[index - 1] {
        isInOrder = false
      }
    }
    let last = documents[held - 1]
    // What an entry says of its block is what a search believes that passes over it.
    let isAsEntrySays = entries.count == 0 || last == entries.lastDocument(of: number)
    if isInOrder, isAsEntrySays, last < documentCount { return true }
    damage?.record(
      StorageError(
        .corrupt,
        "A term stands in a document that there is not, or in one twice. The index is corrupt: "
          + "build it again.",
        file: file?.path, offset: start))
    return false
  }

  /// Reads the documents of a block, `held` of them; false where its bytes are damaged.
  private func read(_ number: Int, after before: UInt32) -> Bool {
    guard let file = self.file else { return false }
    let blocks = start + entries.length
    let first = blocks + (number == 0 ? 0 : entries.end(of: number - 1))
    do {
      if entries.count > 0 {
        let last = blocks + entries.end(of: number)
        if first <= last, readDocuments(try file.bytes(first..<last), after: before) { return true }
      } else {
        // A list alone has no entry to say where it ends: nearly all are shorter than the first
        // guess, which touches fewer pages.
        for longest in [count * 5 + 8, PostingsFormat.longestList(documents: count)] {
          let bytes = try file.bytes(first..<min(first + longest, file.count))
          if readDocuments(bytes, after: before) { return true }
        }
      }
    } catch {
      damage?.record(error)
      return false
    }
    reportContradiction()
    return false
  }

  func reportContradiction() { damage?.record(contradiction) }

  var contradiction: StorageError {
    StorageError(
      .corrupt,
      "The postings of a term do not end where they should. The index is corrupt: build it again.",
      file: file?.path, offset: start)
  }

  /// Reads the documents of a block or a list; false where the bytes end too early.
  private func readDocuments(_ bytes: UnsafeRawBufferPointer, after before: UInt32) -> Bool {
    // Interpolative code has no others.
    isRising = true
    if held != PostingsFormat.blockSize || entries.count == 0 {
      return readList(bytes, after: before)
    }
    guard let parameters = bytes.first else { return false }
    let parameter = Int(parameters & 31)
    guard
      let end = RiceCoding.readSums(
        bytes, from: 8, count: held, parameter: parameter, base: before, into: documents)
    else { return false }
    // Remainders below 2²³ in all and no more than 2¹⁵ zeros, so that the sums cannot pass 2³².
    isRising = parameter <= 12 && bytes.count <= 1 << 12 && before &+ 1 < 1 << 31
    unreadBlock = bytes
    frequenciesStart = (end + 7) & ~7
    return true
  }

  private func readList(_ bytes: UnsafeRawBufferPointer, after before: UInt32) -> Bool {
    guard
      let end = ListCoding.readDocuments(
        bytes, count: held, low: before &+ 1, of: documentCount, into: documents)
    else { return false }
    frequenciesStart = end
    unreadBlock = bytes
    return true
  }
}
