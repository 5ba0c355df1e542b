import TansakuTestSupport
import Testing

@testable import Tansaku

@Suite("What a person types is a query, whatever it is")
struct QueryTests {
  @Test("Words, phrases in all quotes, and AND")
  func clauses() {
    #expect(Query("台北 宣言").root == .words("台北 宣言"))
    #expect(Query("\"要 都\"").root == .phrase("要 都"))
    #expect(
      Query("a “b c” 「東京」 ＂d＂").root
        == .any([.words("a"), .phrase("b c"), .phrase("東京"), .phrase("d")]))
    #expect(Query("a AND b c").root == .all([.words("a"), .words("b c")]))
    #expect(Query("a AND \"b AND c\"").root == .all([.words("a"), .phrase("b AND c")]))
    #expect(Query("BRAND ANDES and").root == .words("BRAND ANDES and"))
    #expect(Query("AND a AND").root == .words("AND a AND"))
    #expect(Query("a \"b").root == .words("a \"b"))
    #expect(Query(" a\n").root == .words("a"))
    for empty in ["", " ", "\"\"", "「　」", "\n", "\u{3000}"] { #expect(Query(empty).root == nil) }
  }

  @Test("A date stands apart, wherever it is typed, and what is none is a word")
  func dates() {
    #expect(Query("date:2006-04").root == .date("2006-04"))
    #expect(Query("台北 date:2001..2006 宣言").root == .all([.words("台北 宣言"), .date("2001..2006")]))
    #expect(Query("\"a b\" date:平成18年4月").root == .all([.phrase("a b"), .date("平成18年4月")]))
    #expect(Query("date:2006 date:2007-04..").root == .all([.date("2006"), .date("2007-04..")]))
    #expect(Query("date:\"4 April 2006\"").root == .date("4 April 2006"))
    #expect(Query("date:soon").root == .words("date:soon"))
    #expect(Query("update:2006").root == .words("update:2006"))
    #expect(Query("date:").root == .words("date:"))
  }

  @Test("A word of several scripts is found as its characters, and long rows of quotes are text")
  func mixedWords() throws {
    let built = try BuiltIndex([
      Document(id: "a", body: "A4กระดาษทราย"), Document(id: "b", body: "ANMC 21"),
    ])
    let searcher = try built.index.searcher()
    #expect(try searcher.search("A4กระ").map(\.id) == ["a"])
    #expect(try searcher.search("ANMC21").map(\.id) == ["b"])
    let row = String(repeating: "「", count: 200_000)
    #expect(Query(row).root == .words(row))
  }

  @Test("Characters that ICU takes one by one are found together where nothing else is asked for")
  func characters() throws {
    let built = try BuiltIndex([
      Document(id: "together", body: "主要都市"), Document(id: "apart", body: "都の要"),
    ])
    let searcher = try built.index.searcher()
    #expect(try searcher.search("要都").map(\.id) == ["together"])
    #expect(try searcher.search("要 都").count == 2)
  }

  @Test("AND asks for both sides")
  func and() throws {
    let built = try BuiltIndex([
      Document(id: "both", body: "東京と会議"), Document(id: "one", body: "東京"),
      Document(id: "other", body: "会議"),
    ])
    let searcher = try built.index.searcher()
    #expect(try searcher.search("東京 AND 会議").map(\.id) == ["both"])
    #expect(try searcher.search("東京 会議").count == 3)
    #expect(try searcher.search("東京 AND 。").map(\.id).sorted() == ["both", "one"])
  }

  @Test("No text makes a query fail, random ones included", arguments: 0..<4)
  func anyText(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let built = try BuiltIndex([Document(id: "a", title: "台北宣言", body: "第5回総会 AND 21 \"x\"")])
    let searcher = try built.index.searcher()
    let pool = Array("\"“”「」＂ AND台北5回x、\n\u{0}\u{301}ー\u{1F468}\u{200D}").map(String.init)
    for _ in 0..<200 {
      let text = (0..<Int.random(in: 0...30, using: &generator)).map { _ in
        pool.randomElement(using: &generator) ?? ""
      }.joined()
      let results = try searcher.search(text)
      #expect(results.total <= 1)
      _ = try results.first?.excerpt(of: .body)
    }
    #expect(throws: IndexError.self) { try searcher.search(String(repeating: "台", count: 6_000)) }
  }
}
