import CTansakuICU

/// The encoding of one file: which, and how many bytes of a byte order mark come first.
struct Encoding {
  static let utf8 = "UTF-8"

  let name: String
  var markLength = 0

  static func isKnown(_ name: String) -> Bool {
    let converter = tansaku_converter_open(converterName(for: name))
    tansaku_converter_close(converter)
    return converter != nil
  }

  /// ICU's converter for a name in a page or from a guess.
  ///
  /// The names of East Asian encodings mean Microsoft's supersets of them, as the WHATWG Encoding
  /// Standard has it.
  static func converterName(for name: String) -> String {
    switch name.lowercased() {
    case "shift_jis", "shift-jis", "sjis", "x-sjis", "cp932", "ms_kanji": "windows-31j"
    case "big5", "big-5", "x-x-big5", "cp950": "windows-950-2000"
    case "gb2312", "gb_2312-80", "gbk", "x-gbk", "cp936": "gb18030"
    case "euc-kr", "ks_c_5601-1987", "ksc5601", "cp949": "windows-949-2000"
    case "iso-8859-1", "latin1", "us-ascii", "ascii": "windows-1252"
    case "utf8": utf8
    default: name
    }
  }

  /// The encoding that a byte order mark names.
  static func marked(_ head: [UInt8]) -> Encoding? {
    let marks: [([UInt8], String)] = [
      ([0xEF, 0xBB, 0xBF], utf8), ([0xFF, 0xFE, 0, 0], "UTF-32LE"),
      ([0, 0, 0xFE, 0xFF], "UTF-32BE"),
      ([0xFF, 0xFE], "UTF-16LE"), ([0xFE, 0xFF], "UTF-16BE"),
      ([0x84, 0x31, 0x95, 0x33], "GB18030"),
    ]
    return marks.first { head.starts(with: $0.0) }
      .map { Encoding(name: $0.1, markLength: $0.0.count) }
  }

  /// The encoding that the first escape sequence of ISO 2022 names.
  static func escaped(_ sequence: [UInt8]) -> Encoding? {
    let escapes: [(String, String)] = [
      ("\u{1B}$@", "ISO-2022-JP"), ("\u{1B}$B", "ISO-2022-JP"), ("\u{1B}(J", "ISO-2022-JP"),
      ("\u{1B}(I", "ISO-2022-JP-3"), ("\u{1B}$(D", "ISO-2022-JP-2"), ("\u{1B}$)C", "ISO-2022-KR"),
      ("\u{1B}$)A", "ISO-2022-CN"), ("\u{1B}$)G", "ISO-2022-CN"),
    ]
    return escapes.first { sequence.starts(with: $0.0.utf8) }.map { Encoding(name: $0.1) }
  }

  /// The encoding that a page or an XML declaration gives for itself.
  static func declared(_ head: [UInt8]) -> String? {
    let text = String(decoding: head.prefix(4096), as: UTF8.self).lowercased()
    let word: String
    if text.contains("<meta") {
      word = "charset="
    } else if text.hasPrefix("<?xml") {
      word = "encoding="
    } else {
      return nil
    }
    guard let place = text.firstRange(of: word) else { return nil }
    let name = text[place.upperBound...].drop { $0 == "\"" || $0 == "'" || $0 == " " }
      .prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "-_:.".contains($0)) }
    return name.isEmpty ? nil : String(name)
  }
}
