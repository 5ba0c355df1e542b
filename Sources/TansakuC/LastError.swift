import Tansaku
import TansakuReading

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// What the last call on each thread failed with.
enum LastError {
  /// Where every thread keeps its own; freed with the thread.
  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    pthread_key_create(&key) { text in free(text) }
    return key
  }()

  /// The error of this thread as JSON; nil where its last call did not fail.
  static var json: UnsafePointer<CChar>? {
    pthread_getspecific(key).map { UnsafePointer($0.assumingMemoryBound(to: CChar.self)) }
  }

  /// Forgets the error of this thread.
  static func clear() {
    free(pthread_getspecific(key))
    pthread_setspecific(key, nil)
  }

  /// Keeps the error of this thread.
  static func set(_ error: any Error) {
    clear()
    pthread_setspecific(key, strdup(json(of: error)))
  }

  private static func json(of error: any Error) -> String {
    var object = JSONObject()
    let error =
      switch error {
      case let error as IndexError: error
      case let fault as ReadingFault:
        IndexError(code: .badDocument, message: "The document \(fault.reason).")
      default: IndexError(code: .system, message: String(describing: error))
      }
    object.set("code", error.code.description)
    object.set("message", error.message)
    object.set("cause", error.cause)
    object.set("file", error.file)
    if let offset = error.offset { object.set("offset", offset) }
    return object.json
  }
}

/// Runs `body` for a caller in C: its error is kept, and `failure` returned in its place.
func withLastError<Result>(_ failure: Result, _ body: () throws -> Result) -> Result {
  LastError.clear()
  do {
    return try body()
  } catch {
    LastError.set(error)
    return failure
  }
}
