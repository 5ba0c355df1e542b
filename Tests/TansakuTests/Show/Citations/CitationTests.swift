import FoundationEssentials
import Tansaku
import TansakuTestSupport
import Testing

@Suite("Citations of documents")
struct CitationTests {
  private let declaration = Document(
    id: "2006-taipei", language: .japanese, kind: .declaration, title: "台北宣言", body: "…",
    date: "2006-04-01", city: "Taipei", source: "https://example.org/a_b?c=%E5%8F%B0#d",
    path: "Corpus/taipei.md", attributes: ["author": "島木健作; Yamada, Taro"])

  @Test("An entry of BibTeX has every fact of the document")
  func bibTeX() {
    #expect(
      Citation(declaration).bibTeX == """
        @misc{2006-taipei,
          author = {島木健作 and Yamada, Taro},
          title = {{台北宣言}},
          year = {2006},
          month = apr,
          day = {1},
          address = {Taipei},
          url = {https://example.org/a_b?c=%E5%8F%B0#d},
          language = {ja},
          type = {declaration},
          note = {id: 2006-taipei; path: Corpus/taipei.md}
        }
        """)
  }

  @Test("A record of RIS has every fact of the document, and its lines end in CR LF")
  func ris() {
    let lines = [
      "TY  - GOVDOC", "ID  - 2006-taipei", "TI  - 台北宣言", "AU  - 島木健作", "AU  - Yamada, Taro",
      "PY  - 2006", "DA  - 2006/04/01/", "CY  - Taipei", "LA  - ja", "M3  - declaration",
      "UR  - https://example.org/a_b?c=%E5%8F%B0#d",
      "N1  - id: 2006-taipei; path: Corpus/taipei.md", "ER  - ",
    ]
    #expect(Citation(declaration).ris == lines.map { $0 + "\r\n" }.joined())
  }

  private struct Item: Decodable, Equatable {
    struct Name: Decodable, Equatable {
      var family: String?
      var given: String?
      var literal: String?
    }
    struct Issued: Decodable, Equatable {
      var dateParts: [[Int]]?
      var literal: String?
      enum CodingKeys: String, CodingKey {
        case dateParts = "date-parts"
        case literal
      }
    }
    var id: String
    var type: String
    var title: String
    var author: [Name]?
    var issued: Issued?
    var publisherPlace: String?
    var eventPlace: String?
    var language: String?
    var genre: String?
    var url: String?
    var note: String?
    enum CodingKeys: String, CodingKey {
      case id, type, title, author, issued, language, genre, note
      case url = "URL"
      case publisherPlace = "publisher-place"
      case eventPlace = "event-place"
    }
  }

  private func items(_ documents: [Document]) throws -> [Item] {
    try JSONDecoder().decode([Item].self, from: Data(Bibliography(documents).csl.utf8))
  }

  @Test("An item of CSL-JSON has every fact of the document")
  func csl() throws {
    let expected = Item(
      id: "2006-taipei", type: "document", title: "台北宣言",
      author: [Item.Name(literal: "島木健作"), Item.Name(family: "Yamada", given: "Taro")],
      issued: Item.Issued(dateParts: [[2006, 4, 1]]), publisherPlace: "Taipei", language: "ja",
      genre: "declaration", url: "https://example.org/a_b?c=%E5%8F%B0#d",
      note: "id: 2006-taipei; path: Corpus/taipei.md")
    #expect(try items([declaration]) == [expected])
    #expect(try items([]).isEmpty)
    let meeting = try items([Document(id: "m", kind: .meeting, date: "平成18年", city: "台北")])[0]
    #expect(meeting.eventPlace == "台北")
    #expect(meeting.issued == Item.Issued(literal: "平成18年"))
    #expect(meeting.title == "m")
  }

  @Test(
    "A date is taken as far as it is known, and what is none as it stands",
    arguments: [
      ("2006", "year = {2006}", "PY  - 2006\r\nDA  - 2006///\r\n"),
      ("0712-01", "year = {0712},\n  month = jan", "PY  - 0712\r\nDA  - 0712/01//\r\n"),
      ("平成18年4月", "year = {平成18年4月}", "N1  - date: 平成18年4月\r\n"),
      ("2006-13", "year = {2006-13}", "N1  - date: 2006-13\r\n"),
      ("2006-04-01-02", "year = {2006-04-01-02}", "N1  - date: 2006-04-01-02\r\n"),
      ("", "year = {}", "N1  - date: \r\n"),
    ])
  func dates(date: String, bibTeX: String, ris: String) {
    let citation = Citation(Document(id: "a", date: date))
    #expect(citation.bibTeX.contains("  \(bibTeX),\n"))
    #expect(citation.ris.contains(ris))
  }

  @Test(
    "Authors are parted where a comma cannot stand within a name",
    arguments: [
      ("島木健作", ["島木健作"]), ("Yamada, Taro", ["Yamada, Taro"]),
      ("Taro Yamada, Hanako Suzuki", ["Taro Yamada", "Hanako Suzuki"]),
      ("山田太郎, 鈴木花子", ["山田太郎", "鈴木花子"]), ("山田太郎、鈴木花子", ["山田太郎", "鈴木花子"]),
      ("A, B, C", ["A", "B", "C"]),
      ("Yamada, Taro; Suzuki, Hanako", ["Yamada, Taro", "Suzuki, Hanako"]),
      ("Иванов, Иван\n서울시", ["Иванов, Иван", "서울시"]), (" ; ,", []),
    ])
  func authors(text: String, names: [String]) {
    #expect(Citation(Document(id: "a", attributes: ["author": text])).authors == names)
  }

  @Test("Whatever a document holds, an entry of BibTeX ends where it should and runs no commands")
  func bibTeXEscapes() {
    let title = "}{ \\input{x} 100% & $a_1^2$ ~#\"@\n\r\u{0}\u{2028}x"
    let citation = Citation(
      Document(
        id: "a", title: title, city: "}", source: "http://x/{}\\",
        attributes: ["author": "Black and White"]))
    #expect(
      citation.bibTeX.contains(
        "title = {{\\textbraceright{}\\textbraceleft{} \\textbackslash{}input\\textbraceleft{}x"
          + "\\textbraceright{} 100\\% \\& \\$a\\_1\\textasciicircum{}2\\$ \\textasciitilde{}\\#\"@"
          + "   x}}"))
    #expect(citation.bibTeX.contains("url = {http://x/%7B%7D%5C}"))
    #expect(citation.bibTeX.contains("author = {{Black and White}}"))
    // BibTeX counts braces, escaped or not.
    var depth = 0
    for scalar in citation.bibTeX.unicodeScalars {
      depth += scalar == "{" ? 1 : scalar == "}" ? -1 : 0
      #expect(depth >= 0)
    }
    #expect(depth == 0)
  }

  @Test("Whatever a document holds, a record of RIS has nothing but tagged lines")
  func risEscapes() {
    let text = "a\nER  - \r\nTY  - \u{85}\u{0B}b"
    let ris = Citation(
      Document(id: text, title: text, date: text, city: text, attributes: ["author": text])
    ).ris
    let lines = ris.unicodeScalars.split(separator: "\n")
    #expect(lines.allSatisfy { $0.last == "\r" && $0.dropLast().allSatisfy { $0 >= " " } })
    #expect(lines.filter { $0.starts(with: "ER  - ".unicodeScalars) }.count == 1)
    #expect(lines.count { $0.starts(with: "TY  - ".unicodeScalars) } == 1)
  }

  @Test("Keys are ASCII, always the same for an id, and different within a bibliography")
  func keys() {
    let ids = ["a", "A", "台北", "台 北", "a/b", "a b", "a{b", "x.y:z_1-2", "a-2"]
    let keys = Bibliography(ids.map { Document(id: $0) }).citations.map(\.key)
    #expect(Set(keys.map { $0.lowercased() }).count == ids.count)
    #expect(keys[0] == "a")
    #expect(keys[1] == "A-2")
    #expect(keys[7] == "x.y:z_1-2")
    #expect(keys[8] == "a-2-2")
    for key in keys {
      #expect(
        key.utf8.allSatisfy {
          ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39)
            || ".:_-".utf8.contains($0)
        }, "\(key)")
    }
    #expect(Citation(Document(id: "台北")).key == keys[2])
    #expect(keys[2].hasPrefix("document-"))
    #expect(keys[4].hasPrefix("a-b-"))
  }

  @Test(
    "A kind has its type in each format",
    arguments: [
      ("declaration", nil, "misc GOVDOC document"), ("Meeting", nil, "proceedings CONF event"),
      ("project", nil, "techreport RPRT report"), ("book", "https://x.y/", "book BOOK book"),
      ("whatever", nil, "misc GEN document"), (nil, "https://x.y/", "misc ELEC webpage"),
      (nil, "a form", "misc GEN document"),
    ] as [(String?, String?, String)])
  func types(kind: String?, source: String?, types: String) {
    let type = Citation(
      Document(id: "a", kind: kind.map(Kind.init(rawValue:)), source: source)
    ).type
    #expect("\(type.bibTeX) \(type.ris) \(type.csl)" == types)
  }
}
