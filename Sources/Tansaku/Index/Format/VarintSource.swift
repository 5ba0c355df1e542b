#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Reads bytes and varints one after the other; where they end too soon, it gives 0 and marks that.
struct VarintSource {
  private let bytes: UnsafeRawBufferPointer
  private var at = 0
  /// How many bytes there are; the buffer works that out each time that it is asked.
  private let end: Int
  /// Whether a number was wanted that is not there.
  var isDamaged = false

  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
    end = bytes.count
  }

  /// How many bytes are left.
  @inline(__always)
  var count: Int { end &- at }

  /// Whether what is left fills a file up to a multiple of eight bytes: at most seven, all zero.
  var isFill: Bool { count < 8 && (at..<end).allSatisfy { bytes[$0] == 0 } }

  @inline(__always)
  mutating func readByte() -> Int? {
    guard at < end else { return nil }
    at &+= 1
    return Int(bytes[at &- 1])
  }

  /// Puts the next bytes, no more than are left, into memory that has room for eight more.
  @inline(__always)
  mutating func readBytes(_ count: Int, to room: UnsafeMutableRawBufferPointer, at place: Int) {
    if count <= 8, self.count >= 8 {
      room.storeBytes(
        of: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self), toByteOffset: place,
        as: UInt64.self)
    } else if let source = bytes.baseAddress, let room = room.baseAddress {
      memcpy(room + place, source + at, count)
    }
    at &+= count
  }

  @inline(__always)
  mutating func readVarint() -> UInt64 {
    // Most are one byte or two, few more than three.
    if count > 2 {
      let first = UInt64(bytes[at])
      if first < 0x80 {
        at &+= 1
        return first
      }
      let second = UInt64(bytes[at &+ 1])
      if second < 0x80 {
        at &+= 2
        return first & 0x7F | second &<< 7
      }
      let third = UInt64(bytes[at &+ 2])
      if third < 0x80 {
        at &+= 3
        return first & 0x7F | (second & 0x7F) &<< 7 | third &<< 14
      }
    }
    guard let (value, next) = VarintSource.varint(of: bytes, at: at) else {
      isDamaged = true
      return 0
    }
    at = next
    return value
  }

  /// A varint of any length, and where it ends; nil where there is none.
  @inline(never)
  private static func varint(
    of bytes: UnsafeRawBufferPointer, at start: Int
  ) -> (value: UInt64, end: Int)? {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    for at in start..<bytes.count where shift <= 63 {
      // The tenth byte has room for one bit.
      if shift == 63, bytes[at] > 1 { return nil }
      value |= UInt64(bytes[at] & 0x7F) << shift
      if bytes[at] < 0x80 { return (value, at + 1) }
      shift += 7
    }
    return nil
  }
}
