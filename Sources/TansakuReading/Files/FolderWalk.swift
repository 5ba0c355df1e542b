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

  let root: String
  let skip: (String, ReadingFault) -> Void

  init(root: String, skip: @escaping (String, ReadingFault) -> Void) {
    self.root = root
    self.skip = skip
  }

  /// The bytes of all files of a known kind that a walk would come by.
  static func size(of root: String) -> Int {
    var total = 0
    FolderWalk(root: root) { _, _ in }.run { file in
      guard FileFormat(name: file.name, isNamedByUser: file.isNamedByUser) != nil,
        let status = status(of: file.name.path)
      else { return }
      total += Int(status.st_size)
    }
    return total
  }

  func run(_ each: (File) throws -> Void) rethrows {
    guard let status = Self.status(of: root) else {
      skip(root, InputFile.systemFault(errno))
      return
    }
    guard Self.kind(of: status) == S_IFDIR else {
      let last = FileName(path: root, id: root).last
      try each(File(name: FileName(path: root, id: String(last)), isNamedByUser: true))
      return
    }
    try visit(root, below: "", ancestors: [Identity(status)], each)
  }

  private func visit(
    _ folder: String, below prefix: String, ancestors: [Identity], _ each: (File) throws -> Void
  ) rethrows {
    guard let names = entries(of: folder) else { return }
    for name in names where !name.hasPrefix(".") {
      let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
      guard let status = Self.status(of: path) else {
        skip(path, InputFile.systemFault(errno))
        continue
      }
      switch Self.kind(of: status) {
      case S_IFDIR:
        let identity = Identity(status)
        if ancestors.contains(identity) {
          skip(
            path, ReadingFault("is a link that leads back to a folder around it", isFault: false))
        } else {
          try visit(path, below: prefix + name + "/", ancestors: ancestors + [identity], each)
        }
      case S_IFREG:
        if Self.isAboutTheFolder(name) {
          skip(
            path, ReadingFault("tells about the folder and is not one of its texts", isFault: false)
          )
        } else {
          try each(File(name: FileName(path: path, id: prefix + name), isNamedByUser: false))
        }
      default:
        skip(path, ReadingFault("is neither a file nor a folder", isFault: false))
      }
    }
  }

  private func entries(of folder: String) -> [String]? {
    guard let directory = opendir(folder) else {
      skip(folder, InputFile.systemFault(errno))
      return nil
    }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let capacity = MemoryLayout.size(ofValue: entry.pointee.d_name)
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: capacity) { String(cString: $0) }
      }
      names.append(name)
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func isAboutTheFolder(_ name: String) -> Bool {
    if name == DocumentReader.aliasesFileName { return true }
    let stem = name.prefix { $0 != "." }.uppercased()
    let suffix = FileName(path: name, id: name).pathExtension
    return ["README", "LICENSE", "LICENCE"].contains(stem) && ["", "md", "txt"].contains(suffix)
  }

  private static func kind(of status: stat) -> mode_t { status.st_mode & S_IFMT }

  private static func status(of path: String) -> stat? {
    var status = stat()
    return stat(path, &status) == 0 ? status : nil
  }
}
