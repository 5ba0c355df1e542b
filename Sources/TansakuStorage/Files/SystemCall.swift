#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// The system calls of this module: repeated when a signal interrupts, failures thrown.
///
/// `doing` completes the sentence "Cannot …".
enum SystemCall {
  /// What a path leads to.
  enum FileType {
    case file
    case directory
    case other
  }

  /// How a file is opened.
  enum Access {
    case reading
    case readingDirectory
    /// A file that is not there yet.
    case writingNew
    case writingAnew
    case locking

    fileprivate var flags: Int32 {
      switch self {
      case .reading: O_RDONLY | O_CLOEXEC
      case .readingDirectory: O_RDONLY | O_DIRECTORY | O_CLOEXEC
      case .writingNew: O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC
      case .writingAnew: O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC
      case .locking: O_RDWR | O_CREAT | O_CLOEXEC
      }
    }
  }

  /// Opens a file and returns its descriptor.
  static func open(
    _ path: String, for access: Access, doing: String
  ) throws(StorageError) -> Int32 {
    try checkPath(path, doing: doing)
    return try repeating(doing, path) { openDescriptor(path, access.flags, 0o666) }
  }

  /// Closes a descriptor.
  ///
  /// Never repeated: on Linux the descriptor is gone even when a signal interrupts the call, and
  /// another thread may own its number by then.
  static func close(_ descriptor: Int32, path: String) throws(StorageError) {
    guard closeDescriptor(descriptor) != 0 else { return }
    let number = errno
    if number != EINTR { throw StorageError(errno: number, "close the file", file: path) }
  }

  /// Closes a descriptor to which nothing was written.
  static func closeQuietly(_ descriptor: Int32) {
    _ = closeDescriptor(descriptor)
  }

