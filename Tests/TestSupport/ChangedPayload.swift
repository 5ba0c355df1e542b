package import TansakuStorage

extension FaultyFileSystem {
  /// Writes a file of an index anew with other contents, so that its checksums are right.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - change: Changes the contents.
  /// - Throws: `StorageError` where there is no such file, and what `change` throws.
  package func changePayload(
    of path: String, _ change: (inout [UInt8]) throws -> Void
  ) throws {
    guard let header = contents(of: path)?.prefix(16), header.count == 16 else {
      throw StorageError(.notFound, "There is no such file.", file: path)
    }
    let kind = FileKind(
      name: String(decoding: header[8..<12], as: UTF8.self), version: UInt16(header[12]),
      oldestReadable: 1)
    let file = try CheckedFile(path, kind: kind, fileSystem: self)
    var payload = Array(file.payload)
    try change(&payload)
    let writer = try CheckedFileWriter(path, kind: kind, tag: file.seal.tag, fileSystem: self)
    try payload.withUnsafeBytes { try writer.write($0) }
    _ = try writer.finish()
  }
}
