import TansakuStorage

/// Keeps other writers out for as long as one works.
///
/// The lock is the system's on a file that stays: it ends with the process, however that dies, so
/// that a dead writer never has to be cleaned up after.
struct WriterLock {
  static let name = "tansaku-lock"
  private let lock: any FileLock
  private let directory: String

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

  /// Sees to it that the lock still keeps others out.
  ///
  /// - Throws: `IndexError` with the code `locked` where its file was removed or replaced, so that
  ///   another writer may have taken the place of this one.
  func check() throws {
    guard try !lock.isHeld else { return }
    throw IndexError(
      code: .locked,
      message: "The file \(WriterLock.name) was removed or replaced while the index was written "
        + "to, so that another process may write, too; nothing was committed. Leave that file "
        + "alone, and try again.", file: directory)
  }

  func release() { lock.release() }
}
