#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A file open for reading, at any place and in any order.
final class InputFile {
  let descriptor: Int32
  /// The number of bytes when the file was opened.
  let size: Int
  /// What a pipe or a device gave, which cannot be read twice.
  private let memory: [UInt8]?

  static let binary = "is not a text: it has bytes that no text has"

  /// Opens a file.
  ///
  /// A pipe is read at once if there is a `limit`, and may have no more bytes than that.
  init(at location: SystemPath, limit: Int? = nil) throws {
    descriptor = open(location.cString, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.systemFault(errno) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let code = errno
      close(descriptor)
      throw Self.systemFault(code)
    }
    if status.st_mode & S_IFMT == S_IFREG {
      size = Int(status.st_size)
      memory = nil
    } else if let limit {
      do {
        let bytes = try Self.readAll(descriptor, limit: limit)
        memory = bytes
        size = bytes.count
      } catch {
        close(descriptor)
        throw error
      }
    } else {
      size = 0
      memory = nil
    }
  }

  deinit { close(descriptor) }

  /// The bytes from `offset` on: `count` of them, fewer only at the end of the file.
  func bytes(at offset: Int, count: Int) throws -> [UInt8] {
    if let memory {
      return Array(memory[min(offset, memory.count)..<min(offset + count, memory.count)])
    }
    var failure: Int32 = 0
    let wanted = min(count, max(size - offset, 0))
    let bytes = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
      while filled < wanted, let start = buffer.baseAddress {
        let got = pread(descriptor, start + filled, wanted - filled, off_t(offset + filled))
        if got < 0, errno == EINTR { continue }
        if got < 0 { failure = errno }
        if got <= 0 { break }
        filled += got
      }
    }
    if failure != 0 { throw Self.systemFault(failure) }
    if bytes.count < wanted { throw ReadingFault("became shorter while it was read") }
    return bytes
  }

  /// Goes through the whole file, piece by piece; the last piece is told apart and may be empty.
  func forEachPiece(
    from start: Int = 0, _ body: (_ piece: [UInt8], _ isLast: Bool) throws -> Void
  ) throws {
    var offset = start
    while true {
      let piece = try bytes(at: offset, count: 1 << 18)
      offset += piece.count
      let isLast = offset >= size || piece.isEmpty
      try body(piece, isLast)
      if isLast { return }
    }
  }

  private static func readAll(_ descriptor: Int32, limit: Int) throws -> [UInt8] {
    var all: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let got = piece.withUnsafeMutableBytes { Self.read(descriptor, into: $0) }
      if got < 0 { throw systemFault(errno) }
      if got == 0 { return all }
      all += piece[..<got]
      if all.count > limit {
        throw ReadingFault("is not a regular file and gives more than \(limit) bytes")
      }
    }
  }

  /// Reads once, again if a signal came between; 0 at the end, negative after an error.
  static func read(_ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    while true {
      #if canImport(Glibc)
      let got = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      #elseif canImport(Darwin)
      let got = Darwin.read(descriptor, buffer.baseAddress, buffer.count)
      #endif
      if got >= 0 || errno != EINTR { return got }
    }
  }

  /// What the system says about a file that cannot be read.
  static func systemFault(_ code: Int32) -> ReadingFault {
    switch code {
    case ENOENT: ReadingFault("does not exist")
    case EACCES, EPERM: ReadingFault("may not be read: permission denied")
    case ELOOP: ReadingFault("is a link that leads in a circle", isFault: false)
    default: ReadingFault("cannot be read: \(String(cString: strerror(code)))")
    }
  }
}
