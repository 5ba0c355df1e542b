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
    /// The term itself if it has up to three characters, else a hash of it: see `TermKey64`.
    /// 0 for a slot without a term.
    var key: UInt64
    /// For a hashed term where it stands in the pool of texts; else 1 if it keeps positions.
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
    /// For a hashed term where its text stands in the texts that come along; else 1 if it keeps
    /// positions.
    var text: UInt32
  }

  private static let empty = Record(
    key: 0, text: 0, streamStart: 0, tail: .init(cursor: 0, end: 0), lastDocument: .max, last: 0)

  private(set) var slots: UnsafeMutablePointer<Record>
  private(set) var slotBits = 6
  /// How many terms there are.
  private(set) var count = 0
  /// Hashed terms: a `TextHeader`, then the characters.
  private(set) var texts: [UInt32] = []
  private(set) var arena = SliceArena(capacity: 1 << 12)
  /// Keeps the compiler from leaving out loads that are only there to be early.
  private var touched: UInt64 = 0

  init() {
    slots = .allocate(capacity: 1 << slotBits)
    slots.initialize(repeating: TermTable.empty, count: 1 << slotBits)
  }

  /// Gives the memory back. The table must not be used after that.
  func deallocate() {
    slots.deallocate()
    arena.deallocate()
  }

  /// How many bytes the terms and their occurrences need now; what the allocator keeps beyond that
  /// grows and shrinks with it.
  var memory: Int {
    arena.count + texts.count * 4 + (MemoryLayout<Record>.stride << slotBits)
  }

  /// Notes occurrences, whose documents must not fall from call to call, nor positions within a
  /// document.
  ///
  /// - Parameters:
  ///   - occurrences: at most as many as fit the processor's cache: all are looked up before the
  ///     first is noted, so that their slots come from memory at the same time.
  ///   - newTexts: the texts of hashed terms.
  mutating func add(
    _ occurrences: UnsafeBufferPointer<Occurrence>, texts newTexts: UnsafeBufferPointer<UInt32>
  ) {
    reserve(occurrences.count)
    var touched: UInt64 = 0
    for occurrence in occurrences { touched &+= slots[place(of: occurrence.key)].key }
    self.touched = touched
    for occurrence in occurrences {
      let slot = find(occurrence, newTexts)
      let hasPositions =
        occurrence.key & TermKey64.hashed == 0
        ? occurrence.text == 1
        : TextHeader(bits: newTexts[Int(occurrence.text)]).hasPositions
      if hasPositions {
        addPosition(occurrence.position, in: occurrence.document, to: slot)
      } else {
        addDocument(occurrence.document, to: slot)
      }
    }
  }

  @inline(__always)
  private mutating func addPosition(_ position: UInt32, in document: UInt32, to slot: Int) {
    let last = slots[slot].lastDocument
    if last != document {
      arena.append((document &- last) &<< 1 | 1, to: &slots[slot].tail)
      arena.append(position, to: &slots[slot].tail)
      slots[slot].lastDocument = document
    } else {
      arena.append((position &- slots[slot].last) &<< 1, to: &slots[slot].tail)
    }
    slots[slot].last = position
  }

  @inline(__always)
  private mutating func addDocument(_ document: UInt32, to slot: Int) {
    let last = slots[slot].lastDocument
    if last == document {
      slots[slot].last &+= 1
      return
    }
    let frequency = slots[slot].last
    let delta = (document &- last) &<< 1
    if frequency == 1 {
      arena.append(delta | 1, to: &slots[slot].tail)
    } else {
      arena.append(delta, to: &slots[slot].tail)
      arena.append(frequency, to: &slots[slot].tail)
    }
    slots[slot].lastDocument = document
    slots[slot].last = 1
  }

  // MARK: Terms

  /// The slot that a key belongs in.
  @inline(__always)
  private func place(of key: UInt64) -> Int {
    Int(truncatingIfNeeded: TermKey64.mix(key) &>> 8) & (1 &<< slotBits &- 1)
  }

  /// The slot of a term, which is made if it is new; there must be room.
  @inline(__always)
  private mutating func find(
    _ occurrence: Occurrence, _ newTexts: UnsafeBufferPointer<UInt32>
  ) -> Int {
    let key = occurrence.key
    let mask = 1 &<< slotBits &- 1
    var slot = place(of: key)
    while true {
      let found = slots[slot].key
      if found == key,
        key & TermKey64.hashed == 0 || matches(slot, newTexts, at: Int(occurrence.text))
      {
        return slot
      }
      if found == 0 { break }
      slot = (slot &+ 1) & mask
    }
    insert(occurrence, newTexts, at: slot)
    return slot
  }

  private func matches(
    _ slot: Int, _ newTexts: UnsafeBufferPointer<UInt32>, at start: Int
  ) -> Bool {
    let own = Int(slots[slot].text)
    let count = TextHeader(bits: newTexts[start]).count
    // The headers first, so that neither text ends too early.
    for index in 0...count where texts[own + index] != newTexts[start + index] { return false }
    return true
  }

  @inline(never)
  private mutating func insert(
    _ occurrence: Occurrence, _ newTexts: UnsafeBufferPointer<UInt32>, at slot: Int
  ) {
    let tail = arena.begin()
    var text = occurrence.text
    if occurrence.key & TermKey64.hashed != 0 {
      let start = Int(text)
      text = UInt32(texts.count)
      texts.append(
        contentsOf: newTexts[start...start + TextHeader(bits: newTexts[start]).count])
    }
    slots[slot] = Record(
      key: occurrence.key, text: text, streamStart: tail.cursor, tail: tail, lastDocument: .max,
      last: 1)
    count += 1
  }

  /// Makes room for so many new terms, with a quarter of the slots left free.
  @inline(__always)
  private mutating func reserve(_ more: Int) {
    if (count + more) * 4 > 3 << slotBits { rehash(for: count + more) }
  }

  @inline(never)
  private mutating func rehash(for wanted: Int) {
    let old = UnsafeMutableBufferPointer(start: slots, count: 1 << slotBits)
    while wanted * 4 > 3 << slotBits { slotBits += 1 }
    slots = .allocate(capacity: 1 << slotBits)
    slots.initialize(repeating: TermTable.empty, count: 1 << slotBits)
    let mask = 1 << slotBits - 1
    for record in old where record.key != 0 {
      var slot = place(of: record.key)
      while slots[slot].key != 0 { slot = (slot + 1) & mask }
      slots[slot] = record
    }
    old.deallocate()
  }
}
