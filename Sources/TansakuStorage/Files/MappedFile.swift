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
  private let forget: @Sendable (UnsafeRawBufferPointer) -> Void

  /// Takes over memory that holds a file's bytes.
  ///
  /// - Parameters:
  ///   - path: The path of the file.
  ///   - bytes: The bytes, which must not change or move.
  ///   - forget: Tells the system that the bytes are not needed in memory now; they must be there
  ///     again when they are touched.
  ///   - release: Gives the memory back; called once.
  package init(
    path: String, bytes: UnsafeRawBufferPointer,
    forget: @escaping @Sendable (UnsafeRawBufferPointer) -> Void = { _ in },
    release: @escaping @Sendable (UnsafeRawBufferPointer) -> Void
  ) {
    self.path = path
    self.bytes = bytes
    self.forget = forget
    self.release = release
  }

  /// Lets the pages that were touched so far go from the process's memory.
  ///
  /// They come back when they are touched again. For whoever reads much and once.
  package func forgetPages() { forget(bytes) }

  deinit { release(bytes) }
}
