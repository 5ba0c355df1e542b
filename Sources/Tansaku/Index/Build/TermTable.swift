/// The terms of the documents in memory, each with its stream of occurrences: a hash table with
/// open addressing whose slots are the records themselves, so that most occurrences cost one visit
/// to the table and one to the arena.
///
/// Streams hold varints:
/// - of a term with positions, for each occurrence `delta * 2 + first`, where `first` is 1 for the
///   first in its document. A first occurrence gives the difference to the last document and is
///   followed by its position; any other gives the difference to the last position;
/// - of a term without positions, for each document the difference to the last one, doubled, plus 1
///   if the term occurs once in that last one; else its frequency there follows. The frequency in
///   the last document of all is in the record.
///
/// The document before the first is -1.
struct TermTable {
  /// One term; 32 bytes, so that two share a line of the processor's cache.
  struct Record {
    /// The term's `TermKey64`, and once terms are sorted its `TermOrder`; 0 for a slot without a
    /// term.
    var key: UInt64
    /// For a hashed term where it stands in the pool of texts.
    var text: UInt32
    var streamStart: UInt32
    var tail: SliceArena.Tail
    var lastDocument: UInt32
    /// The last position, or without positions the frequency in the last document.
    var last: UInt32
  }

  /// An occurrence on its way into the table.
  struct Occurrence {
    /// The term's `TermKey64`.
    var key: UInt64
    var document: UInt32
    /// Its position; 0 for a term without.
    var position: UInt32
  }

  private static let empty = Record(
    key: 0, text: 0, streamStart: 0, tail: .init(cursor: 0, end: 0), lastDocument: .max, last: 0)

  /// As many occurrences are looked up before the first of them is noted, so that what they need
  /// comes from memory at the same time.
  private static let batch = 64

  /// The hash table; once terms are sorted they are its first `count` records.
  private(set) var slots: UnsafeMutablePointer<Record>
  private(set) var slotCount = 64
  /// How many terms there are.
  private(set) var count = 0
  /// Hashed terms: a `TextHeader`, then the characters.
  private(set) var texts = NumberList()
  private(set) var arena = SliceArena(capacity: 1 << 12)
  /// Keeps the compiler from leaving out loads that are only there to be early.
  private var touched: UInt64 = 0

  init() {
    slots = .allocate(capacity: slotCount)
    slots.initialize(repeating: TermTable.empty, count: slotCount)
  }

  /// Gives the memory back.
  ///
  /// The table must not be used after that.
  func deallocate() {
    slots.deallocate()
    texts.deallocate()
    arena.deallocate()
  }

  /// How many bytes the terms and their occurrences need now; what the allocator keeps beyond that
  /// grows and shrinks with it.
  var memory: Int {
    arena.count + texts.count * 4 + MemoryLayout<Record>.stride * slotCount
  }

  /// Notes occurrences, whose documents must not fall from call to call, nor positions within a
  /// document.
  ///
  /// - Parameters:
  ///   - occurrences: the occurrences.
  ///   - newTexts: the texts of those whose keys are hashes, one after the other: a `TextHeader`, then
  ///     the characters.
  mutating func add(
    _ occurrences: UnsafeBufferPointer<Occurrence>, texts newTexts: UnsafeBufferPointer<UInt32>
  ) {
    var text = 0
    withUnsafeTemporaryAllocation(of: Int.self, capacity: TermTable.batch) { places in
      for start in stride(from: 0, to: occurrences.count, by: TermTable.batch) {
        let end = min(start + TermTable.batch, occurrences.count)
        add(
          UnsafeBufferPointer(rebasing: occurrences[start..<end]), texts: newTexts, from: &text,
          places: places)
      }
    }
  }

  @inline(__always)
  private mutating func add(
    _ occurrences: UnsafeBufferPointer<Occurrence>, texts newTexts: UnsafeBufferPointer<UInt32>,
    from text: inout Int, places: UnsafeMutableBufferPointer<Int>
  ) {
    reserve(occurrences.count)
    var touched: UInt64 = 0
    for index in occurrences.indices {
      let place = place(of: occurrences[index].key)
      places[index] = place
      touched &+= slots[place].key
    }
    for index in occurrences.indices {
      let key = occurrences[index].key
      let slot: Int
      if key & TermKey64.hashed == 0 {
        slot = find(key, from: places[index])
      } else {
        let count = TextHeader(bits: newTexts[text]).count + 1
        slot = find(
          key, UnsafeBufferPointer(rebasing: newTexts[text..<text + count]), from: places[index])
        text += count
      }
      places[index] = slot
      touched &+= UInt64(arena.touch(slots[slot].tail.cursor))
    }
    self.touched = touched
    for index in occurrences.indices {
      let occurrence = occurrences[index]
      let slot = slots + places[index]
      if hasPositions(slot.pointee) {
        addPosition(occurrence.position, in: occurrence.document, to: slot)
      } else {
        addDocument(occurrence.document, to: slot)
      }
    }
  }

  /// Whether a term keeps positions.
  @inline(__always)
  func hasPositions(_ record: Record) -> Bool {
    record.key & TermKey64.hashed == 0
      ? record.key & 1 == 1
      : TextHeader(bits: texts.base[Int(record.text)]).hasPositions
  }

