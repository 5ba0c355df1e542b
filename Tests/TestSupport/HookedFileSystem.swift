package import TansakuStorage

/// A file system that calls a function before each operation: to wait in it, or to throw.
package struct HookedFileSystem: FileSystem {
  /// Is told the operation, by the name of its function, and the path.
  package typealias Hook =
    @Sendable (_ operation: String, _ path: String) throws(StorageError) -> Void

  private let base: any FileSystem
  private let hook: Hook

  /// A file system that does what another does, after the hook.
  package init(_ base: any FileSystem, hook: @escaping Hook) {
    self.base = base
    self.hook = hook
  }

  /// Maps a whole file for reading.
  package func map(_ path: String) throws(StorageError) -> MappedFile {
    try hook("map", path)
    return try base.map(path)
  }

  /// Opens a file for writing from its beginning.
  package func create(_ path: String) throws(StorageError) -> any OutputFile {
    try hook("create", path)
    return HookedOutputFile(try base.create(path), path, hook)
  }

  /// Gives a file another name.
  package func rename(_ from: String, to: String) throws(StorageError) {
    try hook("rename", to)
    try base.rename(from, to: to)
  }

  /// Removes a file.
  package func remove(_ path: String) throws(StorageError) {
    try hook("remove", path)
    try base.remove(path)
  }

  /// Returns the names in a folder.
  package func list(_ directory: String) throws(StorageError) -> [String] {
    try hook("list", directory)
    return try base.list(directory)
  }

  /// Tells whether the path leads to anything.
  package func exists(_ path: String) throws(StorageError) -> Bool {
    try hook("exists", path)
    return try base.exists(path)
  }

  /// Returns the length of a file in bytes.
  package func size(of path: String) throws(StorageError) -> Int {
    try hook("size", path)
    return try base.size(of: path)
  }

  /// Makes a folder and those above it.
  package func createDirectory(_ path: String) throws(StorageError) {
    try hook("createDirectory", path)
    try base.createDirectory(path)
  }

  /// Returns when the names in a folder are on the disk.
  package func synchronizeDirectory(_ path: String) throws(StorageError) {
    try hook("synchronizeDirectory", path)
    try base.synchronizeDirectory(path)
  }

  /// Takes the exclusive lock on a path.
  package func lock(_ path: String) throws(StorageError) -> any FileLock {
    try hook("lock", path)
    return try base.lock(path)
  }
}

private final class HookedOutputFile: OutputFile {
  private let base: any OutputFile
  private let path: String
  private let hook: HookedFileSystem.Hook

  init(_ base: any OutputFile, _ path: String, _ hook: @escaping HookedFileSystem.Hook) {
    self.base = base
    self.path = path
    self.hook = hook
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(StorageError) {
    try hook("write", path)
    try base.write(bytes)
  }

  func synchronize() throws(StorageError) {
    try hook("synchronize", path)
    try base.synchronize()
  }

  func close() throws(StorageError) {
    try hook("close", path)
    try base.close()
  }
}
