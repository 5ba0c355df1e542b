#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The files of a folder and of the folders in it, each folder sorted by the bytes of its names.
struct FolderWalk {
  struct File {
    let name: FileName
    /// Whether the user asked for this very file; then everything that stops it is a fault.
    let isNamedByUser: Bool
  }

  /// A file or folder as the system knows it, under whatever name.
  private struct Identity: Hashable {
    let device: UInt64
    let number: UInt64

    init(_ status: stat) {
      device = UInt64(truncatingIfNeeded: status.st_dev)
      number = UInt64(truncatingIfNeeded: status.st_ino)
    }
  }

  private struct Folder {
    let location: SystemPath
    /// The same as a text.
    let path: String
    /// The way to it from the root: empty, or ending in a slash.
    let way: String
    /// The folder itself and those around it.
    let ancestors: [Identity]
  }

  private let root: String
  private let encoding: String?
  private let skip: (String, ReadingFault) -> Void

  /// - Parameters:
  ///   - root: the folder, or a file.
  ///   - encoding: that of names that are no UTF-8, if it is not to be found out.
  ///   - skip: is told of what cannot be read.
  init(
    root: String, namesIn encoding: String?, skip: @escaping (String, ReadingFault) -> Void
  ) {
    self.root = root
    self.encoding = encoding
    self.skip = skip
  }

  /// The bytes of all files of a known kind that a walk would come by.
  static func size(of root: String) -> Int {
    var total = 0
    FolderWalk(root: root, namesIn: nil) { _, _ in }.run { file in
      guard FileFormat(name: file.name, isNamedByUser: file.isNamedByUser) != nil,
        let status = status(of: file.name.location)
      else { return }
      total += Int(status.st_size)
    }
    return total
  }

  func run(_ each: (File) throws -> Void) rethrows {
    let location = SystemPath(root)
    guard let status = Self.status(of: location) else {
      let fault = InputFile.systemFault(errno)
      // What is no UTF-8 in an argument has reached us as U+FFFD.
      skip(
        root,
        root.unicodeScalars.contains("\u{FFFD}")
          ? ReadingFault("\(fault.reason): if its name is no UTF-8, read the folder that it is in")
          : fault)
      return
    }
    guard Self.kind(of: status) == S_IFDIR else {
      try each(File(name: FileName(root), isNamedByUser: true))
      return
    }
    try visit(
      Folder(location: location, path: root, way: "", ancestors: [Identity(status)]), each)
  }

  private func visit(_ folder: Folder, _ each: (File) throws -> Void) rethrows {
    guard let entries = entries(of: folder) else { return }
    for (bytes, name) in entries where !name.hasPrefix(".") {
      let path = folder.path.hasSuffix("/") ? folder.path + name : "\(folder.path)/\(name)"
      let location = folder.location.appending(bytes)
      guard let status = Self.status(of: location) else {
        skip(path, InputFile.systemFault(errno))
        continue
      }
      switch Self.kind(of: status) {
      case S_IFDIR:
        let identity = Identity(status)
        if folder.ancestors.contains(identity) {
          skip(
            path, ReadingFault("is a link that leads back to a folder around it", isFault: false))
        } else {
          try visit(
            Folder(
              location: location, path: path, way: folder.way + name + "/",
              ancestors: folder.ancestors + [identity]),
            each)
        }
      case S_IFREG:
        if Self.isAboutTheFolder(name) {
          skip(
            path, ReadingFault("tells about the folder and is not one of its texts", isFault: false)
          )
        } else {
          let name = FileName(location: location, path: path, id: folder.way + name)
          try each(File(name: name, isNamedByUser: false))
        }
      default:
        skip(path, ReadingFault("is neither a file nor a folder", isFault: false))
      }
    }
  }

  /// The names in a folder as bytes, by which they are sorted, and as texts.
  private func entries(of folder: Folder) -> [(bytes: [UInt8], name: String)]? {
    guard let directory = opendir(folder.location.cString) else {
      skip(folder.path, InputFile.systemFault(errno))
      return nil
    }
    defer { closedir(directory) }
    var names: [[UInt8]] = []
    errno = 0
    while let entry = readdir(directory) {
      names.append(
        withUnsafeBytes(of: &entry.pointee.d_name) { name in Array(name.prefix { $0 != 0 }) })
      errno = 0
    }
    if errno != 0 { skip(folder.path, InputFile.systemFault(errno)) }
    names.sort { $0.lexicographicallyPrecedes($1) }
    return Array(zip(names, EntryNames.texts(of: names, encoding: encoding)))
  }

  private static func isAboutTheFolder(_ name: String) -> Bool {
    if name == DocumentReader.aliasesFileName { return true }
    let stem = name.prefix { $0 != "." }.uppercased()
    let suffix = FileName(name).pathExtension
    return ["README", "LICENSE", "LICENCE"].contains(stem) && ["", "md", "txt"].contains(suffix)
  }

  private static func kind(of status: stat) -> mode_t { status.st_mode & S_IFMT }

  private static func status(of location: SystemPath) -> stat? {
    var status = stat()
    return stat(location.cString, &status) == 0 ? status : nil
  }
}
