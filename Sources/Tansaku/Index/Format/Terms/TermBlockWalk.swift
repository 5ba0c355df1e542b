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
  /// So many bytes are room enough for nearly all keys.
  static let usualRoom = 256

  private var documentFrequency: UInt32 = 0
  private var totalFrequency: UInt64 = 0
  private var hasPositions = false
  /// The only document and the only position, where there are no more.
  private var onlyDocument: UInt32 = 0
  private var onlyPosition: UInt32 = 0
  private var source: VarintSource
  private var left: Int
  private var lastPostings: UInt64 = 0
  private var lastPositions: UInt64 = 0
  /// At least eight bytes more than the key takes.
  private var keyRoom: UnsafeMutableRawBufferPointer
  private var ownsRoom: Bool
  private var keyLength = 0

  /// The first step gives the first key as it is.
  private var isFirst = true

  /// A walk over a block.
  ///
  /// - Parameters:
  ///   - bytes: of its terms.
  ///   - count: how many terms it has.
  ///   - firstKey: the key of the first of them.
  ///   - room: memory for keys that lives as long as the walk; where it is missing or too small, the
  ///     walk takes its own.
  init(
    _ bytes: UnsafeRawBufferPointer, count: Int, firstKey: UnsafeRawBufferPointer,
    room: UnsafeMutableRawBufferPointer? = nil
  ) {
    source = VarintSource(bytes)
    left = count
    let needed = firstKey.count + 8
    if let room, room.count >= needed {
      keyRoom = room
      ownsRoom = false
    } else {
      keyRoom = .allocate(byteCount: max(TermBlockWalk.usualRoom, needed), alignment: 8)
      ownsRoom = true
    }
    keyRoom.copyMemory(from: firstKey)
    keyLength = firstKey.count
  }

  deinit { if ownsRoom { keyRoom.deallocate() } }

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
    UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(keyRoom)[0..<keyLength])
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

  /// Whether the bytes are not those of a block.
  var isDamaged: Bool { source.isDamaged }

  /// Moves to the next term; false after the last, and where the bytes are damaged.
  mutating func next() -> Bool {
    guard left > 0, !isDamaged else { return false }
    var source = source
    step(&source)
    // Bytes behind the last term would be those of a term that nobody ever sees.
    if left == 0, source.count > 0, !source.isFill { source.isDamaged = true }
    self.source = source
    return !isDamaged
  }

  /// Moves on to the term with a key.
  ///
  /// - Parameters:
  ///   - wanted: the key.
  ///   - beginning: how it begins, as `BlockSignposts.beginning` tells.
  /// - Returns: false where there is no such term, and where the bytes are damaged.
  mutating func find(_ wanted: UnsafeRawBufferPointer, beginning: UInt64) -> Bool {
    var source = source
    defer { self.source = source }
    while left > 0 {
      step(&source)
      if source.isDamaged { return false }
      // Nearly all keys differ in their first eight bytes.
      let other = self.beginning
      if other < beginning { continue }
      if other > beginning { return false }
      let order = compareKey(to: wanted)
      if order >= 0 { return order == 0 }
    }
    return false
  }

  /// Reads the next term from the source, which the caller holds in a variable of its own, for such
  /// a one stays in registers.
  @inline(__always)
  private mutating func step(_ source: inout VarintSource) {
    left &-= 1
    if isFirst { isFirst = false } else if !readKey(from: &source) { source.isDamaged = true }
    let documents = source.readVarint()
    documentFrequency = UInt32(truncatingIfNeeded: documents &>> 2) &+ 1
    hasPositions = documents & 1 == 1
    totalFrequency = UInt64(documentFrequency)
    // Whatever passes the bounds of the format leaves a bit here: cut off or added round the end, it
    // would name another document or another place.
    var excess = (documents &>> 2 &+ 1) &>> 32
    if documents & 2 != 0 {
      TermBlockWalk.add(source.readVarint(), to: &totalFrequency, &excess)
    }
    if documentFrequency == 1 {
      let document = source.readVarint()
      onlyDocument = UInt32(truncatingIfNeeded: document)
      excess |= document &>> 32
    } else {
      TermBlockWalk.add(source.readVarint(), to: &lastPostings, &excess)
    }
    if hasPositions {
      if totalFrequency == 1 {
        let position = source.readVarint()
        onlyPosition = UInt32(truncatingIfNeeded: position)
        excess |= position &>> 32
      } else if !isSmall {
        TermBlockWalk.add(source.readVarint(), to: &lastPositions, &excess)
      }
    }
    if excess != 0 { source.isDamaged = true }
  }

  /// Adds to a number; leaves a bit in `excess` where the sum passes 63 bits.
  @inline(__always)
  private static func add(_ more: UInt64, to number: inout UInt64, _ excess: inout UInt64) {
    // Neither had the highest bit before, so that the sum shows it if it has passed.
    excess |= more &>> 63
    number &+= more
    excess |= number &>> 63
  }

  /// Makes the next key of the last one; false where the bytes tell none.
  @inline(__always)
  private mutating func readKey(from source: inout VarintSource) -> Bool {
    guard let first = source.readByte() else { return false }
    if first < TermsFormat.wideStep { return raise(by: first &+ 1) }
    if first < TermsFormat.spelledOut {
      guard let low = source.readByte() else { return false }
      return raise(by: ((first &- TermsFormat.wideStep) &<< 8 | low) &+ TermsFormat.wideStep &+ 1)
    }
    let added = first == 0xFF ? Int(clamping: source.readVarint()) : first - TermsFormat.spelledOut
    let shared = Int(clamping: source.readVarint())
    guard shared <= keyLength, added <= source.count else { return false }
    keep(shared, adding: added, from: &source)
    return true
  }

  /// Raises the last character of the key; false where it has none, or none so high.
  @inline(__always)
  private mutating func raise(by step: Int) -> Bool {
    // Nearly always the last byte alone changes, or the last three.
    if keyLength > 0 {
      let last = Int(keyRoom[keyLength &- 1])
      let bits = last < 0x80 ? 0x7F : 0x3F
      if last & 0xC0 != 0xC0, last & bits &+ step <= bits {
        keyRoom[keyLength &- 1] = UInt8(truncatingIfNeeded: last &+ step)
        return true
      }
    }
    if keyLength > 2 {
      let start = keyLength &- 3
      let (lead, middle, last) = (keyRoom[start], keyRoom[start &+ 1], keyRoom[start &+ 2])
      let scalar = Int(lead & 0x0F) &<< 12 | Int(middle & 0x3F) &<< 6 | Int(last & 0x3F)
      let raised = scalar &+ step
      if lead & 0xF0 == 0xE0, middle & 0xC0 == 0x80, last & 0xC0 == 0x80, scalar >= 0x800,
        raised <= 0xFFFF
      {
        keyRoom[start] = UInt8(truncatingIfNeeded: 0xE0 | raised &>> 12)
        keyRoom[start &+ 1] = UInt8(truncatingIfNeeded: 0x80 | raised &>> 6 & 0x3F)
        keyRoom[start &+ 2] = UInt8(truncatingIfNeeded: 0x80 | raised & 0x3F)
        return true
      }
    }
    return raiseLastCharacter(by: step)
  }

  @inline(never)
  private mutating func raiseLastCharacter(by step: Int) -> Bool {
    guard let last = LastCharacter(of: key) else { return false }
    let scalar = last.scalar &+ UInt32(truncatingIfNeeded: step)
    makeRoom(last.start + 4, keeping: last.start)
    guard scalar <= 0x10_FFFF, let room = keyRoom.baseAddress else { return false }
    keyLength = last.start + LastCharacter.write(scalar, to: room + last.start)
    return true
  }

  /// Makes the key of the beginning of the last one and the bytes that follow.
  @inline(__always)
  private mutating func keep(_ shared: Int, adding added: Int, from source: inout VarintSource) {
    keyLength = shared &+ added
    makeRoom(keyLength, keeping: shared)
    source.readBytes(added, to: keyRoom, at: shared)
  }

  /// Makes room for a key of so many bytes, and keeps the first ones of the last.
  @inline(__always)
  private mutating func makeRoom(_ length: Int, keeping kept: Int) {
    if length > keyRoom.count &- 8 { grow(to: 2 * length + 8, keeping: kept) }
  }

  @inline(never)
  private mutating func grow(to length: Int, keeping kept: Int) {
    let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: length, alignment: 8)
    larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: keyRoom[0..<kept]))
    if ownsRoom { keyRoom.deallocate() }
    keyRoom = larger
    ownsRoom = true
  }
}
