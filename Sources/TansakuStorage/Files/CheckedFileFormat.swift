/// The frame around the contents of each file: it says what the file is and proves its bytes.
///
/// ```
/// file        = header payload padding table footer
/// header      = "TANSAKU" 00          magic
///               kind                  4 ASCII letters
///               version               2 bytes
///               pageBits              1 byte: 12, pages of 4096 bytes
///               00                    reserved
///               tag                   16 bytes: of the files that this one belongs to, or 16 × 00
///               24 × 00               reserved
///               checksum              8 bytes, of the 56 before
/// payload     = byte*                 begins at byte 64; every page but the last is whole
/// padding     = 00*                   until the offset is a multiple of 8
/// table       = checksum*             8 bytes for each page of the payload
/// footer      = payloadLength         8 bytes, without the padding
///               tableChecksum         8 bytes, of padding and table
///               fileLength            8 bytes
///               00 "UKASNAT"          end magic
///               checksum              8 bytes, of the 32 before
/// ```
///
/// Numbers are little-endian; a checksum is XXH3 with 64 bits. The header is the same in all
/// versions, so that any version can say what is wrong with another's file.
///
/// Checksums prove that a file is whole, not that it belongs where it lies. That is proved by its seal
/// (`FileSeal`): the tag, which all files of a segment have in common, and the checksum of the footer,
/// which whoever names the file keeps beside the name.
///
/// Opening reads header, table and footer, 1/512 of the file. A page of the payload is proved when
/// it is first touched. So opening costs next to nothing, and still each byte that a search touches
/// was verified: a flipped bit is an error with file and offset and never a wrong hit.
///
/// A file of kind `NOTE`, version 3, with the tag `00112233445566778899aabbccddeeff`, that holds the
/// five bytes `hello`:
///
/// ```
/// 0000  54 41 4E 53 41 4B 55 00  4E 4F 54 45 03 00 0C 00
/// 0010  00 11 22 33 44 55 66 77  88 99 AA BB CC DD EE FF
/// 0020  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00
/// 0030  00 00 00 00 00 00 00 00  72 9E 24 CA 15 1A C8 CE
/// 0040  68 65 6C 6C 6F 00 00 00  FD DC 62 5C 55 E8 55 95
/// 0050  05 00 00 00 00 00 00 00  E9 BA D9 50 D5 CF 13 11
/// 0060  78 00 00 00 00 00 00 00  00 55 4B 41 53 4E 41 54
/// 0070  C0 1B 78 04 4D BD C0 51
/// ```
enum CheckedFileFormat {
  static let magic: [UInt8] = Array("TANSAKU\0".utf8)
  static let endMagic: [UInt8] = Array("\0UKASNAT".utf8)
  static let headerLength = 64
  static let footerLength = 40
  static let tagOffset = 16
  static let pageBits = 12
  static let pageLength = 1 << pageBits
  static let tableAlignment = 8

  /// Returns how many pages a payload of so many bytes fills.
  static func pageCount(_ payloadLength: Int) -> Int {
    (payloadLength >> pageBits) + (payloadLength & (pageLength - 1) == 0 ? 0 : 1)
  }

  /// Returns the offset in the file of the padding and the table behind it.
  static func tableOffset(_ payloadLength: Int) -> Int {
    let end = headerLength + payloadLength
    return (end + tableAlignment - 1) & ~(tableAlignment - 1)
  }

  /// Returns the header of a file.
  static func header(_ kind: FileKind, _ tag: FileTag) -> ByteWriter {
    var header = ByteWriter()
    header.append(contentsOf: magic)
    header.append(contentsOf: Array(kind.name.utf8))
    header.appendFixed16(kind.version)
    header.append(UInt8(pageBits))
    header.appendZeros(tagOffset - header.count)
    header.append(tag)
    header.appendZeros(headerLength - 8 - header.count)
    header.appendFixed64(header.withUnsafeBytes(checksum))
    return header
  }

  /// Returns the footer of a file.
  ///
  /// - Parameters:
  ///   - payloadLength: The bytes of the payload.
  ///   - tableChecksum: The checksum of padding and table.
  ///   - fileLength: The bytes of the file, this footer among them.
  /// - Returns: 40 bytes.
  static func footer(payloadLength: Int, tableChecksum: UInt64, fileLength: Int) -> ByteWriter {
    var footer = ByteWriter()
    footer.appendFixed64(UInt64(payloadLength))
    footer.appendFixed64(tableChecksum)
    footer.appendFixed64(UInt64(fileLength))
    footer.append(contentsOf: endMagic)
    footer.appendFixed64(footer.withUnsafeBytes(checksum))
    return footer
  }

  /// Returns the checksum that a footer ends with.
  static func footerChecksum(_ footer: ByteWriter) -> UInt64 {
    footer.withUnsafeBytes { bytes in
      UInt64(
        littleEndian: bytes.loadUnaligned(fromByteOffset: footerLength - 8, as: UInt64.self))
    }
  }
}
