#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Goes through the terms of one block of a dictionary, in place: a lookup allocates nothing.
///
/// The bytes may be anything; where they contradict themselves the walk ends and `isDamaged` is
/// true. They must live as long as the walk.
struct TermBlockWalk: ~Copyable {
  /// What is known of the term at hand.
  private(set) var info = TermInfo(
    documentFrequency: 0, totalFrequency: 0, hasPositions: false, postings: .offset(0),
    positions: .none)
  /// Whether the bytes are not those of a block.
  private(set) var isDamaged = false
  private let bytes: UnsafeRawBufferPointer
  private var at = 0
  private var left: Int
  private var lastPostings: UInt64 = 0
  private var lastPositions: UInt64 = 0
  private var keyRoom: UnsafeMutableRawBufferPointer
  private var keyLength = 0

  /// A walk over the bytes of a block of so many terms.
  init(_ bytes: UnsafeRawBufferPointer, count: Int) {
    self.bytes = bytes
    left = count
    keyRoom = .allocate(byteCount: 256, alignment: 8)
  }

  deinit { keyRoom.deallocate() }

  /// The key of the term at hand; valid until the next step.
  var key: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(keyRoom)[0..<keyLength])
  }

  /// Less than 0, 0 or more as the key at hand comes before another, is the same or comes after it.
  @inline(__always)
  func compareKey(to other: UnsafeRawBufferPointer) -> Int {
    TermBlockWalk.compare(key, other)
  }

  /// Whether the key at hand begins with a prefix.
  @inline(__always)
  func keyStarts(with prefix: UnsafeRawBufferPointer) -> Bool {
    guard keyLength >= prefix.count else { return false }
    return TermBlockWalk.compare(
      UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(keyRoom)[0..<prefix.count]), prefix)
      == 0
  }

  /// Less than 0, 0 or more as one key comes before another, is the same or comes after it.
  @inline(__always)
  static func compare(_ one: UnsafeRawBufferPointer, _ other: UnsafeRawBufferPointer) -> Int {
    let common = min(one.count, other.count)
    if common > 0, let one = one.baseAddress, let other = other.baseAddress {
      let order = memcmp(one, other, common)
      if order != 0 { return Int(order) }
    }
    return one.count - other.count
  }

  /// Moves to the next term; false after the last, and where the bytes are damaged.
  mutating func next() -> Bool {
    guard left > 0, !isDamaged else { return false }
    left -= 1
    let shared = Int(clamping: readVarint())
    let added = Int(clamping: readVarint())
    guard shared <= keyLength, added <= bytes.count - at else { return fail() }
    keep(shared, adding: added)
    let documents = readVarint()
    let more = readVarint()
    info.documentFrequency = UInt32(truncatingIfNeeded: documents >> 1)
    info.hasPositions = documents & 1 == 1
    info.totalFrequency = more &+ UInt64(info.documentFrequency)
    if info.documentFrequency == 1 {
      info.postings = .single(document: UInt32(truncatingIfNeeded: readVarint()))
    } else {
      lastPostings &+= readVarint()
      info.postings = .offset(lastPostings)
    }
    if !info.hasPositions {
      info.positions = .none
    } else if info.totalFrequency == 1 {
      info.positions = .single(position: UInt32(truncatingIfNeeded: readVarint()))
    } else {
      lastPositions &+= readVarint()
      info.positions = .offset(lastPositions)
    }
    return !isDamaged
  }

  private mutating func fail() -> Bool {
    isDamaged = true
    return false
  }

  /// Makes the key of the beginning of the last one and the bytes that follow.
  private mutating func keep(_ shared: Int, adding added: Int) {
    keyLength = shared + added
    if keyLength > keyRoom.count {
      let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: keyLength * 2, alignment: 8)
      larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: keyRoom[0..<shared]))
      keyRoom.deallocate()
      keyRoom = larger
    }
    if added > 0, let room = keyRoom.baseAddress, let source = bytes.baseAddress {
      memcpy(room + shared, source + at, added)
    }
    at += added
  }

  /// A varint; 0 and a mark of damage where there is none.
  @inline(__always)
  private mutating func readVarint() -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while at < bytes.count {
      let byte = bytes[at]
      at &+= 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift &+= 7
      if shift > 63 { break }
    }
    isDamaged = true
    return 0
  }
}
