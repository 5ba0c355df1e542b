import CTansakuJSON

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The lines of a stream, in a memory that does not grow beyond the longest line allowed.
final class LineReader {
  struct Line {
    /// The line without its end, or nil if it has more bytes than the limit.
    ///
    /// As many bytes as the JSON parser wants follow in memory. Valid until the next line is read.
    let bytes: UnsafeRawBufferPointer?
    /// The number of the line, counted from 1.
    let number: Int
    /// The byte in the stream that it begins at.
    let offset: Int
    /// The bytes that it takes, its end among them.
    let length: Int
  }

  private let descriptor: Int32
  private let limit: Int
  private var buffer: UnsafeMutableRawPointer
  private var capacity: Int
  private static let padding = Int(TANSAKU_JSON_PADDING)

  /// The bytes in the buffer that belong to lines not yet given.
  private var held = 0..<0
  /// How many bytes of a line over the limit are gone already.
  private var passedOver = 0
  private var number = 0
  private var offset = 0

  init(descriptor: Int32, limit: Int) {
    self.descriptor = descriptor
    self.limit = limit
    capacity = 1 << 18
    buffer = Self.allocate(capacity)
  }

  deinit { buffer.deallocate() }

  /// The next line, or nil after the last.
  func next() throws -> Line? {
    var searched = 0
    while true {
      let rest = held.dropFirst(searched)
      if let found = memchr(buffer + rest.lowerBound, 0x0A, rest.count) {
        return line(upTo: UnsafeRawPointer(found) - UnsafeRawPointer(buffer), endLength: 1)
      }
      if passedOver > 0 || held.count > limit {
        passedOver += held.count
        held = held.upperBound..<held.upperBound
      }
      searched = held.count
      guard try fill() else {
        return searched + passedOver == 0 ? nil : line(upTo: held.upperBound, endLength: 0)
      }
    }
  }

  private func line(upTo end: Int, endLength: Int) -> Line {
    let count = end - held.lowerBound
    let isTooLong = passedOver + count > limit
    let bytes = UnsafeRawBufferPointer(start: buffer + held.lowerBound, count: count)
    let length = passedOver + count + endLength
    number += 1
    defer {
      offset += length
      held = (end + endLength)..<held.upperBound
      passedOver = 0
    }
    return Line(bytes: isTooLong ? nil : bytes, number: number, offset: offset, length: length)
  }

  /// Reads on, and tells whether there was more.
  private func fill() throws -> Bool {
    buffer.copyMemory(from: buffer + held.lowerBound, byteCount: held.count)
    held = 0..<held.count
    if held.count == capacity { grow() }
    let free = UnsafeMutableRawBufferPointer(
      start: buffer + held.count, count: capacity - held.count)
    let got = InputFile.read(descriptor, into: free)
    if got < 0 { throw InputFile.systemFault(errno) }
    held = 0..<(held.count + got)
    return got > 0
  }

  private func grow() {
    let larger = Self.allocate(capacity * 2)
    larger.copyMemory(from: buffer, byteCount: held.count)
    buffer.deallocate()
    buffer = larger
    capacity *= 2
  }

  private static func allocate(_ capacity: Int) -> UnsafeMutableRawPointer {
    let buffer = UnsafeMutableRawPointer.allocate(byteCount: capacity + padding, alignment: 64)
    buffer.initializeMemory(as: UInt8.self, repeating: 0, count: capacity + padding)
    return buffer
  }
}
