/// The file system of the machine.
package struct LocalFileSystem: FileSystem {
  /// Makes the one there is.
  package init() {}

  /// Maps a whole file for reading.
  package func map(_ path: String) throws(StorageError) -> MappedFile {
    let descriptor = try SystemCall.open(path, for: .reading, doing: "open the file")
    // The mapping outlives the descriptor.
    defer { SystemCall.closeQuietly(descriptor) }
    let size = try fileSize(SystemCall.status(descriptor, path: path, doing: "open the file"), path)
    // mmap refuses to map nothing.
    if size == 0 {
      return MappedFile(path: path, bytes: UnsafeRawBufferPointer(start: nil, count: 0)) { _ in }
    }
    let bytes = try SystemCall.map(descriptor, count: size, path: path)
    return MappedFile(
      path: path, bytes: bytes, forget: { SystemCall.forget($0) }, release: { SystemCall.unmap($0) }
    )
  }

  /// Opens a file for writing from its beginning.
  package func create(_ path: String) throws(StorageError) -> any OutputFile {
    let doing = "create the file"
    var descriptor: Int32?
    do {
      descriptor = try SystemCall.open(path, for: .writingNew, doing: doing)
    } catch {
      if error.code != .alreadyExists { throw error }
    }
    if let descriptor { return LocalOutputFile(path, descriptor: descriptor) }
    // Never into an old file's bytes: another process may still read or write them. What is no
    // ordinary file stays what it is.
    if try SystemCall.status(path, doing: doing).type == .file { try SystemCall.remove(path) }
    return LocalOutputFile(
      path, descriptor: try SystemCall.open(path, for: .writingAnew, doing: doing))
  }

  /// Gives a file another name, in one step.
  package func rename(_ from: String, to: String) throws(StorageError) {
    try SystemCall.move(from, to: to)
  }

  /// Removes a file.
  package func remove(_ path: String) throws(StorageError) {
    try SystemCall.remove(path)
  }

  /// Returns the names in a folder, sorted.
  package func list(_ directory: String) throws(StorageError) -> [String] {
    try SystemCall.names(in: directory).sorted()
  }

  /// Tells whether the path leads to anything.
  package func exists(_ path: String) throws(StorageError) -> Bool {
    do {
      _ = try SystemCall.status(path, doing: "look at the file")
      return true
    } catch {
      if error.code == .notFound || error.code == .notADirectory { return false }
      throw error
    }
  }

  /// Returns the length of a file in bytes.
  package func size(of path: String) throws(StorageError) -> Int {
    try fileSize(SystemCall.status(path, doing: "look at the file"), path)
  }

  /// Makes a folder and those above it.
  package func createDirectory(_ path: String) throws(StorageError) {
    do {
      try SystemCall.makeDirectory(path)
    } catch {
      switch error.code {
      case .alreadyExists:
        let status = try SystemCall.status(path, doing: "make the folder")
        if status.type != .directory {
          throw StorageError(.notADirectory, doing: "make the folder", file: path)
        }
      case .notFound:
        let parent = parentDirectory(of: path)
        if parent == path || parent == "." || parent == "/" { throw error }
        try createDirectory(parent)
        do {
          try SystemCall.makeDirectory(path)
        } catch {
          // Another process may have been quicker.
          if error.code != .alreadyExists { throw error }
        }
      default:
        throw error
      }
    }
  }

  /// Returns when the names in a folder are on the disk.
  package func synchronizeDirectory(_ path: String) throws(StorageError) {
    let descriptor = try SystemCall.open(path, for: .readingDirectory, doing: "open the folder")
    defer { SystemCall.closeQuietly(descriptor) }
    try SystemCall.synchronizeDirectory(descriptor, path: path)
  }

  /// Takes the exclusive lock on a path without waiting.
  package func lock(_ path: String) throws(StorageError) -> any FileLock {
    let descriptor = try SystemCall.open(path, for: .locking, doing: "open the lock file")
    do {
      try SystemCall.lock(descriptor, path: path)
    } catch {
      SystemCall.closeQuietly(descriptor)
      throw error
    }
    return LocalFileLock(path, descriptor: descriptor)
  }

  private func fileSize(
    _ status: (type: SystemCall.FileType, size: Int), _ path: String
  ) throws(StorageError) -> Int {
    if status.type != .file { throw StorageError(.notAFile, doing: "read the file", file: path) }
    return status.size
  }
}
