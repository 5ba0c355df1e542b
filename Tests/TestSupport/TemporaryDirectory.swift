import TansakuStorage

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A new folder of the machine, removed with all that is in it when the object goes.
package final class TemporaryDirectory: Sendable {
  /// Its path, without a slash at the end.
  package let path: String

  /// Makes the folder in `$TMPDIR`, or in `/tmp`.
  package init() throws {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(parent)/tansaku-XXXXXX".utf8CString)
    let made = template.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.flatMap { mkdtemp($0) } != nil
    }
    if !made { throw StorageError(errno: errno, "make a temporary folder", file: parent) }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { Self.remove(path.utf8CString.dropLast()) }

  /// Returns the path of a name in the folder.
  package func path(_ name: String) -> String { "\(path)/\(name)" }

  /// Removes what is at a path, which is given in bytes because names of files need not be text.
  private static func remove(_ path: [CChar]) {
    var status = stat()
    guard lstat(path + [0], &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFDIR, let directory = opendir(path + [0]) else {
      unlink(path + [0])
      return
    }
    var names: [[CChar]] = []
    while let entry = readdir(directory) {
      names.append(
        withUnsafeBytes(of: &entry.pointee.d_name) { name in
          name.prefix { $0 != 0 }.map(CChar.init(bitPattern:))
        })
    }
    closedir(directory)
    let dot = CChar(bitPattern: UInt8(ascii: "."))
    for name in names where name != [dot] && name != [dot, dot] {
      remove(path + [CChar(bitPattern: UInt8(ascii: "/"))] + name)
    }
    rmdir(path + [0])
  }
}
