#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A stream that is written in large pieces, whose failures are never lost.
final class Output {
  private let descriptor: Int32
  private let name: String
  private let isOwned: Bool
  private var buffer: [UInt8] = []

  /// Standard output, or another stream that is open.
  init(descriptor: Int32 = STDOUT_FILENO) {
    self.descriptor = descriptor
    name = "standard output"
    isOwned = false
  }

  /// A file, made anew or emptied.
  init(file path: String) throws {
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    name = path
    isOwned = true
    if descriptor < 0 { throw OutputError(name: path, code: errno) }
  }

  deinit {
    if isOwned { close(descriptor) }
  }

  /// Whether a person reads it.
  var isTerminal: Bool { isatty(descriptor) == 1 }

  /// Writes, sooner or later.
  func write(_ text: String) throws {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= 1 << 16 { try flush() }
  }

  /// Writes at once, together with what was kept back.
  func writeNow(_ text: String) throws {
    try write(text)
    try flush()
  }

  /// Writes what was kept back.
  ///
  /// - Throws: `ClosedPipe` where nobody reads any more; `OutputError` where the system refuses.
  func flush() throws {
    defer { buffer.removeAll(keepingCapacity: true) }
    try buffer.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let whole = UnsafeRawBufferPointer(rebasing: rest)
        let count = systemWrite(descriptor, whole.baseAddress, whole.count)
        if count >= 0 {
          rest = rest.dropFirst(count)
        } else if errno == EPIPE {
          throw ClosedPipe()
        } else if errno != EINTR {
          throw OutputError(name: name, code: errno)
        }
      }
    }
  }
}

/// Nobody reads the results any more.
///
/// No failure: `tansaku search 台北 | head -1` has enough.
struct ClosedPipe: Error {}

/// The system would not take the results.
struct OutputError: Error, CustomStringConvertible {
  let name: String
  let code: Int32

  var description: String { "Cannot write to \(name): \(String(cString: strerror(code)))." }
}

private func systemWrite(_ descriptor: Int32, _ start: UnsafeRawPointer?, _ count: Int) -> Int {
  #if canImport(Glibc)
  Glibc.write(descriptor, start, count)
  #elseif canImport(Darwin)
  Darwin.write(descriptor, start, count)
  #endif
}
