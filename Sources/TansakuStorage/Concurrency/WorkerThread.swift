#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A thread of the system that runs one closure, for work that blocks.
package final class WorkerThread {
  private let handle: pthread_t

  private final class Body {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  /// Starts a thread.
  ///
  /// - Throws: `StorageError` if the system cannot start one more.
  package init(_ run: @escaping @Sendable () -> Void) throws {
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

  private static var failure: StorageError {
    StorageError(.ioFailure, "The system cannot start another thread. Use fewer threads.")
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
  package func join() { pthread_join(handle, nil) }
}
