import Tansaku

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// What came from C, made sure of.
enum Arguments {
  /// A text.
  ///
  /// - Parameters:
  ///   - start: UTF-8 with a 0 behind it.
  ///   - name: What the header calls it.
  /// - Returns: The text.
  /// - Throws: `IndexError` with the code `badArgument` where it is missing or is not UTF-8.
  static func text(_ start: UnsafePointer<CChar>?, _ name: String) throws -> String {
    guard let start else { throw missing(name) }
    guard let text = String(validatingCString: start) else {
      throw bad("The \(name) is not UTF-8.")
    }
    return text
  }

  /// The bytes of a text, which need not be UTF-8.
  static func bytes(_ start: UnsafePointer<CChar>?, _ name: String) throws -> [UInt8] {
    guard let start else { throw missing(name) }
    return Array(UnsafeRawBufferPointer(start: start, count: strlen(start)))
  }

  /// The object of a handle.
  ///
  /// - Throws: `IndexError` with the code `badArgument` where the handle is NULL.
  static func object<Object: AnyObject>(
    _ handle: OpaquePointer?, _ name: String, as type: Object.Type
  ) throws -> Object {
    guard let handle else { throw missing(name) }
    return Unmanaged<Object>.fromOpaque(UnsafeRawPointer(handle)).takeUnretainedValue()
  }

  /// A handle that keeps an object until `release`.
  static func handle(_ object: some AnyObject) -> OpaquePointer? {
    OpaquePointer(Unmanaged.passRetained(object).toOpaque())
  }

  /// Lets go of a handle's object.
  static func release<Object: AnyObject>(_ handle: OpaquePointer?, as type: Object.Type) {
    if let handle { Unmanaged<Object>.fromOpaque(UnsafeRawPointer(handle)).release() }
  }

  /// An error that says what is wrong with an argument.
  static func bad(_ message: String) -> IndexError {
    IndexError(code: .badArgument, message: message)
  }

  private static func missing(_ name: String) -> IndexError { bad("The \(name) is NULL.") }
}

/// A text for a caller in C, of the lines that `print` gives; to be freed by `tansaku_free`.
func lines(
  _ print: ((String) throws -> Void) throws -> Void
) throws -> UnsafeMutablePointer<CChar>? {
  var text = ""
  try print { text += $0 }
  return strdup(text)
}
