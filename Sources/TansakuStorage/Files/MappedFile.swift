/// The bytes of a whole file, at one address for as long as this object lives.
///
/// Files of an index are never changed in place, so the bytes do not change either. (Should
/// something else shorten the file, touching the missing part kills the process: SIGBUS.)
///
/// Sendable because the bytes are only read and are given back once, by `deinit`.
package final class MappedFile: @unchecked Sendable {
  /// The path it was opened by.
  package let path: String
  /// The file's bytes, valid while this object lives.
  package let bytes: UnsafeRawBufferPointer
  private let release: @Sendable (UnsafeRawBufferPointer) -> Void

  /// Takes over memory that holds a file's bytes.
  ///
  /// - Parameters:
  ///   - path: The path of the file.
  ///   - bytes: The bytes, which must not change or move.
  ///   - release: Gives the memory back; called once.
  package init(
    path: String, bytes: UnsafeRawBufferPointer,
    release: @escaping @Sendable (UnsafeRawBufferPointer) -> Void
  ) {
    self.path = path
    self.bytes = bytes
    self.release = release
  }

  deinit { release(bytes) }
}
