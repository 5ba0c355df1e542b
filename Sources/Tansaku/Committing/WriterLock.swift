import TansakuStorage

/// Keeps other writers out for as long as one works.
///
/// The lock is the system's on a file that stays: it ends with the process, however that dies, so
/// that a dead writer never has to be cleaned up after.
struct WriterLock {
  static let name = "tansaku-lock"
  private let lock: any FileLock

  init(in directory: String, fileSystem: any FileSystem) throws {
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

  func release() { lock.release() }
}
