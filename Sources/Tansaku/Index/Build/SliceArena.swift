/// Byte streams that all grow at once, one for each term, in one block of memory.
///
/// A stream is a chain of slices, each twice as long as the one before up to a limit; the last four
/// bytes of a full slice tell where the next begins, and those of the last slice how many came before
/// it. (The idea of growing postings in slices of one pool is as old as Cutting and Pedersen,
/// "Optimizations for dynamic inverted index maintenance", 1990.)
struct SliceArena {
  /// The end of a stream that is being written.
  struct Tail {
    /// Where the next byte goes.
    var cursor: UInt32
    /// Where the slice's room ends and its link begins.
    var end: UInt32
  }

  private static let firstLength: UInt32 = 16
  private static let longest: UInt32 = 1024
  private static let linkLength: UInt32 = 4

  private var bytes: UnsafeMutableRawPointer
  private var capacity: Int
  /// How many bytes of the arena are in use.
  private(set) var count = 0
  /// How many slices the longest stream has.
  private var mostSlices: UInt32 = 1

  /// An arena with room for so many bytes to begin with.
  init(capacity: Int) {
    self.capacity = max(capacity, 1 << 10)
    bytes = .allocate(byteCount: self.capacity, alignment: 64)
  }

  /// Gives the memory back.
  ///
  /// The arena must not be used after that.
  func deallocate() { bytes.deallocate() }

  /// No stream has more bytes than this.
  var longestStream: Int {
    (0..<min(mostSlices, 7)).reduce(0) { $0 + Int(SliceArena.length(ofSlice: $1)) }
      + Int(mostSlices - min(mostSlices, 7)) * Int(SliceArena.longest)
  }

  /// Begins a stream; its first byte will be at the tail's cursor.
  mutating func begin() -> Tail { newSlice(0) }

  private static func length(ofSlice number: UInt32) -> UInt32 {
    min(firstLength << min(number, 8), longest)
  }

  /// How many bytes of a stream a slice takes.
  private static func room(ofSlice number: UInt32) -> UInt32 {
    length(ofSlice: number) - linkLength
  }

  /// How many bytes of a stream the slices before one take.
  private static func room(ofSlicesBefore number: UInt32) -> Int {
    // From this one on they are as long as slices get.
    let growing = min(number, 6)
    let short = Int(firstLength) * (1 << Int(growing) - 1) + Int(number - growing) * Int(longest)
    return short - Int(number) * Int(linkLength)
  }

  private mutating func newSlice(_ number: UInt32) -> Tail {
    let length = SliceArena.length(ofSlice: number)
    if count + Int(length) > capacity { grow() }
    let start = UInt32(count)
    count += Int(length)
    let end = start + length - SliceArena.linkLength
    bytes.storeBytes(of: number, toByteOffset: Int(end), as: UInt32.self)
    return Tail(cursor: start, end: end)
  }

