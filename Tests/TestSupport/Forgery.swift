package import TansakuStorage

/// Writes files of an index anew with other contents, together with everything that proves them, as
/// somebody would who makes an index by hand: tags, checksums and the manifest are right.
package struct Forgery {
  private let directory: String
  private let fileSystem: any FileSystem
  private static let manifest = "tansaku-manifest"

  /// Forges the index in a folder.
  package init(_ directory: String = "index", on fileSystem: any FileSystem) {
    self.directory = directory
    self.fileSystem = fileSystem
  }

  /// What a file holds.
  package func payload(of name: String) throws -> [UInt8] {
    let file = try open(name)
    return withExtendedLifetime(file) { Array(file.payload) }
  }

  /// Gives a file other contents; if it is not the manifest, the manifest then names the new file.
  package func replace(_ name: String, with payload: [UInt8]) throws {
    let old = try open(name)
    let checksum = try write(name, payload, kind: try kind(of: name), tag: old.seal.tag)
    guard name != Forgery.manifest, checksum != old.seal.checksum else { return }
    var manifest = try self.payload(of: Forgery.manifest)
    // Behind the tag, because files of two segments may hold the same. A file that no manifest names has
    // nothing to be named in.
    let tag = bytes(of: old.seal.tag.high.byteSwapped) + bytes(of: old.seal.tag.low.byteSwapped)
    guard
      let segment = manifest.indices.first(where: { manifest[$0...].starts(with: tag) }),
      let place = manifest.indices[segment...].first(where: {
        manifest[$0...].starts(with: bytes(of: old.seal.checksum))
      })
    else { return }
    manifest.replaceSubrange(place..<place + 8, with: bytes(of: checksum))
    _ = try write(
      Forgery.manifest, manifest, kind: try kind(of: Forgery.manifest), tag: .none)
  }

  private func bytes(of number: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: number >> (8 * UInt64($0))) }
  }

  private func open(_ name: String) throws -> CheckedFile {
    try CheckedFile("\(directory)/\(name)", kind: try kind(of: name), fileSystem: fileSystem)
  }

  /// The kind of a file, whatever it is, as its header says.
  private func kind(of name: String) throws -> FileKind {
    let file = try fileSystem.map("\(directory)/\(name)")
    return withExtendedLifetime(file) {
      FileKind(
        name: String(decoding: file.bytes[8..<12], as: UTF8.self), version: UInt16(file.bytes[12]),
        oldestReadable: 1)
    }
  }

  private func write(
    _ name: String, _ payload: [UInt8], kind: FileKind, tag: FileTag
  ) throws -> UInt64 {
    let writer = try CheckedFileWriter(
      "\(directory)/\(name)", kind: kind, tag: tag, fileSystem: fileSystem)
    try payload.withUnsafeBytes { try writer.write($0) }
    return try writer.finish()
  }
}
