import TansakuStorage

extension Snapshot {
  /// A checksum of what makes up the commit: the same for the same commit wherever it lies, another
  /// for another.
  ///
  /// XXH3, in 16 hexadecimal digits, of the manifest without the random tags of its segments. The
  /// manifest holds the checksums of all files of the commit, each of which depends on every byte in the
  /// file, so that whatever decides an answer decides the fingerprint. Finds accidents, not forgers.
  var fingerprint: String {
    var manifest = manifest
    for index in manifest.segments.indices { manifest.segments[index].tag = .none }
    let digits = String(manifest.encoded().withUnsafeBytes { checksum($0) }, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
