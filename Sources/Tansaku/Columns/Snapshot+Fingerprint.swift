import TansakuStorage

extension Snapshot {
  /// A checksum of what makes up the commit: the same for the same commit wherever it lies, another
  /// for another.
  ///
  /// XXH3, in 16 hexadecimal digits, of the manifest, and then for every segment in order of the
  /// checksum of its stored texts' checksums and of its deletions. The manifest alone would not do: it
  /// tells how many documents there are, not which. Finds accidents, not forgers.
  var fingerprint: String {
    var bytes = manifest.encoded()
    for segment in segments {
      bytes.appendFixed64(segment.stored.contentsChecksum)
      segment.deletions.append(to: &bytes)
    }
    let digits = String(bytes.withUnsafeBytes { checksum($0) }, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
