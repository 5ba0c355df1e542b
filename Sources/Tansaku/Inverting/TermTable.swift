/// The terms of the documents in memory, each with its stream of occurrences: a hash table with
/// open addressing over records that lie in the order in which the terms came.
///
/// A stream has for each occurrence `delta * 2 + first`, where `first` is 1 for the first in its
/// document. A first occurrence gives the difference to the last document and is followed by its
/// position if the term keeps positions; any other gives the difference to the last position, or 0.
struct TermTable {
  /// One term.
  struct Record {
    var hash: UInt32
    /// The place of the term's characters in the pool of keys.
    var keyStart: UInt32
    var keyLength: UInt16
    var layer: Layer
    var hasPositions: Bool
    var documentFrequency: UInt32
    var lastDocument: UInt32
    var lastPosition: UInt32
    var streamStart: UInt32
    var tail: SliceArena.Tail
  }

  private var slots: UnsafeMutablePointer<UInt32>
  private var slotMask: Int
  private(set) var records: [Record] = []
  private var keys: [UInt32] = []
  private var arena: SliceArena

  init() {
    slotMask = (1 << 14) - 1
    slots = .allocate(capacity: slotMask + 1)
    slots.initialize(repeating: 0, count: slotMask + 1)
    arena = SliceArena(capacity: 1 << 20)
  }

  /// Gives the memory back. The table must not be used after that.
  func deallocate() {
    slots.deallocate()
    arena.deallocate()
  }

  /// How many bytes the terms and their occurrences need now; what the allocator keeps beyond that
  /// grows and shrinks with it.
  var memory: Int {
    arena.count + keys.count * 4 + records.count * MemoryLayout<Record>.stride
      + (slotMask + 1) * 4
  }

  /// Forgets all terms.
  mutating func removeAll() {
    slots.update(repeating: 0, count: slotMask + 1)
    records.removeAll(keepingCapacity: true)
    keys.removeAll(keepingCapacity: true)
    arena.removeAll()
  }

  /// Notes that a term occurs in a document, which must not be before the last one that it was
  /// noted for; positions in one document must not fall.
  ///
  /// - Parameter position: nil for a term without positions.
  @inline(__always)
  mutating func add(
    _ layer: Layer, _ scalars: UnsafeBufferPointer<UInt32>, document: UInt32, position: UInt32?
  ) {
    let index = find(layer, scalars, hasPositions: position != nil)
    records.withUnsafeMutableBufferPointer { records in
      let isFirst = records[index].documentFrequency == 0 || records[index].lastDocument != document
      if isFirst {
        arena.append(
          (document &- records[index].lastDocument) << 1 | 1, to: &records[index].tail)
        records[index].lastDocument = document
        records[index].documentFrequency += 1
        if let position {
          arena.append(position, to: &records[index].tail)
          records[index].lastPosition = position
        }
      } else if let position {
        arena.append(
          (position &- records[index].lastPosition) << 1, to: &records[index].tail)
        records[index].lastPosition = position
      } else {
        arena.append(0, to: &records[index].tail)
      }
    }
  }

  /// The record of a term, which is made if it is new.
  @inline(__always)
  private mutating func find(
    _ layer: Layer, _ scalars: UnsafeBufferPointer<UInt32>, hasPositions: Bool
  ) -> Int {
    var hash = UInt64(layer.rawValue)
    for scalar in scalars {
      hash = (hash ^ UInt64(scalar)) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 29
    }
    let short = UInt32(truncatingIfNeeded: hash ^ hash >> 32)
    var slot = Int(short) & slotMask
    while true {
      let found = slots[slot]
      if found == 0 { break }
      if matches(Int(found) - 1, short, layer, scalars) { return Int(found) - 1 }
      slot = (slot + 1) & slotMask
    }
    return insert(layer, scalars, hash: short, slot: slot, hasPositions: hasPositions)
  }

