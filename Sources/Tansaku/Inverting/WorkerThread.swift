#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A thread of the system that runs one closure, for work that blocks.
final class WorkerThread {
  private let handle: pthread_t

  private final class Body {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  /// Starts a thread.
  ///
  /// - Throws: `IndexError` where the system has no room for one more.
  init(_ run: @escaping @Sendable () -> Void) throws {
    let body = Unmanaged.passRetained(Body(run))
    #if canImport(Darwin)
    var started: pthread_t?
    #else
    var started = pthread_t()
    #endif
    let status = pthread_create(&started, nil, WorkerThread.main, body.toOpaque())
    guard status == 0 else {
      body.release()
      throw WorkerThread.failure
    }
    #if canImport(Darwin)
    guard let started else { throw WorkerThread.failure }
    #endif
    handle = started
  }

  private static var failure: IndexError {
    IndexError(
      code: .system, message: "The system cannot start another thread. Ask for fewer (--jobs).")
  }

  #if canImport(Darwin)
  private static let main: @convention(c) (UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? = {
    Unmanaged<Body>.fromOpaque($0).takeRetainedValue().run()
    return nil
  }
  #else
  private static let main: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = {
    if let context = $0 { Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run() }
    return nil
  }
  #endif

  /// Waits until the closure has returned.
  ///
  /// To be called exactly once.
  func join() { pthread_join(handle, nil) }
}

/// A mutual exclusion with one condition to wait for.
final class Monitor: @unchecked Sendable {
  // Sendable: that is what it is for.
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let condition: UnsafeMutablePointer<pthread_cond_t>

  init() {
    mutex = .allocate(capacity: 1)
    condition = .allocate(capacity: 1)
    mutex.initialize(to: pthread_mutex_t())
    condition.initialize(to: pthread_cond_t())
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(condition, nil)
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(mutex)
    condition.deallocate()
    mutex.deallocate()
  }

  /// Runs `body` while no other thread is inside.
  func locked<Result>(_ body: () throws -> Result) rethrows -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return try body()
  }

  /// Leaves the monitor until another thread notifies; to be called inside.
  func wait() { pthread_cond_wait(condition, mutex) }

  /// Wakes all threads that wait.
  func notifyAll() { pthread_cond_broadcast(condition) }
}
