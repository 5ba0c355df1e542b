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

  /// The first step gives the first key as it is.
  private var isFirst = true

  /// A walk over the bytes of a block of so many terms, the first of which has this key.
  init(_ bytes: UnsafeRawBufferPointer, count: Int, firstKey: UnsafeRawBufferPointer) {
    self.bytes = bytes
    left = count
    keyRoom = .allocate(byteCount: max(256, firstKey.count), alignment: 8)
    keyRoom.copyMemory(from: firstKey)
    keyLength = firstKey.count
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
    if isFirst { isFirst = false } else if !readKey() { return fail() }
    let documents = readVarint()
    info.documentFrequency = UInt32(truncatingIfNeeded: documents >> 2) &+ 1
    info.hasPositions = documents & 1 == 1
    let more = documents & 2 == 0 ? 0 : readVarint()
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
    } else if PostingsFormat.isSmall(
      documents: Int(info.documentFrequency), occurrences: info.totalFrequency)
    {
      info.positions = .small
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

  /// Makes the next key of the last one; false where the bytes tell none.
  @inline(__always)
  private mutating func readKey() -> Bool {
    guard at < bytes.count else { return false }
    let first = Int(bytes[at])
    at &+= 1
    if first < TermsFormat.wideStep { return raise(by: first + 1) }
    if first < TermsFormat.spelledOut {
      guard at < bytes.count else { return false }
      let wide = (first - TermsFormat.wideStep) << 8 | Int(bytes[at])
      at &+= 1
      return raise(by: wide + TermsFormat.wideStep + 1)
    }
    let added = first == 0xFF ? Int(clamping: readVarint()) : first - TermsFormat.spelledOut
    let shared = Int(clamping: readVarint())
    guard shared <= keyLength, added <= bytes.count - at else { return false }
    keep(shared, adding: added)
    return true
  }

  /// Raises the last character of the key; false where it has none, or none so high.
  @inline(__always)
  private mutating func raise(by step: Int) -> Bool {
    guard let last = LastCharacter(of: key) else { return false }
    let scalar = last.scalar &+ UInt32(truncatingIfNeeded: step)
    makeRoom(last.start + 4, keeping: last.start)
    guard scalar <= 0x10_FFFF, let room = keyRoom.baseAddress else { return false }
    keyLength = last.start + LastCharacter.write(scalar, to: room + last.start)
    return true
  }

  /// Makes the key of the beginning of the last one and the bytes that follow.
  private mutating func keep(_ shared: Int, adding added: Int) {
    keyLength = shared + added
    makeRoom(keyLength, keeping: shared)
    if added > 0, let room = keyRoom.baseAddress, let source = bytes.baseAddress {
      memcpy(room + shared, source + at, added)
    }
    at += added
  }

  /// Makes room for a key of so many bytes, and keeps the first ones of the last.
  @inline(__always)
  private mutating func makeRoom(_ length: Int, keeping kept: Int) {
    if length > keyRoom.count { grow(to: length * 2, keeping: kept) }
  }

  @inline(never)
  private mutating func grow(to length: Int, keeping kept: Int) {
    let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: length, alignment: 8)
    larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: keyRoom[0..<kept]))
    keyRoom.deallocate()
    keyRoom = larger
  }

  /// A varint; 0 and a mark of damage where there is none.
  @inline(__always)
  private mutating func readVarint() -> UInt64 {
    // Most are one byte.
    if at < bytes.count, bytes[at] < 0x80 {
      at &+= 1
      return UInt64(bytes[at &- 1])
    }
    return readLongVarint()
  }

  @inline(never)
  private mutating func readLongVarint() -> UInt64 {
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
