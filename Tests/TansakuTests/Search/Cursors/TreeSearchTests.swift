import TansakuTestSupport
import Testing

@testable import Tansaku

@Suite("A tree of a query finds what its parts find, joined as it says")
struct TreeSearchTests {
  private static let texts = [
    "a": ("東京の会議", "東京で開かれた会議の記録は秘である。"),
    "b": ("大阪会議", "The plenary meeting adopted the Taipei Declaration."),
    "c": ("記録", "第五回総会は台北で開かれ、宣言を採択した。"),
    "d": ("Meeting notes", "Declarations and meetings of Asian cities, organised in Hanoi"),
    "e": ("京都", "秘密の会議、東京にて。女性 womn women woman"),
  ]

  private func searcher() throws -> (BuiltIndex, Searcher) {
    let built = try BuiltIndex(
      TreeSearchTests.texts.sorted { $0.key < $1.key }.map { id, text in
        Document(
          id: id, language: id < "c" ? .japanese : .traditionalChinese,
          kind: id == "d" ? .meeting : .declaration, title: text.0, body: text.1,
          city: id == "a" ? "タイペイ" : nil, attributes: ["shelf": "S-\(id)"])
      })
    return (built, try built.index.searcher())
  }

  private func found(_ node: Query.Node) throws -> String {
    let (_, searcher) = try searcher()
    let results = try searcher.search(Query(node), limit: 10, countExactly: true)
    #expect(try searcher.count(Query(node)) == results.total)
    #expect(results.total == results.count)
    for level in [MatchLevel.exact, .sound] {
      _ = try searcher.search(Query(node), level: level).map { try $0.level }
    }
    for hit in results {
      let explanation = try searcher.explain(id: hit.id, Query(node))
      #expect(explanation.match?.score == hit.score)
      _ = hit.snippet(of: .body)
    }
    return results.map(\.id).sorted().joined()
  }

  @Test("A place that several alternatives of NEAR share is in the body all the same")
  func alternativesAtOnePlace() throws {
    let asian = Query.Node.any([.words("Asian"), .pattern("asi*"), .fuzzy("asiam", edits: 1)])
    #expect(try found(.near([asian, .words("cities")], distance: 0)) == "d")
    #expect(try found(.field(.body, .near([asian, .words("cities")], distance: 0))) == "d")
    #expect(try found(.field(.title, .near([asian, .words("cities")], distance: 0))) == "")
  }

  @Test("Numbers that nobody could type count as the nearest that one could, or are refused")
  func numbersBeyondBounds() throws {
    let parts: [Query.Node] = [.words("Declarations"), .words("cities")]
    #expect(try found(.near(parts, distance: .max)) == "d")
    #expect(try found(.near(parts, distance: .min)) == "")
    for edits in [Int.max, 3] {
      #expect(try found(.fuzzy("declration", edits: edits)) == "bd")
      #expect(try found(.near([.fuzzy("asiam", edits: edits), parts[1]], distance: 0)) == "d")
    }
    #expect(try found(.fuzzy("asiam", edits: .min)) == "d")
    let deep = (0..<60).reduce(Query.Node.words("Hanoi")) { node, _ in .boosted(node, by: 1_000) }
    #expect(try found(.any([deep, .words("Taipei")])) == "abcd")
    let tiny = (0..<60).reduce(Query.Node.words("Hanoi")) { node, _ in .boosted(node, by: 1e-30) }
    #expect(try found(tiny) == "d")
    for factor in [0, -1, Float.nan, .infinity, 1_001] {
      #expect(throws: IndexError.self) { try found(.boosted(.words("Hanoi"), by: factor)) }
    }
  }

