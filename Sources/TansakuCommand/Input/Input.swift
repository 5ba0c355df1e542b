#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// What the tool itself reads: queries and texts, as a whole.
enum Input {
  /// The bytes of a file; of standard input for `-`.
  static func bytes(of path: String) throws -> [UInt8] {
    let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw InputError(path: path, code: errno) }
    defer { if path != "-" { close(descriptor) } }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = piece.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count == 0 { return bytes }
      if count > 0 {
        bytes.append(contentsOf: piece[..<count])
      } else if errno != EINTR {
        throw InputError(path: path, code: errno)
      }
    }
  }

  /// How a person calls what is at the path.
  static func name(of path: String) -> String { path == "-" ? "standard input" : path }

  /// Whether there is something at the path.
  static func exists(_ path: String) -> Bool {
    path == "-" || access(path, F_OK) == 0
  }
}

/// A file cannot be read.
struct InputError: Error, CustomStringConvertible {
  let path: String
  let code: Int32

  /// There is no such file or folder.
  static let missing = ENOENT

  var description: String {
    "Cannot read \(Input.name(of: path)): \(String(cString: strerror(code)))."
  }
}
