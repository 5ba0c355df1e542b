import TansakuStorage

/// The length of every document of a segment in one byte, for ranking.
///
/// ```
/// Norms --> length : u8 *
/// ```
///
/// The byte is a `LengthCode` of the document's length in full widths, its separators left out: a
/// character of Han, kana or Hangul takes one, any other one half.
///
/// *Worked example.* `07 10 20` are documents of 7 full widths, of 16 to 17 and of 64 to 71: the first
/// may have seven characters of Han, or 13 or 14 letters.
enum NormsFormat {
  static let kind = FileKind(name: "NORM", version: 1, oldestReadable: 1)
}

/// Lengths in one byte: exact below 16, then with three bits behind the leading one, so that the
/// error stays under an eighth.
///
/// Monotone, and good up to 2^34.
enum LengthCode {
  /// The code of a length.
  static func encode(_ length: Int) -> UInt8 {
    guard length >= 16 else { return UInt8(max(0, length)) }
    let exponent = Int.bitWidth - 1 - length.leadingZeroBitCount
    let code = 16 + (exponent - 4) * 8 + (length >> (exponent - 3)) & 7
    return UInt8(min(code, 255))
  }

  /// The shortest length with this code.
  static func decode(_ code: UInt8) -> Int {
    guard code >= 16 else { return Int(code) }
    let exponent = (Int(code) - 16) / 8 + 4
    return (8 + (Int(code) - 16) % 8) << (exponent - 3)
  }

  /// The longest length with this code.
  static func longest(_ code: UInt8) -> Int { code == 255 ? Int.max >> 1 : decode(code + 1) - 1 }

  /// The sum of the shortest lengths with these codes.
  static func total(of codes: [UInt8]) -> UInt64 {
    codes.reduce(0) { $0 + UInt64(decode($1)) }
  }
}

/// Writes the norms of a segment.
enum NormsWriter {
  /// Writes the file whole and makes it durable.
  ///
  /// Returns the checksum of its footer.
  static func write(
    _ codes: [UInt8], to path: String, tag: FileTag = .none, fileSystem: any FileSystem
  ) throws -> UInt64 {
    let file = try CheckedFileWriter(
      path, kind: NormsFormat.kind, tag: tag, fileSystem: fileSystem)
    do {
      try codes.withUnsafeBytes { try file.write($0) }
      return try file.finish()
    } catch {
      file.abandon()
      throw error
    }
  }
}

/// Reads the norms of a segment.
struct NormsReader: Sendable {
  private let file: CheckedFile

  /// Opens the norms of a segment of so many documents.
  init(
    _ path: String, documents: Int, seal: FileSeal? = nil, fileSystem: any FileSystem
  ) throws {
    file = try CheckedFile(path, kind: NormsFormat.kind, seal: seal, fileSystem: fileSystem)
    guard file.count == documents else {
      throw StorageError(
        .corrupt,
        "The file holds \(file.count) lengths for \(documents) documents. Build the index again.",
        file: path)
    }
  }

  /// The codes of all documents, checked; valid while this reader lives.
  func codes() throws -> UnsafeRawBufferPointer { try file.bytes(0..<file.count) }

  /// Reads every byte of the file.
  func verify() throws { try file.verify() }
}
