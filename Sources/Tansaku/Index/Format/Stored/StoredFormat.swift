import TansakuStorage

/// The documents of a segment as they were given, in compressed blocks.
///
/// ```
/// Stored   --> Block*, padding to 8, Index, Trailer
/// Block    --> size : u32, a Zstandard frame (RFC 8878) of Document*
/// Document --> length : varint, Field*
/// Field    --> tag : varint, length : varint, UTF-8
///            | 0 : varint, length : varint, name, length : varint, value      an attribute
/// Index    --> (document : u32, zero : u32, offset : u64)*
/// Trailer  --> documents : u64, blocks : u64, end : u64, index : u64
/// ```
///
/// - Tags: 1 id, 2 title, 3 body, 4 language, 5 kind, 6 date, 7 city, 8 work, 9 source, 10 path.
///   Fields without text are left out; attributes stand in the order of their names.
/// - `size` is the length of what the frame holds, some 64 KiB: one document costs little to read
///   and the text still shrinks. Where a block ends the documents themselves decide, see `closes`.
///   It is at most `mostContents`, and no more than a frame so long can hold.
/// - `document` is the number of a block's first document, `offset` where the block begins;
///   `end` is where the last block ends, `index` where the index begins.
///
/// *Worked example.* `08 01 01 61 02 03 E6 9D B1` is a document of 8 bytes: id `a`, title 東.
enum StoredFormat {
  static let kind = FileKind(name: "STOR", version: 1, oldestReadable: 1)
  /// The least that a block holds, but for the last one.
  static let leastBlock = 32 * 1024
  /// How many bytes follow on average until a document closes the block.
  static let meanRest = 32 * 1024
  /// What a block holds at most before its last document.
  static let mostBlock = 128 * 1024
  /// The most bytes of a document's record: a reader makes room for no more than this and a block.
  static let longestRecord = 1 << 30
  /// What a block holds at most, its last document and that one's length included.
  static let mostContents = mostBlock + longestRecord + 16
  static let trailerSize = 32
  static let entrySize = 16
  /// With blocks of 64 KiB as small as level 6 with 32 KiB, in a third of the time (measured on
  /// Japanese).
  static let compressionLevel: Int32 = 3

  /// The fields in the order of their tags, from 1.
  static let fields: [any WritableKeyPath<DocumentTexts, String?> & Sendable] = [
    \.id, \.title, \.body, \.language, \.kind, \.date, \.city, \.work, \.source, \.path,
  ]

  /// Whether a block of so many bytes is to be closed behind this record, its last.
  ///
  /// All writers go by this, so that the same documents give the same blocks. A record's own checksum
  /// decides: wherever two writers began, they soon close a block behind the same record, and from
  /// there on have all blocks in common, so that a merge can copy them as they are. (Chunks defined by
  /// their content, as of Muthitacharoen, Chen and Mazières, "A low-bandwidth network file system",
  /// SOSP 2001; here what is hashed is a document and the chance grows with its length.)
  static func closes(_ record: UnsafeRawBufferPointer, blockOf size: Int) -> Bool {
    if size < leastBlock { return false }
    if size >= mostBlock || record.count >= meanRest { return true }
    // No overflow: the record is shorter than the divisor.
    return checksum(record) < UInt64(record.count) * (UInt64.max / UInt64(meanRest))
  }

  /// Appends a document as the format has it; returns whether the block is to be closed behind it.
  @discardableResult
  static func encode(_ document: Document, to block: inout ByteWriter) -> Bool {
    let texts = document.texts
    var record = ByteWriter()
    record.reserveCapacity(texts.reduce(64) { $0 + ($1?.utf8.count ?? 0) })
    for (index, text) in texts.enumerated() {
      guard let text, !text.isEmpty else { continue }
      record.appendVarint(UInt64(index + 1))
      record.appendString(text)
    }
    for (name, value) in document.attributes.sorted(by: { $0.key < $1.key }) {
      record.appendVarint(0)
      record.appendString(name)
      record.appendString(value)
    }
    return record.withUnsafeBytes { append($0, to: &block) }
  }

  /// Appends a document as it was read; returns whether the block is to be closed behind it.
  static func append(_ record: UnsafeRawBufferPointer, to block: inout ByteWriter) -> Bool {
    block.appendVarint(UInt64(record.count))
    block.append(contentsOf: record)
    return closes(record, blockOf: block.count)
  }

  /// Reads the document at the reader.
  static func decode(_ reader: inout ByteReader) throws -> Document {
    let length = try reader.readCount()
    guard length <= reader.remaining else {
      throw reader.error("A stored document is longer than its block.")
    }
    return try decodeFields(&reader, end: reader.position + length)
  }

  /// Reads the fields of a document, which end where the reader is at `end`.
  static func decodeFields(_ reader: inout ByteReader, end: Int) throws -> Document {
    var texts = DocumentTexts()
    var lastTag = 0
    while reader.position < end {
      let tag = try reader.readCount()
      if tag == 0 {
        let name = try reader.readString()
        if texts.attributes.updateValue(try reader.readString(), forKey: name) != nil {
          throw reader.error("A stored document has two attributes of one name.")
        }
        lastTag = fields.count
      } else if tag > fields.count {
        throw reader.error("A stored document has a field of an unknown kind, \(tag).")
      } else if tag <= lastTag {
        throw reader.error("The fields of a stored document are not in their order.")
      } else {
        texts[keyPath: fields[tag - 1]] = try reader.readString()
        lastTag = tag
      }
    }
    guard reader.position == end else {
      throw reader.error("A stored document is longer than its length says.")
    }
    guard let id = texts.id else { throw reader.error("A stored document has no id.") }
    return texts.document(id: id)
  }
}

extension Document {
  /// What `StoredFormat.fields` are of this document, in their order.
  fileprivate var texts: [String?] {
    [id, title, body, language?.rawValue, kind?.rawValue, date, city, work, source, path]
  }
}
