/// The name of a file in its uses.
struct FileName {
  /// Where the file is, for the system.
  let location: SystemPath
  /// Where the file is, as the user would write it.
  let path: String
  /// The way to it from the folder that is being read: the id of a document that has none.
  let id: String

  init(location: SystemPath, path: String, id: String) {
    self.location = location
    self.path = path
    self.id = id
  }

  /// A file that is named by itself, not by the folder that it is in.
  init(_ path: String) {
    location = SystemPath(path)
    self.path = path
    id = String(path.split(separator: "/").last ?? Substring(path))
  }

  /// The last part of the path.
  var last: Substring { path.split(separator: "/").last ?? Substring(path) }

  /// The last part without its extension: the title of a document that has none.
  var stem: String {
    guard let dot = last.lastIndex(of: "."), dot != last.startIndex else { return String(last) }
    return String(last[..<dot])
  }

  /// What follows the last full stop, in small letters; empty if there is none.
  var pathExtension: String {
    guard let dot = last.lastIndex(of: "."), dot != last.startIndex else { return "" }
    return last[last.index(after: dot)...].lowercased()
  }
}
