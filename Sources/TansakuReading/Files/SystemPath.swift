/// A path as the system knows it: bytes, which need not be a text.
///
/// A name may hold any byte but NUL and the slash (POSIX.1-2017, 3.170 "Filename"), so that a file
/// from an older system keeps its name in Shift_JIS or Big5.
struct SystemPath {
  private var bytes: [UInt8]

  init(_ path: String) { bytes = Array(path.utf8) }

  /// What the functions of the C library are given.
  var cString: [CChar] { bytes.map(CChar.init(bitPattern:)) + [0] }

  /// The path of an entry of this folder.
  func appending(_ name: [UInt8]) -> SystemPath {
    var path = self
    if path.bytes.last != UInt8(ascii: "/") { path.bytes.append(UInt8(ascii: "/")) }
    path.bytes += name
    return path
  }
}