  private mutating func grow() {
    // Offsets have 32 bits; the memory budget of a builder is far below.
    precondition(capacity < Int(UInt32.max) / 2, "an arena of postings may not pass 4 GiB")
    capacity += capacity / 2
    let larger = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 64)
    larger.copyMemory(from: bytes, byteCount: count)
    bytes.deallocate()
    bytes = larger
  }

  /// Whether the stream that began at `start` goes on beyond its first slice.
  @inline(__always)
  static func isLong(from start: UInt32, to tail: Tail) -> Bool {
    tail.end != start + firstLength - linkLength
  }

  /// Reads the byte at an offset, for the sake of having it in the processor's cache.
  @inline(__always)
  func touch(_ offset: UInt32) -> UInt8 { bytes.load(fromByteOffset: Int(offset), as: UInt8.self) }

  /// Appends a number to a stream as a varint.
  @inline(__always)
  mutating func append(_ value: UInt32, to tail: inout Tail) {
    // The cursor lies before the slice's end, and the slice within the arena.
    if value < 0x4000, tail.end &- tail.cursor >= 2 {
      let (bits, length) = SliceArena.varint(value)
      bytes.storeBytes(
        of: UInt16(truncatingIfNeeded: bits).littleEndian, toByteOffset: Int(tail.cursor),
        as: UInt16.self)
      tail.cursor &+= length
    } else {
      tail = appendingBytes(of: value, at: tail)
    }
  }

  /// Appends two numbers to a stream as varints.
  @inline(__always)
  mutating func append(_ first: UInt32, _ second: UInt32, to tail: inout Tail) {
    if first | second < 0x4000, tail.end &- tail.cursor >= 4 {
      let (firstBits, firstLength) = SliceArena.varint(first)
      let (secondBits, secondLength) = SliceArena.varint(second)
      let both = firstBits | secondBits &<< (firstLength &* 8)
      bytes.storeBytes(of: both.littleEndian, toByteOffset: Int(tail.cursor), as: UInt32.self)
      tail.cursor &+= firstLength &+ secondLength
    } else {
      tail = appendingBytes(of: first, at: tail)
      tail = appendingBytes(of: second, at: tail)
    }
  }

  /// The varint of a number below 2^14 and its length in bytes, without a branch: which of the two
  /// lengths it has nobody can foresee, least of all the processor.
  @inline(__always)
  private static func varint(_ value: UInt32) -> (bits: UInt32, length: UInt32) {
    let isLong: UInt32 = value >= 0x80 ? 1 : 0
    return (value & 0x7F | isLong &<< 7 | (value &>> 7) &<< 8, isLong &+ 1)
  }

  /// Appends a varint byte by byte and returns the stream's new end.
  ///
  /// The end is no parameter to be changed, so that callers keep it in registers.
  @inline(never)
  private mutating func appendingBytes(of value: UInt32, at tail: Tail) -> Tail {
    var tail = tail
    var value = value
    while value >= 0x80 {
      append(UInt8(truncatingIfNeeded: value | 0x80), to: &tail)
      value >>= 7
    }
    append(UInt8(truncatingIfNeeded: value), to: &tail)
    return tail
  }

  @inline(__always)
  private mutating func append(_ byte: UInt8, to tail: inout Tail) {
    if tail.cursor == tail.end { extend(&tail) }
    bytes.storeBytes(of: byte, toByteOffset: Int(tail.cursor), as: UInt8.self)
    tail.cursor &+= 1
  }

  private mutating func extend(_ tail: inout Tail) {
    let link = Int(tail.end)
    let number = bytes.load(fromByteOffset: link, as: UInt32.self) + 1
    mostSlices = max(mostSlices, number + 1)
    let next = newSlice(number)
    bytes.storeBytes(of: next.cursor, toByteOffset: link, as: UInt32.self)
    tail = next
  }

  /// Reads a stream from its first byte.
  struct Reader {
    private let bytes: UnsafeMutableRawPointer
    private var cursor: UInt32
    private var end: UInt32
    private var length: UInt32
    private let last: UInt32
    /// Keeps the compiler from leaving out loads that are only there to be early.
    private var touched: UInt8 = 0

    fileprivate init(_ bytes: UnsafeMutableRawPointer, from start: UInt32, to tail: Tail) {
      self.bytes = bytes
      cursor = start
      length = SliceArena.firstLength
      end = start + length - SliceArena.linkLength
      last = tail.cursor
    }

    /// Whether the stream is read to its end.
    @inline(__always)
    var isAtEnd: Bool { cursor == last }

    /// The next number.
    @inline(__always)
    mutating func next() -> UInt32 {
      // Behind a slice's bytes there is its link, so that two can always be read.
      let both = UInt32(
        UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: Int(cursor), as: UInt16.self)))
      let isLong = both &>> 7 & 1
      // Of one byte or two without a branch, as they were written.
      if cursor &+ isLong < end, both & 0x8080 != 0x8080 {
        cursor &+= isLong &+ 1
        return both & 0x7F | (both &>> 8) &<< 7 & (0 &- isLong)
      }
      let (value, rest) = nextBytes()
      self = rest
      return value
    }

    /// Reads a number byte by byte; returns it, and the reader behind it.
    ///
    /// It is not changed in place, so that callers keep theirs in registers.
    @inline(never)
    private func nextBytes() -> (UInt32, Reader) {
      var rest = self
      var value: UInt32 = 0
      var shift: UInt32 = 0
      while true {
        if rest.cursor == rest.end { rest.follow() }
        let byte = bytes.load(fromByteOffset: Int(rest.cursor), as: UInt8.self)
        rest.cursor &+= 1
        value |= UInt32(byte & 0x7F) &<< shift
        if byte < 0x80 { return (value, rest) }
        shift &+= 7
      }
    }

    private mutating func follow() {
      cursor = bytes.load(fromByteOffset: Int(end), as: UInt32.self)
      length = min(length * 2, SliceArena.longest)
      end = cursor + length - SliceArena.linkLength
      // The next slice is on its way from memory while this one is read. (What stands in place of a
      // link in the last is less than the arena is long.)
      let next = bytes.load(fromByteOffset: Int(end), as: UInt32.self)
      touched &+= bytes.load(fromByteOffset: Int(next), as: UInt8.self)
    }
  }

  /// Reads the stream that began at `start` and ends at `tail`.
  func read(from start: UInt32, to tail: Tail) -> Reader { Reader(bytes, from: start, to: tail) }

  /// How many bytes a stream has that ends at `tail`.
  ///
  /// Its last slice tells how many came before; the chain need not be followed.
  func length(to tail: Tail) -> Int {
    let number = bytes.load(fromByteOffset: Int(tail.end), as: UInt32.self)
    let start = tail.end - SliceArena.room(ofSlice: number)
    return SliceArena.room(ofSlicesBefore: number) + Int(tail.cursor - start)
  }
}
