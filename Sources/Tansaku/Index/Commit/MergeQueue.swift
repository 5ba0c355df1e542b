import Synchronization
import TansakuStorage

/// Runs the merges of one update one after the other, on a thread of their own.
///
/// The thread starts with the first merge and ends with `finish` or `cancel`, one of which must be
/// called. A merge that fails takes those behind it along, and its error stays.
final class MergeQueue: Sendable {
  /// Where merges run.
  enum Mode: Sendable {
    /// On a thread beside the caller's.
    case background
    /// On the caller's thread, which waits: the same segments, later.
    case foreground
  }

  /// Ends a merge that nobody wants any more.
  private struct Cancelled: Error {}

  /// What the caller and the thread share, guarded by the monitor.
  private final class Shared: @unchecked Sendable {
    let monitor = Monitor()
    let isCancelled = Atomic(false)
    var waiting: [MergeJob] = []
    var isClosed = false
    var failure: (any Error)?
    var thread: WorkerThread?
  }

  private let mode: Mode
  private let shared = Shared()
  private let owner = OwningProcess()

  /// A queue without merges.
  init(_ mode: Mode) { self.mode = mode }

  /// The error of the merge that failed, if one has.
  var failure: (any Error)? { shared.monitor.locked { shared.failure } }

  /// Lets a merge run when those before it have.
  func submit(_ job: MergeJob) {
    let isTaken = shared.monitor.locked {
      if mode == .foreground { return false }
      if shared.thread == nil {
        // Where the system has no thread to spare, the caller does the work.
        shared.thread = try? WorkerThread { [shared] in
          while let job = MergeQueue.next(of: shared) { MergeQueue.run(job, for: shared) }
        }
      }
      guard shared.thread != nil else { return false }
      shared.waiting.append(job)
      shared.monitor.notifyAll()
      return true
    }
    if !isTaken { MergeQueue.run(job, for: shared) }
  }

  private static func next(of shared: Shared) -> MergeJob? {
    shared.monitor.locked {
      while shared.waiting.isEmpty {
        if shared.isClosed { return nil }
        shared.monitor.wait()
      }
      return shared.waiting.removeFirst()
    }
  }

  private static func run(_ job: MergeJob, for shared: Shared) {
    if shared.monitor.locked({ shared.failure != nil }) { return }
    do {
      try job.run {
        if shared.isCancelled.load(ordering: .relaxed) { throw Cancelled() }
      }
    } catch {
      shared.monitor.locked { shared.failure = error }
    }
  }

  /// Waits until all merges have run.
  ///
  /// - Throws: the error of the one that failed.
  func finish() throws {
    close()
    if let failure { throw failure }
  }

  /// Gives up what has not run, and stops what runs; returns when nothing writes any more.
  func cancel() {
    shared.isCancelled.store(true, ordering: .relaxed)
    shared.monitor.locked { shared.waiting = [] }
    close()
  }

  private func close() {
    let thread = shared.monitor.locked {
      shared.isClosed = true
      shared.monitor.notifyAll()
      defer { shared.thread = nil }
      return shared.thread
    }
    thread?.join()
  }

  // In a forked process there is no thread to wait for, and another thread may have been inside the
  // monitor when the process was copied.
  deinit { if owner.isCurrent { cancel() } }
}
