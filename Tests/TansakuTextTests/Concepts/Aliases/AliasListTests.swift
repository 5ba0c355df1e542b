import TansakuTestSupport
import Testing

@testable import TansakuText

@Suite("Aliases")
struct AliasListTests {
  @Test("the documented example reads, and its text reads as the same")
  func example() throws {
    let list = try AliasList(
      parsing: """
        # what cities adopt
        declaration | 宣言 | 선언~
        ANMC21|亞洲主要都市網
        """)
    #expect(
      list.concepts.map { $0.map(\.text) } == [
        ["ANMC21", "亞洲主要都市網"], ["declaration", "宣言", "선언"],
      ])
    #expect(list.concepts.map { $0.map(\.weakness) } == [[0, 0], [0, 0, 1]])
    #expect(list.text == "ANMC21|亞洲主要都市網\ndeclaration|宣言|선언~\n")
    #expect(try AliasList(parsing: list.text) == list)
    #expect(AliasTable(list).keys == ["anmc21", "declaration"])
  }

  @Test("a byte order mark, ends of lines of other systems, blank lines and doubles do no harm")
  func oddities() throws {
    let list = try AliasList(parsing: "\u{FEFF}a1|b1\r\n\r\n  # c | d\r  年会 | 年會~ | A2 ~~\n")
    #expect(list.text == "a1|b1\n年会|A2~~\n")
    #expect(try AliasList(parsing: "# nothing\n").concepts.isEmpty)
    #expect(try AliasList(parsing: "").text.isEmpty)
  }

  @Test(
    "a fault names the line and what to do",
    arguments: [
      ("a|b\n\nc|B", 3, "\"B\" is a name on line 1 already"),
      ("a|b\n年會|x\n年会|y", 3, "on line 2 already"),
      ("a||b", 1, "A name is missing beside a |"), ("a|", 1, "A name is missing"),
      ("a|…", 1, "has no letter and no digit"), ("a|b~~~", 1, "two ~ at most"),
      ("a|C++", 1, "begins or ends with a sign"),
      ("# c\n" + String(repeating: "長", count: 65), 2, "at most 64 characters"),
      (String(repeating: "a|b\n", count: 300_000), 1, "at most 1 MiB"),
    ])
  func faults(text: String, line: Int, message: String) {
    do {
      _ = try AliasList(parsing: text)
      Issue.record("taken: \(text.prefix(40))")
    } catch {
      #expect(error.line == line)
      #expect(error.message.contains(message), "\(error)")
    }
  }

  @Test(
    "the packed names are those of the list, and no others",
    arguments: 1...20 as ClosedRange<UInt64>)
  func packed(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let pieces = [
      "a", "b", "ab", "宣", "言", "総会", "선언", "ソ", "ル", "а", "я", "1", " ", "-", "·", "é", "ป",
    ]
    func name() -> String {
      let count = Int.random(in: 1...5, using: &generator)
      return (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
    }
    var concepts: [[UInt32]: Int] = [:]
    var lines: [String] = []
    for number in 0..<Int.random(in: 1...60, using: &generator) {
      var line: [String] = []
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let name = name()
        let key = NameKey.key(of: name)
        if (try? AliasList(parsing: name))?.concepts.isEmpty ?? true || concepts[key] != nil {
          continue
        }
        concepts[key] = number
        line.append(name)
      }
      if !line.isEmpty { lines.append(line.joined(separator: " | ")) }
    }
    let table = AliasTable(try AliasList(parsing: lines.joined(separator: "\n")))
    let keyOfNumber = Dictionary(grouping: concepts.keys) { concepts[$0] ?? -1 }
    for (key, number) in concepts {
      let id = try #require(table.names.isName(key), "\(generator)")
      let names = try #require(table.list.concepts[Int(id) - 1].map(\.key) as [[UInt32]]?)
      #expect(Set(names) == Set(keyOfNumber[number] ?? []), "\(generator)")
    }
    for _ in 0..<200 {
      let key = NameKey.key(of: name())
      #expect((table.names.isName(key) != nil) == (concepts[key] != nil), "\(generator)")
    }
  }

  @Test("no text of a list does harm")
  func fuzz() throws {
    var generator = SeededGenerator(seed: 9)
    let pieces = [
      "|", "~", "#", "\n", "\r\n", "\t", " ", "a", "東京", "・", "\u{301}", "👪", "\0", "선언", "𠮷",
    ]
    let analyzed = "東京a 선언の👪𠮷"
    for _ in 0..<400 {
      let text = (0..<Int.random(in: 0...30, using: &generator)).map { _ in
        pieces.randomElement(using: &generator) ?? ""
      }.joined()
      guard let list = try? AliasList(parsing: text) else { continue }
      #expect(try AliasList(parsing: list.text) == list)
      _ = try Analyzer(aliases: AliasTable(list)).analyze(analyzed + text)
    }
  }

  /// Texts and what of `list` is found in them, each as its key and the words that name it.
  static let mentions: [(text: String, found: [String])] = [
    ("the Declaration of Taipei", ["declaration Declaration"]), ("declarations", []),
    ("第5回総会で宣言を採択", ["plenary meeting 総会", "declaration 宣言"]), ("台北宣言", ["declaration 宣言"]),
    ("首尔宣言", ["declaration 宣言"]), ("年会", ["plenary meeting 年会"]),
    ("서울선언의", ["declaration 선언"]), ("선언문은", []), ("독립선언", []),
    ("Plenary\nMeeting", ["plenary meeting Plenary\nMeeting"]),
    ("ANMC21の", ["anmc21 ANMC21"]), ("anmc 21", []), ("ANMC210", []),
    ("アジア大都市ネットワーク21の", ["anmc21 アジア大都市ネットワーク21"]),
    ("威廉・吉爾伯特", ["gilbert 威廉・吉爾伯特"]), ("ウィリアム＝ギルバートは", ["gilbert ウィリアム＝ギルバート"]),
    ("the UN in", ["un UN"]), ("un homme", []), ("a tax of TAX", ["tax tax", "tax TAX"]),
    ("в декларации", ["declaration декларации"]), ("декларацией о", ["declaration декларацией"]),
    ("手紙を開封して", []),
    ("開封、", ["opening 開封"]), ("ที่ปฏิญญากรุงเทพฯ", ["declaration ปฏิญญา"]), ("", []),
  ]

  @Test("names are found where their scripts let them stand", arguments: mentions)
  func finds(text: String, found: [String]) throws {
    let table = AliasTable(
      try AliasList(
        parsing: """
          declaration|宣言|선언|декларация|ปฏิญญา
          plenary meeting|総会|年會
          ANMC21|アジア大都市ネットワーク21
          UN|国連
          tax|税
          opening|開封~
          Gilbert|威廉·吉爾伯特|ウィリアム・ギルバート
          """))
    let analyzed = try Analyzer(aliases: table).analyze(text)
    let names = analyzed.concepts.map { mention in
      let start = Int(analyzed.folded.starts[mention.range.lowerBound])
      let end = Int(analyzed.folded.ends[mention.range.upperBound - 1])
      return table.keys[mention.concept] + " "
        + String(decoding: analyzed.source[start..<end], as: UTF16.self)
    }
    #expect(names == found)
    // Without aliases nothing is found, and the rest is the same.
    let plain = try Analyzer().analyze(text)
    #expect(plain.concepts.isEmpty)
    #expect(plain.tokens == analyzed.tokens)
    #expect(plain.cities == analyzed.cities)
  }
}
