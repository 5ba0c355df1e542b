/// Returns the folder that a path's last name is in: `.` for a bare name, `/` at the top.
package func parentDirectory(of path: String) -> String {
  var bytes = Array(path.utf8)
  while bytes.count > 1, bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
  guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return "." }
  bytes.removeSubrange(slash...)
  while bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
  return bytes.isEmpty ? "/" : String(decoding: bytes, as: UTF8.self)
}
