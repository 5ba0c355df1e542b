import TansakuStorage

/// Keeps other writers out for as long as one works.
///
/// The lock is the system's on a file that stays: it ends with the process, however that dies, so
/// that a dead writer never has to be cleaned up after.
struct WriterLock {
  static let name = "tansaku-lock"
  private let lock: any FileLock
  private let directory: String
  private let owner = OwningProcess()

  init(in directory: String, fileSystem: any FileSystem) throws {
    self.directory = directory
    do {
      lock = try fileSystem.lock("\(directory)/\(WriterLock.name)")
    } catch {
      guard error.code == .locked else { throw error }
      throw IndexError(
        code: .locked,
        message: "Another process or thread is writing to this index. Try again when it is done.",
        file: directory)
    }
  }

  /// Whether this process took the lock, and is not a forked copy of the one that did.
  var isOwn: Bool { owner.isCurrent }

  /// Refuses to go on in a process that was forked from the one that began the update.
  ///
  /// - Throws: `IndexError` with the code `locked`.
  func checkProcess() throws {
    guard !isOwn else { return }
    throw IndexError(
      code: .locked,
      message: "This process was forked from the one that began the update, and only that one can "
        + "go on with it or end it. Nothing was changed. Begin another update here when it is done.",
      file: directory)
  }

  /// Sees to it that the lock still keeps others out.
  ///
  /// - Throws: `IndexError` with the code `locked` if another writer may have taken the place of this
  ///   one, because the lock's file was removed or replaced, or in a forked process.
  func check() throws {
    try checkProcess()
    guard try !lock.isHeld else { return }
    throw IndexError(
      code: .locked,
      message: "The lock on the index was lost while the index was written to, because the file "
        + "\(WriterLock.name) was removed or replaced or another process gave the lock back. Another "
        + "writer may be at work, so nothing was committed. Leave that file alone, and try again.",
      file: directory)
  }

  /// Lets other writers in; in a forked process it does not.
  func release() { lock.release() }
}