  /// Writes all bytes, in as many steps as the system needs.
  static func write(
    _ descriptor: Int32, _ bytes: UnsafeRawBufferPointer, path: String
  ) throws(StorageError) {
    var rest = bytes
    while !rest.isEmpty {
      let written = try repeating("write to the file", path) {
        writeDescriptor(descriptor, rest.baseAddress, rest.count)
      }
      rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(written))
    }
  }

  /// Waits until a file is on the disk.
  static func synchronize(_ descriptor: Int32, path: String) throws(StorageError) {
    try repeating("write the file through to the disk", path) { synchronizeDescriptor(descriptor) }
  }

  /// Waits until a folder's names are on the disk, where the file system can be asked to.
  static func synchronizeDirectory(_ descriptor: Int32, path: String) throws(StorageError) {
    // Some network and user-space file systems answer EINVAL: they have nothing to wait for.
    try repeating("write the folder through to the disk", path) {
      let result = synchronizeDescriptor(descriptor)
      return result != 0 && errno == EINVAL ? 0 : result
    }
  }

  /// Takes an exclusive lock without waiting.
  static func lock(_ descriptor: Int32, path: String) throws(StorageError) {
    try repeating("lock", path) { flock(descriptor, LOCK_EX | LOCK_NB) }
  }

  /// Gives a lock back, for all who have the descriptor; closing it would do the same for one.
  static func unlock(_ descriptor: Int32) { _ = flock(descriptor, LOCK_UN) }

  /// Returns the type and the length in bytes of an open file.
  static func status(
    _ descriptor: Int32, path: String, doing: String
  ) throws(StorageError) -> (type: FileType, size: Int) {
    var result = stat()
    try repeating(doing, path) { fstat(descriptor, &result) }
    return (type(of: result), Int(result.st_size))
  }

  /// Returns the type and the length in bytes of what a path leads to.
  static func status(
    _ path: String, doing: String
  ) throws(StorageError) -> (type: FileType, size: Int) {
    try checkPath(path, doing: doing)
    var result = stat()
    try repeating(doing, path) { stat(path, &result) }
    return (type(of: result), Int(result.st_size))
  }

  /// Tells whether a path leads to the file that is open.
  static func leads(_ path: String, to descriptor: Int32) throws(StorageError) -> Bool {
    let doing = "look at the file"
    var (named, opened) = (stat(), stat())
    do {
      try repeating(doing, path) { stat(path, &named) }
    } catch {
      if error.code == .notFound { return false }
      throw error
    }
    try repeating(doing, path) { fstat(descriptor, &opened) }
    return named.st_dev == opened.st_dev && named.st_ino == opened.st_ino
  }

  /// Maps the first `count` bytes of a file for reading; `count` must not be 0.
  static func map(
    _ descriptor: Int32, count: Int, path: String
  ) throws(StorageError) -> UnsafeRawBufferPointer {
    let address = mmap(nil, count, PROT_READ, MAP_SHARED, descriptor, 0)
    let number = errno
    guard let address, address != MAP_FAILED else {
      throw StorageError(errno: number, "map the file into memory", file: path)
    }
    return UnsafeRawBufferPointer(start: address, count: count)
  }

  /// Gives back what `map` returned.
  static func unmap(_ bytes: UnsafeRawBufferPointer) {
    _ = munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
  }

  /// Drops the pages of a shared mapping of a file from the process's memory; they are read again
  /// from the file, or from what the system keeps of it, when they are touched.
  static func forget(_ bytes: UnsafeRawBufferPointer) {
    // Advice: where it is not taken nothing is lost.
    _ = madvise(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count, MADV_DONTNEED)
  }

  /// Gives a file another name.
  static func move(_ from: String, to: String) throws(StorageError) {
    try checkPath(from, doing: "rename the file")
    try checkPath(to, doing: "rename the file")
    try repeating("rename the file to \(to)", from) { rename(from, to) }
  }

  /// Removes a file.
  static func remove(_ path: String) throws(StorageError) {
    try checkPath(path, doing: "remove the file")
    try repeating("remove the file", path) { unlink(path) }
  }

  /// Makes one folder.
  static func makeDirectory(_ path: String) throws(StorageError) {
    try checkPath(path, doing: "make the folder")
    try repeating("make the folder", path) { mkdir(path, 0o777) }
  }

  /// Returns the names in a folder, in no order, without `.` and `..`.
  static func names(in directory: String) throws(StorageError) -> [String] {
    let doing = "read the folder"
    try checkPath(directory, doing: doing)
    guard let stream = opendir(directory) else {
      throw StorageError(errno: errno, doing, file: directory)
    }
    defer { closedir(stream) }
    var names: [String] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        let number = errno
        if number == 0 { return names }
        throw StorageError(errno: number, doing, file: directory)
      }
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { raw in
        String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != "." && name != ".." { names.append(name) }
    }
  }

  private static func type(of status: stat) -> FileType {
    switch status.st_mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .directory
    default: .other
    }
  }

  /// Refuses what C would silently cut short at its first NUL.
  private static func checkPath(_ path: String, doing: String) throws(StorageError) {
    if path.utf8.contains(0) { throw StorageError(.invalidPath, doing: doing, file: path) }
  }

  @discardableResult
  private static func repeating<Result: SignedInteger>(
    _ doing: String, _ path: String, _ call: () -> Result
  ) throws(StorageError) -> Result {
    while true {
      let result = call()
      if result >= 0 { return result }
      let number = errno
      if number != EINTR { throw StorageError(errno: number, doing, file: path) }
    }
  }
}

// Under other names, because the members above hide the functions of the C library.

private func openDescriptor(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 {
  open(path, flags, mode)
}

private func closeDescriptor(_ descriptor: Int32) -> Int32 {
  close(descriptor)
}

private func writeDescriptor(
  _ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int
) -> Int {
  write(descriptor, bytes, count)
}

private func synchronizeDescriptor(_ descriptor: Int32) -> Int32 {
  #if canImport(Darwin)
  // There, fsync leaves the bytes in the drive's own memory; not every file system knows the other.
  let result = fcntl(descriptor, F_FULLFSYNC)
  return result >= 0 ? 0 : fsync(descriptor)
  #else
  return fsync(descriptor)
  #endif
}
