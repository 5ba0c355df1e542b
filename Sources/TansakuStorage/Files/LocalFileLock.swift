import Synchronization

/// A lock of the machine's kernel, which gives it back when the process dies.
///
/// It is `flock`, bound to the opened file, and not `fcntl`, bound to the process: so it also keeps
/// two writers in one process apart, and closing some other descriptor cannot lose it. A child process
/// that was forked shares the opened file and could give the lock back: its copy of this object does
/// not.
final class LocalFileLock: FileLock {
  /// Negative once released.
  private let descriptor: Atomic<Int32>
  private let path: String
  private let owner = OwningProcess()

  init(_ path: String, descriptor: Int32) {
    self.path = path
    self.descriptor = Atomic(descriptor)
  }

  var isHeld: Bool {
    get throws(StorageError) {
      let descriptor = descriptor.load(ordering: .acquiring)
      guard descriptor >= 0, owner.isCurrent else { return false }
      // Taken once more: if a process that shares the opened file has given the lock back, another
      // writer may have it. To take a lock that is held already changes nothing.
      do {
        try SystemCall.lock(descriptor, path: path)
      } catch {
        if error.code == .locked { return false }
        throw error
      }
      return try SystemCall.leads(path, to: descriptor)
    }
  }

  deinit { release() }

  func release() {
    let descriptor = descriptor.exchange(-1, ordering: .acquiringAndReleasing)
    guard descriptor >= 0 else { return }
    // Closing alone would leave the lock to a child process that was forked meanwhile, because the
    // child has all descriptors until it ends or becomes another program.
    if owner.isCurrent { SystemCall.unlock(descriptor) }
    SystemCall.closeQuietly(descriptor)
  }
}
