import Synchronization

/// A lock of the machine's kernel, which gives it back when the process dies.
///
/// It is `flock`, bound to the opened file, and not `fcntl`, bound to the process: so it also keeps
/// two writers in one process apart, and closing some other descriptor cannot lose it.
final class LocalFileLock: FileLock {
  /// Negative once released.
  private let descriptor: Atomic<Int32>
  private let path: String

  init(_ path: String, descriptor: Int32) {
    self.path = path
    self.descriptor = Atomic(descriptor)
  }

  var isHeld: Bool {
    get throws(StorageError) {
      let descriptor = descriptor.load(ordering: .acquiring)
      if descriptor < 0 { return false }
      return try SystemCall.leads(path, to: descriptor)
    }
  }

  deinit { release() }

  func release() {
    let descriptor = descriptor.exchange(-1, ordering: .acquiringAndReleasing)
    guard descriptor >= 0 else { return }
    // Closing alone would leave it to a child process that another thread is just starting, which has
    // all descriptors until it becomes another program.
    SystemCall.unlock(descriptor)
    SystemCall.closeQuietly(descriptor)
  }
}
