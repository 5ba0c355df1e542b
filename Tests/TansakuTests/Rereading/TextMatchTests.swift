import TansakuTestSupport
import TansakuText
import Testing

@testable import Tansaku

@Suite("Every match is told with its offsets in the text as it was given")
struct TextMatchTests {
  private func matches(
    _ finder: OccurrenceFinder, in text: String, _ analyzer: Analyzer
  ) throws -> [TextMatch] {
    var walk = OccurrenceWalk(text, finder)
    var matches: [TextMatch] = []
    while let next = try walk.next(analyzer, WrittenForms(analyzer)) { matches += next }
    return matches
  }

  @Test("Offsets are those that one counts from the beginning", arguments: [21, 22])
  func offsets(seed: UInt64) throws {
    let analyzer = try Analyzer()
    var texts = HardTexts(seed: seed)
    var count = 0
    for _ in 0..<60 {
      let text = texts.text(texts.number(in: 1...40))
      let query = texts.query(of: text)
      for level in MatchLevel.allCases where level != .sound {
        let finder = try OccurrenceFinder(query, analyzer, at: level)
        let found = try matches(finder, in: text, analyzer)
        #expect(
          found == (try ShownText(text, finder, analyzer)).matches(finder),
          "\(query) at \(level) in \(text.debugDescription)")
        #expect(level == .meaning || found.allSatisfy { $0.level <= level })
        count += found.count
      }
    }
    #expect(count > 100)
  }

  @Test("In a long text a match across the end of a piece is found once", arguments: [31, 32])
  func longTexts(seed: UInt64) throws {
    let analyzer = try Analyzer()
    var corpus = RandomCorpus(seed: seed)
    var text = ""
    while text.utf8.count < 3 * TextChunks.target { text += corpus.text(upTo: 400) }
    var chunks = TextChunks(text)
    var last: String?
    var across = 0
    while let chunk = chunks.next() {
      defer { last = chunk }
      guard let last else { continue }
      for length in [2, 7] {
        let phrase = String(
          String.UnicodeScalarView(
            Array(last.unicodeScalars.suffix(length)) + chunk.unicodeScalars.prefix(length)))
        let finder = try OccurrenceFinder(
          Query(anyOf: [.phrase(phrase)]), analyzer)
        let found = try matches(finder, in: text, analyzer)
        #expect(
          found == (try ShownText(text, finder, analyzer)).matches(finder),
          "\(phrase.debugDescription)")
        across += found.count
      }
    }
    #expect(across > 3)
  }

  @Test("Across white space of any length within a piece a phrase is one match")
  func spaceAcrossPieces() throws {
    let filler = String(repeating: "x y ", count: TextChunks.target / 4)
    let gap = String(repeating: "\n", count: 9_000)
    let text = filler + "alpha" + gap + "omega " + filler
    let analyzer = try Analyzer()
    let finder = try OccurrenceFinder(Query(anyOf: [.phrase("alpha omega")]), analyzer)
    let found = try matches(finder, in: text, analyzer)
    #expect(found.count == 1)
    #expect(found.first?.bytes == filler.utf8.count..<filler.utf8.count + 9_010)
    #expect(found.first?.line == 1)
  }

  @Test("Each match knows its part of the query and the level at which it matches it")
  func partsAndLevels() throws {
    let built = try BuiltIndex([
      Document(
        id: "a", title: "臺北宣言",
        body: "台北\r\nＴａｉｐｅｉ、taipei\n𠮷台北市 und Tai\u{301}wan")
    ])
    let searcher = try built.index.searcher()
    func told(_ query: String, _ level: MatchLevel, _ field: Field = .body) throws -> [String] {
      try #require(try searcher.search(query, level: level).first).matches(in: field).map {
        "\($0.line):\($0.column) \($0.text) \($0.part ?? "-") \($0.level.rawValue)"
      }
    }
    #expect(
      try told("台北", .meaning) == [
        "1:1 台北 台北 exact", "2:1 Ｔａｉｐｅｉ 台北 meaning", "2:8 taipei 台北 meaning", "3:2 台北市 台北 exact",
      ])
    #expect(try told("台北", .variant, .title) == ["1:1 臺北 台北 variant"])
    #expect(try told("台北", .exact) == ["1:1 台北 台北 exact", "3:2 台北 台北 exact"])
    #expect(
      try told("taipei", .width) == ["2:1 Ｔａｉｐｅｉ taipei width", "2:8 taipei taipei exact"])
    #expect(try told("宣言", .exact, .title) == ["1:3 宣言 宣言 exact"])
    let match = try #require(
      try searcher.search("台北").first?.matches(in: .body).first { $0.text == "台北市" })
    #expect(match.bytes == 40..<49)
    #expect(match.scalars == 19..<22)
    #expect(match.utf16 == 20..<23)
  }

  @Test("What stands near in a field is a match in that field alone")
  func nearInField() throws {
    let built = try BuiltIndex([
      Document(id: "a", title: "京都と文", body: "文と東京、大阪"),
      Document(id: "b", title: "文と京都", body: "文"),
    ])
    let searcher = try built.index.searcher()
    func told(_ query: String, _ field: Field) throws -> [String] {
      let hits = try searcher.search(query)
      #expect(hits.map(\.id) == ["a"], "\(query)")
      return try #require(hits.first).matches(in: field).map(\.text)
    }
    #expect(try told("body:(文 NEAR 東京)", .title) == [])
    #expect(try told("body:(文 NEAR 東京)", .body) == ["文", "東京"])
    #expect(try told("body:(文 NEAR (東京 OR \"京都\"))", .title) == [])
    #expect(try told("文 NEAR 東京", .title) == ["文"])
    #expect(try searcher.search("body:(文 NEAR 東京)", level: .exact).map(\.id) == ["a"])
  }

  @Test("A date that must stand in a field is a match in that field alone")
  func dateInField() throws {
    let built = try BuiltIndex([Document(id: "a", title: "2006年4月の文", body: "April 2006の文")])
    let searcher = try built.index.searcher()
    func told(_ query: String, _ field: Field) throws -> [String] {
      try #require(try searcher.search(query).first).matches(in: field).map(\.text)
    }
    for query in ["title:(date:2006-04)", "title:(date:2006-04 OR 東京)"] {
      #expect(try told(query, .title) == ["2006年4月"])
      #expect(try told(query, .body) == [])
    }
    #expect(try told("date:2006-04", .title) == ["2006年4月"])
    #expect(try told("date:2006-04", .body) == ["April 2006"])
  }

  @Test("What only sounds like the query says so, and of which part")
  func sounds() throws {
    let built = try BuiltIndex([Document(id: "a", body: "東京のコンピュータ")])
    let searcher = try built.index.searcher()
    let hit = try #require(try searcher.search("コンピューター toukyou", level: .sound).first)
    let told = try hit.matches(in: .body).map { "\($0.text) \($0.part ?? "-") \($0.level)" }
    #expect(told == ["東京 toukyou sound", "コンピュータ コンピューター sound"])
    #expect(try hit.excerpt(of: .body)?.levels == [.sound, .sound])
  }

  @Test("A piece of a word is a match only where the whole word is not")
  func fragments() throws {
    let built = try BuiltIndex([Document(id: "a", body: "ANMC21 is the ANMC of the 22nd century")])
    let searcher = try built.index.searcher()
    let hit = try #require(try searcher.search("ANMC21").first)
    #expect(try hit.matches(in: .body).map(\.text) == ["ANMC21", "ANMC"])
    #expect(try hit.excerpt(of: .body)?.marks == [0..<6, 14..<18])
  }

  @Test("An empty field, a document found by its facts and a text of nothing else have no matches")
  func nothingToTell() throws {
    let built = try BuiltIndex([Document(id: "a", title: "年会", city: "Taipei")])
    let hit = try #require(try built.index.searcher().search("台北").first)
    #expect(try hit.matches(in: .title).isEmpty && hit.matches(in: .body).isEmpty)
  }
}
