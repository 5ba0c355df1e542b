/// Where the parts of a file are, proved by its header, table and footer.
struct CheckedFileLayout: Sendable {
  let version: UInt16
  let payloadLength: Int
  let tableOffset: Int
  let seal: FileSeal

  /// Checks all of a file but its payload, and but its table if `readsTable` is false.
  init(
    _ bytes: UnsafeRawBufferPointer, kind: FileKind, path: String, readsTable: Bool = true
  ) throws(StorageError) {
    let (version, tag) = try Self.checkHeader(bytes, kind: kind, path: path)
    self.version = version
    let (payloadLength, checksum) = try Self.checkFooter(bytes, path: path, readsTable: readsTable)
    self.payloadLength = payloadLength
    tableOffset = CheckedFileFormat.tableOffset(payloadLength)
    seal = FileSeal(tag: tag, checksum: checksum)
  }

  /// Refuses a file that is whole and is not the one that was expected.
  func check(_ expected: FileSeal, path: String) throws(StorageError) {
    if seal == expected { return }
    let remedy =
      "Files of different indexes or commits were mixed up: restore all files of the index from one "
      + "copy, or build it again."
    throw seal.tag == expected.tag
      ? StorageError(
        .corrupt,
        "The file is whole, but it is not the one that the commit was made with. \(remedy)",
        file: path, offset: tableOffset + 8 * CheckedFileFormat.pageCount(payloadLength))
      : StorageError(
        .corrupt,
        "The file is whole, but it belongs to files with the tag \(seal.tag), and one with the tag "
          + "\(expected.tag) was expected. \(remedy)",
        file: path, offset: CheckedFileFormat.tagOffset)
  }

  /// Returns the version and the tag.
  private static func checkHeader(
    _ bytes: UnsafeRawBufferPointer, kind: FileKind, path: String
  ) throws(StorageError) -> (version: UInt16, tag: FileTag) {
    guard CheckedFileFormat.magic.starts(with: bytes.prefix(8)) else {
      throw StorageError(
        .notTansaku, "This is not a file of Tansaku. Check the path.", file: path, offset: 0)
    }
    guard bytes.count >= CheckedFileFormat.headerLength + CheckedFileFormat.footerLength else {
      throw truncated(bytes, path)
    }
    var reader = ByteReader(bytes, file: path)
    try reader.skip(CheckedFileFormat.headerLength - 8)
    guard try reader.readFixed64() == checksum(part(bytes, 0, reader.position - 8)) else {
      throw damaged("header", 0, path)
    }
    reader = ByteReader(bytes, file: path)
    try reader.skip(8)
    let name = String(decoding: try reader.readBytes(4), as: UTF8.self)
    let version = try reader.readFixed16()
    let pageBits = try reader.readByte()
    if name != kind.name {
      throw StorageError(
        .wrongKind,
        "The file holds \(name) and \(kind.name) was expected: the files of the index were mixed "
          + "up. Restore them from a copy or build the index again.",
        file: path, offset: 8)
    }
    // Pages of another length can only come from a version to come.
    if version > kind.version || Int(pageBits) != CheckedFileFormat.pageBits {
      throw StorageError(
        .tooNew,
        "The file was written by a newer version of tansaku: upgrade. "
          + "(It has format \(version), this version reads up to \(kind.version).)",
        file: path, offset: 12)
    }
    if version < kind.oldestReadable {
      throw StorageError(
        .tooOld,
        "The file was written by an older version of tansaku, whose format is no longer read: "
          + "build the index again. (It has format \(version), this version reads from "
          + "\(kind.oldestReadable).)",
        file: path, offset: 12)
    }
    try reader.skip(CheckedFileFormat.tagOffset - reader.position)
    return (version, try reader.readTag())
  }

  /// Returns the length of the payload and the checksum of the footer.
  private static func checkFooter(
    _ bytes: UnsafeRawBufferPointer, path: String, readsTable: Bool
  ) throws(StorageError) -> (payloadLength: Int, checksum: UInt64) {
    let start = bytes.count - CheckedFileFormat.footerLength
    var reader = ByteReader(part(bytes, start, bytes.count), file: path, fileOffset: start)
    let statedPayload = try reader.readFixed64()
    let tableChecksum = try reader.readFixed64()
    let statedLength = try reader.readFixed64()
    let magic = try reader.readBytes(8)
    let footerChecksum = try reader.readFixed64()
    guard footerChecksum == checksum(part(bytes, start, bytes.count - 8)) else {
      // Cut off anywhere, a file ends in something that is no footer at all.
      if magic.elementsEqual(CheckedFileFormat.endMagic) { throw damaged("footer", start, path) }
      throw truncated(bytes, path)
    }
    guard magic.elementsEqual(CheckedFileFormat.endMagic), statedLength == UInt64(bytes.count),
      let payloadLength = Int(exactly: statedPayload), payloadLength <= bytes.count
    else { throw truncated(bytes, path) }
    let table = CheckedFileFormat.tableOffset(payloadLength)
    guard table + 8 * CheckedFileFormat.pageCount(payloadLength) == start else {
      throw truncated(bytes, path)
    }
    let payloadEnd = CheckedFileFormat.headerLength + payloadLength
    guard !readsTable || tableChecksum == checksum(part(bytes, payloadEnd, start)) else {
      throw damaged("table of checksums", payloadEnd, path)
    }
    return (payloadLength, footerChecksum)
  }

  private static func part(
    _ bytes: UnsafeRawBufferPointer, _ start: Int, _ end: Int
  ) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: bytes[start..<end])
  }

  private static func truncated(_ bytes: UnsafeRawBufferPointer, _ path: String) -> StorageError {
    StorageError(
      .corrupt,
      "The file is \(bytes.count) bytes long, which is not the length that was written: a part is "
        + "missing. Restore it from a copy or build it again.",
      file: path, offset: bytes.count)
  }

  private static func damaged(_ part: String, _ offset: Int, _ path: String) -> StorageError {
    StorageError(
      .corrupt,
      "The checksum of the file's \(part) is wrong: the file is damaged. "
        + "Restore it from a copy or build it again.",
      file: path, offset: offset)
  }
}