  @inline(__always)
  private mutating func addPosition(
    _ position: UInt32, in document: UInt32, to slot: UnsafeMutablePointer<Record>
  ) {
    var tail = slot.pointee.tail
    let last = slot.pointee.lastDocument
    if last != document {
      arena.append((document &- last) &<< 1 | 1, position, to: &tail)
      slot.pointee.lastDocument = document
    } else {
      arena.append((position &- slot.pointee.last) &<< 1, to: &tail)
    }
    slot.pointee.tail = tail
    slot.pointee.last = position
  }

  @inline(__always)
  private mutating func addDocument(_ document: UInt32, to slot: UnsafeMutablePointer<Record>) {
    let last = slot.pointee.lastDocument
    if last == document {
      slot.pointee.last &+= 1
      return
    }
    var tail = slot.pointee.tail
    let frequency = slot.pointee.last
    let delta = (document &- last) &<< 1
    if frequency == 1 {
      arena.append(delta | 1, to: &tail)
    } else {
      arena.append(delta, frequency, to: &tail)
    }
    slot.pointee.tail = tail
    slot.pointee.lastDocument = document
    slot.pointee.last = 1
  }

  // MARK: Terms

  /// The slot that a key belongs in.
  @inline(__always)
  private func place(of key: UInt64) -> Int {
    // 32 bits of the hash as a fraction of all slots (Lemire, "Fast random integer generation in an
    // interval", ACM Transactions on Modeling and Computer Simulation 29 (1), 2019). The fraction's
    // highest bits count most, so they are made to depend on all; the lowest six told the table.
    let fraction = UInt32(truncatingIfNeeded: TermKey64.mix(key) &>> 6) &* 0x9E37_79B9
    let product = UInt64(fraction) &* UInt64(truncatingIfNeeded: slotCount)
    return Int(truncatingIfNeeded: product &>> 32)
  }

  /// The slot after a slot.
  @inline(__always)
  private func next(_ slot: Int) -> Int {
    let next = slot &+ 1
    return next == slotCount ? 0 : next
  }

  /// The slot of a term that is its own key, looked for from the slot that it belongs in; it is made
  /// if the term is new, for which there must be room.
  @inline(__always)
  private mutating func find(_ key: UInt64, from place: Int) -> Int {
    var slot = place
    while true {
      let found = slots[slot].key
      if found == key { return slot }
      if found == 0 { break }
      slot = next(slot)
    }
    insert(key, text: 0, at: slot)
    return slot
  }

  /// The slot of a hashed term, likewise.
  @inline(never)
  private mutating func find(
    _ key: UInt64, _ text: UnsafeBufferPointer<UInt32>, from place: Int
  ) -> Int {
    var slot = place
    while true {
      let found = slots[slot].key
      // The headers are compared too, so that neither text ends too early.
      if found == key, text.elementsEqual(texts(from: slots[slot].text, count: text.count)) {
        return slot
      }
      if found == 0 { break }
      slot = next(slot)
    }
    insert(key, text: UInt32(texts.count), at: slot)
    texts.append(contentsOf: text)
    return slot
  }

  /// At most so many numbers of the pool of texts.
  private func texts(from start: UInt32, count: Int) -> UnsafeBufferPointer<UInt32> {
    UnsafeBufferPointer(
      start: texts.base + Int(start), count: min(count, texts.count - Int(start)))
  }

  @inline(never)
  private mutating func insert(_ key: UInt64, text: UInt32, at slot: Int) {
    let tail = arena.begin()
    slots[slot] = Record(
      key: key, text: text, streamStart: tail.cursor, tail: tail, lastDocument: .max, last: 1)
    count += 1
  }

  /// Makes room for so many new terms, with a fifth of the slots left free.
  @inline(__always)
  private mutating func reserve(_ more: Int) {
    if (count &+ more) &* 5 > slotCount &* 4 { rehash(for: count + more) }
  }

  /// Tables grow by a quarter, so that few slots are free when memory is counted.
  ///
  /// Terms with long streams go in first and find their slots free: most occurrences are of them, and
  /// need but one look then.
  @inline(never)
  private mutating func rehash(for wanted: Int) {
    let old = UnsafeMutableBufferPointer(start: slots, count: slotCount)
    slotCount = max(slotCount * 5 / 4, (wanted * 5 + 3) / 4)
    slots = .allocate(capacity: slotCount)
    slots.initialize(repeating: TermTable.empty, count: slotCount)
    for isLong in [true, false] {
      for record in old where record.key != 0 {
        if SliceArena.isLong(from: record.streamStart, to: record.tail) != isLong { continue }
        var slot = place(of: record.key)
        while slots[slot].key != 0 { slot = next(slot) }
        slots[slot] = record
      }
    }
    old.deallocate()
  }

  /// Puts the terms in their order, in the first `count` slots.
  ///
  /// The table takes no more occurrences after that.
  mutating func sortTerms() {
    var filled = 0
    for slot in 0..<slotCount where slots[slot].key != 0 {
      var record = slots[slot]
      record.key = order(of: record).number
      slots[filled] = record
      filled += 1
    }
    let table = self
    var terms = UnsafeMutableBufferPointer(start: slots, count: count)
    terms.sort { table.precedes($0, $1, of: table) }
  }

  private func order(of record: Record) -> TermOrder {
    if record.key & TermKey64.hashed == 0 { return TermOrder(key: record.key) }
    let header = TextHeader(bits: texts.base[Int(record.text)])
    return TermOrder(
      layer: header.layer,
      UnsafeBufferPointer(start: texts.base + Int(record.text) + 1, count: header.count))
  }
}