  @inline(__always)
  private func matches(
    _ index: Int, _ hash: UInt32, _ layer: Layer, _ scalars: UnsafeBufferPointer<UInt32>
  ) -> Bool {
    let record = records[index]
    guard record.hash == hash, record.layer == layer, Int(record.keyLength) == scalars.count
    else { return false }
    for offset in 0..<scalars.count where keys[Int(record.keyStart) + offset] != scalars[offset] {
      return false
    }
    return true
  }

  @inline(never)
  private mutating func insert(
    _ layer: Layer, _ scalars: UnsafeBufferPointer<UInt32>, hash: UInt32, slot: Int,
    hasPositions: Bool
  ) -> Int {
    let tail = arena.begin()
    records.append(
      Record(
        hash: hash, keyStart: UInt32(keys.count), keyLength: UInt16(scalars.count), layer: layer,
        hasPositions: hasPositions, documentFrequency: 0, lastDocument: 0, lastPosition: 0,
        streamStart: tail.cursor, tail: tail))
    keys.append(contentsOf: scalars)
    slots[slot] = UInt32(records.count)
    if records.count * 2 > slotMask { rehash() }
    return records.count - 1
  }

  private mutating func rehash() {
    slots.deallocate()
    slotMask = slotMask * 2 + 1
    slots = .allocate(capacity: slotMask + 1)
    slots.initialize(repeating: 0, count: slotMask + 1)
    for (index, record) in records.enumerated() {
      var slot = Int(record.hash) & slotMask
      while slots[slot] != 0 { slot = (slot + 1) & slotMask }
      slots[slot] = UInt32(index + 1)
    }
  }

  /// The numbers of all records in the order of their keys.
  func sortedIndices() -> [UInt32] {
    // Layer and two characters decide nearly all comparisons.
    let prefixed = records.indices.map { (prefix: sortPrefix(of: records[$0]), index: UInt32($0)) }
    return prefixed.sorted { one, other in
      if one.prefix != other.prefix { return one.prefix < other.prefix }
      return keyScalars(of: records[Int(one.index)]).lexicographicallyPrecedes(
        keyScalars(of: records[Int(other.index)]))
    }.map(\.index)
  }

  private func sortPrefix(of record: Record) -> UInt64 {
    let scalars = keyScalars(of: record)
    // One more than the scalar, so that a shorter key comes before its continuations.
    let first = scalars.first.map { UInt64($0) + 1 } ?? 0
    let second = scalars.dropFirst().first.map { UInt64($0) + 1 } ?? 0
    return UInt64(record.layer.rawValue) << 48 | first << 24 | second
  }

  /// The characters of a term.
  func keyScalars(of record: Record) -> ArraySlice<UInt32> {
    let start = Int(record.keyStart)
    return keys[start..<start + Int(record.keyLength)]
  }

  /// Reads the occurrences of a term back, document by document.
  func readOccurrences(of record: Record, into list: inout OccurrenceList) {
    list.removeAll()
    var stream = arena.read(from: record.streamStart, to: record.tail)
    var document: UInt32 = 0
    while !stream.isAtEnd {
      let value = stream.next()
      if value & 1 == 1 {
        document &+= value >> 1
        list.documents.append(document)
        list.frequencies.append(1)
        if record.hasPositions { list.deltas.append(stream.next()) }
      } else {
        list.frequencies[list.frequencies.count - 1] += 1
        if record.hasPositions { list.deltas.append(value >> 1) }
      }
    }
  }
}

/// The occurrences of one term: its documents, how often in each, and its positions as differences.
struct OccurrenceList {
  var documents: [UInt32] = []
  var frequencies: [UInt32] = []
  var deltas: [UInt32] = []

  mutating func removeAll() {
    documents.removeAll(keepingCapacity: true)
    frequencies.removeAll(keepingCapacity: true)
    deltas.removeAll(keepingCapacity: true)
  }
}
