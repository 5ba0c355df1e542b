import Tansaku
import TansakuReading
import TansakuTestSupport
import Testing

@Suite("Encodings")
struct EncodingTests {
  static let japanese = String(
    repeating: "アジア大都市ネットワーク２１は、アジアの首都及び大都市が連携を強化する国際的ネットワークである。\n", count: 6)
  static let traditional = String(
    repeating: "聯合亞洲各國大都市超越宗教及意識形態，著力於觀光、都市問題、經濟、文化等議題。\n", count: 6)
  static let simplified = String(
    repeating: "亚洲主要都市网是由亚洲各国首都及大城市组成的国际网络，旨在共同解决城市问题。\n", count: 6)
  static let korean = String(
    repeating: "아시아대도시네트워크는 아시아의 수도와 대도시가 서로 협력하는 국제 기구이다.\n", count: 6)
  static let russian = String(
    repeating:
      "Томск вступил в сеть крупных городов Азии, и генеральная ассамблея приняла декларацию.\n",
    count: 6)
  static let thai = String(
    repeating: "กรุงเทพมหานครเป็นเจ้าภาพการประชุม ครั้งที่ 8 ของเครือข่ายเมืองใหญ่แห่งเอเชีย\n", count: 6)

  /// A text in an encoding, by ICU's converter the other way round.
  static func encoded(_ text: String, _ name: String) -> [UInt8] {
    guard let bytes = tansakuEncode(text, name) else { return [] }
    return bytes
  }

  static let cases: [(String, String)] = [
    (japanese, "Shift_JIS"), (japanese, "EUC-JP"), (japanese, "ISO-2022-JP"),
    (japanese, "UTF-16LE"), (japanese, "UTF-16BE"), (traditional, "Big5"),
    (traditional, "UTF-16LE"), (simplified, "GB18030"), (korean, "EUC-KR"), (russian, "KOI8-R"),
    (russian, "windows-1251"), (russian, "UTF-16BE"), (thai, "TIS-620"), (thai, "UTF-16LE"),
  ]

  @Test("Every text is read in whatever encoding it is, and the report says so", arguments: cases)
  func detection(text: String, encoding: String) throws {
    let folder = try TemporaryDirectory()
    let bytes = Self.encoded(text, encoding)
    #expect(!bytes.isEmpty)
    let (all, report) = try documents(folder.write("a.txt", bytes))
    #expect(all.first?.body == text)
    #expect(report.converted.map(\.encoding) == [encoding])
  }

  @Test("One line is enough", arguments: cases)
  func shortText(text: String, encoding: String) throws {
    let line = String(text.prefix { $0 != "\n" })
    #expect(try document("a.txt", Self.encoded(line, encoding)).body == line)
  }

  @Test("A byte order mark decides, and is no part of the text")
  func marks() throws {
    let marks: [([UInt8], String)] = [
      ([0xEF, 0xBB, 0xBF], "UTF-8"), ([0xFF, 0xFE], "UTF-16LE"), ([0xFE, 0xFF], "UTF-16BE"),
      ([0xFF, 0xFE, 0, 0], "UTF-32LE"), ([0, 0, 0xFE, 0xFF], "UTF-32BE"),
    ]
    for (mark, name) in marks {
      #expect(try document("a.txt", mark + Self.encoded("台北", name)).body == "台北")
    }
  }

  @Test("A page says itself how it is encoded")
  func declared() throws {
    let page = "<html><meta charset=Shift_JIS><p>都"
    #expect(try document("a.html", Self.encoded(page, "Shift_JIS")).body == "都")
    let old = "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=big5\"><p>臺北"
    #expect(try document("a.html", Self.encoded(old, "Big5")).body == "臺北")
  }

  @Test("The user's word counts before any test, and a name that is none stops the reading")
  func override() throws {
    let folder = try TemporaryDirectory()
    let path = try folder.write("a.txt", [0xC4, 0xE3])
    #expect(try documents(path, .init(encoding: "GB18030")).all.first?.body == "你")
    #expect(try documents(path, .init(encoding: "KOI8-R")).all.first?.body == "дЦ")
    #expect(throws: ReadingError.self) { try documents(path, .init(encoding: "nonsense")) }
    let ascii = try folder.write("b.txt", Array("a".utf8) + [0xFF])
    let fault = try documents(ascii, .init(encoding: "utf-8")).report.skipped.first
    #expect(fault?.offset == 1 && fault?.isFault == true)
  }

  @Test("UTF-8 with a few bad bytes is a fault that names the place")
  func broken() throws {
    var bytes = Array(Self.japanese.utf8)
    let line = bytes.firstIndex(of: 0x0A) ?? 0
    bytes[line + 1] = 0xFF
    let fault = try #require(try report("a.txt", bytes).skipped.first)
    #expect(fault.isFault && fault.line == 2 && fault.offset == line + 1)
    #expect(fault.reason.contains("iconv"))
    let cut = try report("a.txt", Array(Self.japanese.utf8.dropLast(2)))
    #expect(cut.faultCount == 1)
  }

  @Test("A program or a picture is no text: a fault only if asked for by name")
  func binary() throws {
    let folder = try TemporaryDirectory()
    let bytes = (0..<4096).map { UInt8(truncatingIfNeeded: $0 &* $0 &* 31 % 253) }
    let path = try folder.write("a.txt", bytes)
    #expect(try documents(path).report.faultCount == 1)
    let inFolder = try documents(folder.path).report
    #expect(inFolder.faultCount == 0 && inFolder.skipped.count == 1)
  }
}

/// The bytes of a text in an encoding that Swift itself does not write.
func tansakuEncode(_ text: String, _ name: String) -> [UInt8]? {
  switch name {
  case "UTF-8": return Array(text.utf8)
  case "UTF-16LE", "UTF-16BE":
    return text.utf16.flatMap { unit in
      let bytes = [UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8)]
      return name == "UTF-16LE" ? bytes : bytes.reversed()
    }
  case "UTF-32LE", "UTF-32BE":
    return text.unicodeScalars.flatMap { scalar in
      let bytes = (0..<4).map { UInt8(truncatingIfNeeded: scalar.value >> ($0 * 8)) }
      return name == "UTF-32LE" ? bytes : bytes.reversed()
    }
  default: return iconvEncode(text, name)
  }
}
