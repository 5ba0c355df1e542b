import CTansakuJSON

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The lines of a stream, in a memory that does not grow beyond the longest line allowed.
final class LineReader {
  enum Line {
    /// A line without its end, followed in memory by as many bytes as the JSON parser wants.
    case whole(UnsafeRawBufferPointer)
    /// A line with more bytes than the limit; it has been passed over.
    case tooLong
  }

  private let descriptor: Int32
  private let limit: Int
  private var buffer: UnsafeMutableRawPointer
  private var capacity: Int
  private static let padding = Int(TANSAKU_JSON_PADDING)

  init(descriptor: Int32, limit: Int) {
    self.descriptor = descriptor
    self.limit = limit
    capacity = 1 << 18
    buffer = .allocate(byteCount: capacity + Self.padding, alignment: 64)
    buffer.initializeMemory(as: UInt8.self, repeating: 0, count: capacity + Self.padding)
  }

  deinit { buffer.deallocate() }

  /// Goes through all lines: each with its number from 1, the byte it begins at, and the bytes it
  /// takes with its end.
  func forEach(
    _ body: (_ line: Line, _ number: Int, _ offset: Int, _ length: Int) throws -> Void
  ) throws {
    var number = 0
    var offset = 0
    var begin = 0
    var searched = 0
    var end = 0
    var passedOver = 0
    var atEnd = false
    func give(_ line: Line, length: Int) throws {
      number += 1
      try body(line, number, offset, length)
      offset += length
    }
    while true {
      let found = UnsafeRawBufferPointer(start: buffer + searched, count: end - searched)
        .firstIndex(of: UInt8(ascii: "\n"))
      if let found {
        let newline = searched + found
        let count = newline - begin
        if passedOver > 0 || count > limit {
          try give(.tooLong, length: passedOver + count + 1)
          passedOver = 0
        } else {
          try give(
            .whole(UnsafeRawBufferPointer(start: buffer + begin, count: count)), length: count + 1)
        }
        begin = newline + 1
        searched = begin
        continue
      }
      searched = end
      if atEnd {
        let count = end - begin
        if passedOver > 0 || count > limit {
          try give(.tooLong, length: passedOver + count)
        } else if count > 0 {
          try give(.whole(UnsafeRawBufferPointer(start: buffer + begin, count: count)), length: count)
        }
        return
      }
      if passedOver > 0 || end - begin > limit {
        passedOver += end - begin
        begin = end
      }
      buffer.copyMemory(from: buffer + begin, byteCount: end - begin)
      end -= begin
      searched = end
      begin = 0
      if end == capacity { grow(keeping: end) }
      let free = UnsafeMutableRawBufferPointer(start: buffer + end, count: capacity - end)
      let got = InputFile.read(descriptor, into: free)
      if got < 0 { throw InputFile.systemFault(errno) }
      if got == 0 { atEnd = true }
      end += got
    }
  }

  private func grow(keeping count: Int) {
    let larger = capacity * 2
    let fresh = UnsafeMutableRawPointer.allocate(
      byteCount: larger + Self.padding, alignment: 64)
    fresh.initializeMemory(as: UInt8.self, repeating: 0, count: larger + Self.padding)
    fresh.copyMemory(from: buffer, byteCount: count)
    buffer.deallocate()
    buffer = fresh
    capacity = larger
  }
}
