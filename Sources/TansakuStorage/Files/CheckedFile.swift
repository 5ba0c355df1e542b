/// A file of the format in `CheckedFileFormat`, open for reading.
///
/// May be read from any number of threads.
package final class CheckedFile: Sendable {
  /// The path it was opened by.
  package let path: String
  /// The version of the format in which it was written.
  package let version: UInt16
  private let file: MappedFile
  private let layout: CheckedFileLayout
  private let verified: PageBitmap

  /// Opens a file and checks all of it but the payload.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - kind: What it must hold.
  ///   - expected: The seal that it must have; nil where nobody has kept it.
  ///   - fileSystem: Where the file is.
  /// - Throws: `.notTansaku`, `.wrongKind`, `.tooNew`, `.tooOld`, `.corrupt` also if it has another
  ///   seal, or what the system said.
  /// - Complexity: Reads 1/512 of the file.
  package init(
    _ path: String, kind: FileKind, seal expected: FileSeal? = nil, fileSystem: any FileSystem
  ) throws(StorageError) {
    self.path = path
    file = try fileSystem.map(path)
    layout = try CheckedFileLayout(file.bytes, kind: kind, path: path)
    if let expected { try layout.check(expected, path: path) }
    version = layout.version
    verified = PageBitmap(count: CheckedFileFormat.pageCount(layout.payloadLength))
  }

  /// The bytes of the payload.
  package var count: Int { layout.payloadLength }

  /// The length of the file in bytes.
  package var fileLength: Int { file.bytes.count }

  /// What tells the file from every other.
  package var seal: FileSeal { layout.seal }

  /// Sees to it that a file is there, is of a kind, and has a seal.
  ///
  /// - Throws: As opening it does.
  /// - Complexity: Reads header and footer.
  package static func prove(
    _ path: String, kind: FileKind, seal: FileSeal, fileSystem: any FileSystem
  ) throws(StorageError) {
    let file = try fileSystem.map(path)
    // The bytes are valid while the file lives.
    defer { withExtendedLifetime(file) {} }
    try CheckedFileLayout(file.bytes, kind: kind, path: path, readsTable: false)
      .check(seal, path: path)
  }

  /// The payload, not verified.
  ///
  /// Valid while this object lives: a local variable may be gone after its last use, so keep it
  /// with `withExtendedLifetime` or in a property. Begins at a multiple of 64 in memory.
  package var payload: UnsafeRawBufferPointer {
    let start = CheckedFileFormat.headerLength
    return UnsafeRawBufferPointer(rebasing: file.bytes[start..<start + layout.payloadLength])
  }

  /// Returns a part of the payload whose pages are verified.
  ///
  /// - Parameter range: Offsets in the payload. They may come from a file, and so may be wrong.
  /// - Returns: The bytes, valid while this object lives (see `payload`).
  /// - Throws: `.corrupt` when the range is outside the payload or one of its pages is damaged.
  /// - Complexity: A checksum (0.4 µs measured) for each page not touched before, else a few tests.
  package func bytes(_ range: Range<Int>) throws(StorageError) -> UnsafeRawBufferPointer {
    if !isInVerifiedPage(range) { try verify(range) }
    // Inside the file: the range is inside the payload, and that inside the file.
    let start = file.bytes.baseAddress.map {
      $0 + CheckedFileFormat.headerLength + range.lowerBound
    }
    return UnsafeRawBufferPointer(start: start, count: range.count)
  }

  /// Whether a range is inside the payload, in one page that is verified already: most are.
  @inline(__always)
  private func isInVerifiedPage(_ range: Range<Int>) -> Bool {
    guard range.lowerBound >= 0, range.upperBound <= layout.payloadLength else { return false }
    let page = range.lowerBound &>> CheckedFileFormat.pageBits
    return range.lowerBound < range.upperBound
      && (range.upperBound &- 1) &>> CheckedFileFormat.pageBits == page && verified.contains(page)
  }

  @inline(never)
  private func verify(_ range: Range<Int>) throws(StorageError) {
    guard range.lowerBound >= 0, range.upperBound <= layout.payloadLength else {
      throw outside(range)
    }
    if range.isEmpty { return }
    let first = range.lowerBound >> CheckedFileFormat.pageBits
    let last = (range.upperBound - 1) >> CheckedFileFormat.pageBits
    for page in first...last where !verified.contains(page) { try verify(page: page) }
  }

  /// Returns a reader over a verified part of the payload, whose errors tell file and offset.
  package func reader(_ range: Range<Int>) throws(StorageError) -> ByteReader {
    try ByteReader(
      bytes(range), file: path, fileOffset: CheckedFileFormat.headerLength + range.lowerBound)
  }

  /// Lets the pages that were touched so far go from the process's memory until they are needed.
  package func forgetPages() { file.forgetPages() }

  /// Reads the whole payload and checks each page, also those that were verified before.
  package func verify() throws(StorageError) {
    for page in 0..<verified.count { try verify(page: page) }
  }

  private func verify(page: Int) throws(StorageError) {
    let start = CheckedFileFormat.headerLength + page << CheckedFileFormat.pageBits
    let end = min(
      start + CheckedFileFormat.pageLength, CheckedFileFormat.headerLength + layout.payloadLength)
    let actual = checksum(UnsafeRawBufferPointer(rebasing: file.bytes[start..<end]))
    let expected = UInt64(
      littleEndian: file.bytes.loadUnaligned(
        fromByteOffset: layout.tableOffset + 8 * page, as: UInt64.self))
    if actual != expected {
      throw StorageError(
        .corrupt,
        "The checksum of bytes \(start) to \(end - 1) is wrong: the file is damaged. "
          + "Restore it from a copy or build it again.",
        file: path, offset: start)
    }
    // Another thread may do the same at the same time: both find the same and set the same bit.
    verified.insert(page)
  }

  private func outside(_ range: Range<Int>) -> StorageError {
    StorageError(
      .corrupt,
      "Bytes \(range.lowerBound) to \(range.upperBound) of the contents were wanted, which are "
        + "\(layout.payloadLength) bytes long: the files of the index do not belong together or "
        + "are damaged. Restore them from a copy or build the index again.",
      file: path, offset: CheckedFileFormat.headerLength + max(0, range.lowerBound))
  }
}
