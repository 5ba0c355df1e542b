import Tansaku

/// A table whose rows are a label and fields of HTML, as record systems export them.
enum TabForm {
  /// The text of all rows, parted by empty lines.
  ///
  /// Each field that holds something becomes a line or, being HTML, lines. The title is the last
  /// field of the first row.
  static func document(_ text: [UInt8], _ name: FileName) throws -> Document {
    var title: String?
    var rows: [String] = []
    for line in text.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
      var fields: [String] = []
      for field in line.split(separator: 0x09) {
        let read =
          HTMLTags.occur(in: field) || field.contains(UInt8(ascii: "&"))
          ? try HTMLText(Array(field)).body
          : String(decoding: field, as: UTF8.self).trimmed
        if !read.isEmpty { fields.append(read) }
      }
      guard let last = fields.last else { continue }
      if title == nil { title = PlainText.title(of: last) }
      rows.append(fields.joined(separator: "\n"))
    }
    guard !rows.isEmpty else { throw ReadingFault.noText }
    return Document(
      id: name.id, title: title ?? name.stem, body: rows.joined(separator: "\n\n"),
      path: name.path)
  }
}
