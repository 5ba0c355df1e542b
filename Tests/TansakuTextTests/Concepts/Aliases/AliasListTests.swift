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

  /// Texts and what of `list` is found in them, each as its key and the words that name it.
  static let mentions: [(text: String, found: [String])] = [
    ("the Declaration of Taipei", ["declaration Declaration"]), ("declarations", []),
    ("第5回総会で宣言を採択", ["plenary meeting 総会", "declaration 宣言"]), ("台北宣言", ["declaration 宣言"]),
    ("首尔宣言", ["declaration 宣言"]), ("年会", ["plenary meeting 年会"]),
    ("서울선언의", ["declaration 선언"]), ("선언문은", []), ("독립선언", []),
    ("Plenary\nMeeting", ["plenary meeting Plenary\nMeeting"]),
    ("ANMC21の", ["anmc21 ANMC21"]), ("anmc 21", []), ("ANMC210", []),
    ("アジア大都市ネットワーク21の", ["anmc21 アジア大都市ネットワーク21"]),
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
