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
  private var documentFrequency: UInt32 = 0
  private var totalFrequency: UInt64 = 0
  private var hasPositions = false
  /// The only document and the only position, where there are no more.
  private var onlyDocument: UInt32 = 0
  private var onlyPosition: UInt32 = 0
  /// Whether the bytes are not those of a block.
  private(set) var isDamaged = false
  private let bytes: UnsafeRawPointer
  private let length: Int
  private var at = 0
  private var left: Int
  private var lastPostings: UInt64 = 0
  private var lastPositions: UInt64 = 0
  private var keyRoom: UnsafeMutableRawPointer
  private var keyRoomLength: Int
  private var keyLength = 0

  /// The first step gives the first key as it is.
  private var isFirst = true

  /// A walk over the bytes of a block of so many terms, the first of which has this key.
  init(_ bytes: UnsafeRawBufferPointer, count: Int, firstKey: UnsafeRawBufferPointer) {
    left = count
    keyLength = firstKey.count
    keyRoomLength = max(256, keyLength)
    keyRoom = .allocate(byteCount: keyRoomLength, alignment: 8)
    if let first = firstKey.baseAddress { keyRoom.copyMemory(from: first, byteCount: keyLength) }
    // Of no bytes none are read, wherever they are.
    self.bytes = bytes.baseAddress ?? UnsafeRawPointer(keyRoom)
    length = bytes.count
  }

  deinit { keyRoom.deallocate() }

  /// What is known of the term at hand.
  var info: TermInfo {
    TermInfo(
      documentFrequency: documentFrequency, totalFrequency: totalFrequency,
      hasPositions: hasPositions,
      postings: documentFrequency == 1
        ? .single(document: onlyDocument) : .offset(lastPostings),
      positions: !hasPositions
        ? .none
        : totalFrequency == 1
          ? .single(position: onlyPosition) : isSmall ? .small : .offset(lastPositions))
  }

  /// Whether the term keeps its positions with its postings.
  @inline(__always)
  private var isSmall: Bool {
    PostingsFormat.isSmall(documents: Int(documentFrequency), occurrences: totalFrequency)
  }

  /// The key of the term at hand; valid until the next step.
  var key: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: keyRoom, count: keyLength)
  }

  /// Less than 0, 0 or more as the key at hand comes before another, is the same or comes after it.
  @inline(__always)
  func compareKey(to other: UnsafeRawBufferPointer) -> Int {
    TermBlockWalk.compare(key, other)
  }

  /// How the key at hand begins, as `BlockSignposts.beginning` tells.
  @inline(__always)
  var beginning: UInt64 {
    // There is room for more than eight bytes always.
    let bytes = UInt64(bigEndian: keyRoom.loadUnaligned(as: UInt64.self))
    return keyLength >= 8 ? bytes : bytes & ~(.max &>> UInt64(truncatingIfNeeded: 8 &* keyLength))
  }

  /// Whether the key at hand begins with a prefix.
  @inline(__always)
  func keyStarts(with prefix: UnsafeRawBufferPointer) -> Bool {
    guard keyLength >= prefix.count else { return false }
    return TermBlockWalk.compare(
      UnsafeRawBufferPointer(start: keyRoom, count: prefix.count), prefix) == 0
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
    // A copy that stays in a register while the numbers are read.
    var at = at
    let documents = readVarint(&at)
    let count = UInt32(truncatingIfNeeded: documents >> 2) &+ 1
    let total = UInt64(count) &+ (documents & 2 != 0 ? readVarint(&at) : 0)
    documentFrequency = count
    totalFrequency = total
    hasPositions = documents & 1 == 1
    if count == 1 {
      onlyDocument = UInt32(truncatingIfNeeded: readVarint(&at))
    } else {
      lastPostings &+= readVarint(&at)
    }
    if hasPositions {
      if total == 1 {
        onlyPosition = UInt32(truncatingIfNeeded: readVarint(&at))
      } else if !PostingsFormat.isSmall(documents: Int(count), occurrences: total) {
        lastPositions &+= readVarint(&at)
      }
    }
    self.at = at
    return !isDamaged
  }

  /// A byte of the block; the place must be before the end.
  @inline(__always)
  private func byte(_ place: Int) -> UInt8 { bytes.load(fromByteOffset: place, as: UInt8.self) }

  private mutating func fail() -> Bool {
    isDamaged = true
    return false
  }

  /// Makes the next key of the last one; false where the bytes tell none.
  @inline(__always)
  private mutating func readKey() -> Bool {
    guard at < length else { return false }
    let first = Int(byte(at))
    at &+= 1
    if first < TermsFormat.wideStep { return raise(by: first + 1) }
    if first < TermsFormat.spelledOut {
      guard at < length else { return false }
      let wide = (first - TermsFormat.wideStep) << 8 | Int(byte(at))
      at &+= 1
      return raise(by: wide + TermsFormat.wideStep + 1)
    }
    var at = at
    let added = first == 0xFF ? Int(clamping: readVarint(&at)) : first - TermsFormat.spelledOut
    let shared = Int(clamping: readVarint(&at))
    self.at = at
    guard shared <= keyLength, added <= length - at else { return false }
    keep(shared, adding: added)
    return true
  }

  /// Raises the last character of the key; false where it has none, or none so high.
  @inline(__always)
  private mutating func raise(by step: Int) -> Bool {
    // Nearly always the last byte alone changes.
    if keyLength > 0 {
      let last = Int(keyRoom.load(fromByteOffset: keyLength &- 1, as: UInt8.self))
      let bits = last < 0x80 ? 0x7F : 0x3F
      if last & 0xC0 != 0xC0, last & bits &+ step <= bits {
        keyRoom.storeBytes(
          of: UInt8(truncatingIfNeeded: last &+ step), toByteOffset: keyLength &- 1, as: UInt8.self)
        return true
      }
    }
    guard let last = LastCharacter(of: key) else { return false }
    let scalar = last.scalar &+ UInt32(truncatingIfNeeded: step)
    makeRoom(last.start + 4, keeping: last.start)
    guard scalar <= 0x10_FFFF else { return false }
    keyLength = last.start + LastCharacter.write(scalar, to: keyRoom + last.start)
    return true
  }

  /// Makes the key of the beginning of the last one and the bytes that follow.
  private mutating func keep(_ shared: Int, adding added: Int) {
    keyLength = shared + added
    makeRoom(keyLength, keeping: shared)
    memcpy(keyRoom + shared, bytes + at, added)
    at += added
  }

  /// Makes room for a key of so many bytes, and keeps the first ones of the last.
  @inline(__always)
  private mutating func makeRoom(_ length: Int, keeping kept: Int) {
    if length > keyRoomLength { grow(to: length * 2, keeping: kept) }
  }

  @inline(never)
  private mutating func grow(to length: Int, keeping kept: Int) {
    let larger = UnsafeMutableRawPointer.allocate(byteCount: length, alignment: 8)
    larger.copyMemory(from: keyRoom, byteCount: kept)
    keyRoom.deallocate()
    keyRoom = larger
    keyRoomLength = length
  }

  /// A varint; 0 and a mark of damage where there is none.
  @inline(__always)
  private mutating func readVarint(_ at: inout Int) -> UInt64 {
    // Most are one byte or two.
    let left = length &- at
    if left > 0, byte(at) < 0x80 {
      at &+= 1
      return UInt64(byte(at &- 1))
    }
    if left > 1, byte(at &+ 1) < 0x80 {
      at &+= 2
      return UInt64(byte(at &- 2) & 0x7F) | UInt64(byte(at &- 1)) &<< 7
    }
    if left > 2, byte(at &+ 2) < 0x80 {
      at &+= 3
      return UInt64(byte(at &- 3) & 0x7F) | UInt64(byte(at &- 2) & 0x7F) &<< 7
        | UInt64(byte(at &- 1)) &<< 14
    }
    let (value, end) = readLongVarint(at)
    at = end
    return value
  }

  @inline(never)
  private mutating func readLongVarint(_ start: Int) -> (value: UInt64, end: Int) {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    var at = start
    while at < length {
      let next = byte(at)
      at &+= 1
      value |= UInt64(next & 0x7F) << shift
      if next < 0x80 { return (value, at) }
      shift &+= 7
      if shift > 63 { break }
    }
    isDamaged = true
    return (0, at)
  }
}