  @Test("Operators")
  func operators() throws {
    #expect(try found(.all([.words("東京"), .not(.words("秘"))])) == "")
    #expect(try found(.all([.words("東京"), .not(.phrase("秘で"))])) == "e")
    #expect(try found(.not(.words("会議"))) == "cd")
    #expect(try found(.any([.all([.words("東京"), .words("会議")]), .words("Hanoi")])) == "ade")
    #expect(
      try found(.any([.all([.words("会議"), .not(.words("東京"))]), .not(.words("meeting"))])) == "abce"
    )
    #expect(try found(.boosted(.words("台北"), by: 2)) == "abc")
  }

  @Test("Fields")
  func fields() throws {
    #expect(try found(.field(.title, .words("会議"))) == "ab")
    #expect(try found(.field(.body, .words("会議"))) == "ae")
    #expect(try found(.field(.title, .phrase("京"))) == "ae")
    #expect(try found(.field(.title, .words("meeting"))) == "d")
    #expect(try found(.field(.body, .words("Taipei"))) == "bc")
    #expect(try found(.field(.title, .pattern("meet*"))) == "d")
    #expect(try found(.field(.body, .pattern("会*"))) == "ace")
    #expect(try found(.field(.body, .pattern("第?回"))) == "c")
    #expect(try found(.field(.title, .pattern("第?回"))) == "")
  }

  @Test("Patterns and edits")
  func patterns() throws {
    #expect(try found(.pattern("declar*")) == "bd")
    #expect(try found(.pattern("*ation")) == "b")
    #expect(try found(.pattern("*ation*")) == "bd")
    #expect(try found(.pattern("wom?n")) == "e")
    #expect(try found(.pattern("第?回")) == "c")
    #expect(try found(.pattern("第*会")) == "c")
    #expect(try found(.pattern("東*会議")) == "a")
    #expect(try found(.pattern("台北*採択")) == "")
    #expect(try found(.pattern("*会議*")) == "abe")
    #expect(try found(.fuzzy("meting", edits: 1)) == "bd")
    #expect(try found(.fuzzy("Taipie", edits: 1)) == "b")
    #expect(try found(.fuzzy("会議", edits: 1)) == "abe")
  }

  @Test("Nearness")
  func near() throws {
    #expect(try found(.near([.words("東京"), .words("会議")], distance: 1)) == "ae")
    #expect(try found(.near([.words("東京"), .words("会議")], distance: 0)) == "e")
    #expect(try found(.near([.words("東京"), .words("会議")], distance: 5)) == "ae")
    #expect(try found(.near([.words("Taipei"), .words("declaration")], distance: 0)) == "b")
    #expect(try found(.near([.words("Taipei"), .words("宣言")], distance: 6)) == "c")
    #expect(try found(.near([.pattern("decl*"), .words("meetings")], distance: 1)) == "d")
    #expect(try found(.near([.phrase("東京"), .phrase("東京")], distance: 10)) == "")
    #expect(try found(.field(.title, .near([.words("東京"), .phrase("会議")], distance: 3))) == "a")
    #expect(throws: IndexError.self) {
      try found(.near([.words("a"), .not(.words("b"))], distance: 3))
    }
  }

  @Test("Levels hold for the field, the nearness and the pattern, not for the document as a whole")
  func levels() throws {
    let built = try BuiltIndex([
      Document(id: "a", title: "臺北宣言", body: "台北の会議と宣言"),
      Document(id: "b", title: "台北宣言", body: "Declaration of Tokyo", city: "Tokyo"),
    ])
    let searcher = try built.index.searcher()
    func found(_ node: Query.Node, _ level: MatchLevel) throws -> String {
      let hits = try searcher.search(Query(node), level: level)
      for hit in hits { #expect(try hit.level <= level) }
      return hits.map(\.id).sorted().joined()
    }
    #expect(try found(.field(.title, .phrase("台北")), .exact) == "b")
    #expect(try found(.field(.title, .phrase("台北")), .variant) == "ab")
    #expect(try found(.field(.body, .phrase("台北")), .exact) == "a")
    #expect(try found(.near([.phrase("台北"), .phrase("宣言")], distance: 0), .exact) == "b")
    #expect(try found(.near([.phrase("台北"), .phrase("宣言")], distance: 0), .variant) == "ab")
    #expect(try found(.near([.phrase("台北"), .phrase("宣言")], distance: 9), .exact) == "ab")
    #expect(try found(.pattern("DECLAR*"), .exact) == "")
    #expect(try found(.pattern("Declar*"), .exact) == "b")
    #expect(try found(.pattern("DECLAR*"), .width) == "b")
    #expect(try found(.pattern("臺?宣"), .exact) == "a")
    #expect(try found(.pattern("臺?宣"), .variant) == "ab")
    #expect(try found(.fuzzy("Declarations", edits: 1), .exact) == "b")
    #expect(try found(.fuzzy("declarations", edits: 1), .exact) == "")
    #expect(try found(.field(.title, .words("Tokyo")), .meaning) == "")
    let marked = try searcher.search(Query(.field(.title, .phrase("宣言"))))
    #expect(try marked.first?.matches(in: .body).isEmpty == true)
    #expect(try marked.first?.matches(in: .title).count == 1)
  }

  @Test("A tree that is too deep is refused")
  func depth() throws {
    var node = Query.Node.words("東京")
    for _ in 0..<250 { node = .not(node) }
    #expect(try found(node) == "ae")
    for _ in 0..<250 { node = .not(node) }
    #expect(throws: IndexError.self) { try found(node) }
  }

  @Test("Facts")
  func facts() throws {
    #expect(try found(.fact("kind", .equal("meeting"))) == "d")
    #expect(try found(.fact("language", .equal("zh"))) == "cde")
    #expect(try found(.fact("city", .equal("臺北"))) == "a")
    #expect(try found(.fact("id", .pattern("?"))) == "abcde")
    #expect(try found(.fact("shelf", .expression("S-[a-c]"))) == "abc")
    #expect(try found(.all([.words("会議"), .fact("shelf", .pattern("*e"))])) == "e")
    #expect(
      try found(
        .all([.fact("kind", .equal("declaration")), .not(.fact("language", .equal("ja")))]))
        == "ce")
    #expect(throws: IndexError.self) { try found(.fact("id", .expression("("))) }
  }
}
