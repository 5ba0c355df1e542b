/// A file of the machine, being written.
final class LocalOutputFile: OutputFile {
  private let path: String
  /// Nil once closed.
  private var descriptor: Int32?

  init(_ path: String, descriptor: Int32) {
    self.path = path
    self.descriptor = descriptor
  }

  deinit {
    if let descriptor { SystemCall.closeQuietly(descriptor) }
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(StorageError) {
    try SystemCall.write(openDescriptor("write to the file"), bytes, path: path)
  }

  func synchronize() throws(StorageError) {
    try SystemCall.synchronize(openDescriptor("write the file through to the disk"), path: path)
  }

  func close() throws(StorageError) {
    guard let descriptor else { return }
    self.descriptor = nil
    try SystemCall.close(descriptor, path: path)
  }

  private func openDescriptor(_ doing: String) throws(StorageError) -> Int32 {
    guard let descriptor else {
      throw StorageError(.ioFailure, "Cannot \(doing): it is closed already.", file: path)
    }
    return descriptor
  }
}
