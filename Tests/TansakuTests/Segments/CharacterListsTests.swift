import TansakuTestSupport
import TansakuText
import Testing

@testable import Tansaku

@Suite("Lists of frequent characters")
struct CharacterListsTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  /// Texts of few characters, so that some have more postings than a list needs and some fewer.
  private func documents(_ count: Int) -> [Document] {
    var generator = SeededGenerator(seed: 11)
    let frequent = Array("東京都会議女は")
    let rare = Array("蝉戻鍔叱拘")
    return (0..<count).map { number in
      var body = ""
      for _ in 0..<Int.random(in: 4...14, using: &generator) {
        let characters = generator.once(in: 40) ? rare : frequent
        body.append(characters[Int.random(in: 0..<characters.count, using: &generator)])
      }
      return Document(id: "d\(number)", language: .japanese, body: body)
    }
  }

  private func add(_ documents: [Document], to index: SearchIndex) throws {
    try index.update { writer in for document in documents { try writer.add(document) } }
  }

  /// Documents and frequencies of a cursor, to its end.
  private func postings(_ cursor: PostingCursor) -> [[UInt32]] {
    var postings: [[UInt32]] = []
    cursor.advance()
    while cursor.document != endOfPostings {
      postings.append([cursor.document, cursor.frequency])
      cursor.advance()
    }
    return postings
  }

  @Test("A list has what the grams that begin with its character have together")
  func union() throws {
    let index = try SearchIndex(at: directory.path("index"))
    try add(documents(1_300), to: index)
    let segment = try #require(try index.searcher().segments.first)
    let damage = DamageReport()
    let analyzer = try Analyzer()
    for character in "東京都会議女" {
      let folded = try analyzer.analyze(String(character)).folded.scalars
      let key = TermKey(.gram, scalars: folded)
      let list = try #require(try segment.terms.find(CharacterLists.key(key)), "\(character)")
      let infos = try segment.infos(prefix: key)
      #expect(infos.reduce(0) { $0 + Int($1.documentFrequency) } >= CharacterLists.fewestPostings)
      let kept = postings(try segment.cursor(list, withPositions: false, damage: damage))
      #expect(kept == postings(PostingCursor(try segment.union(infos, damage: damage))))
      #expect(kept.count == Int(list.documentFrequency))
    }
    for character in "蝉戻は" {
      let key = TermKey(.gram, String(character))
      #expect(try !segment.infos(prefix: key).isEmpty)
      #expect(try segment.terms.find(CharacterLists.key(key)) == nil, "\(character)")
    }
    #expect(try index.check().faults.isEmpty)
  }

  @Test("A character alone finds what looking at everything finds")
  func search() throws {
    let index = try SearchIndex(at: directory.path("index"))
    let all = documents(1_500)
    try add(Array(all[..<1_200]), to: index)
    try add(Array(all[1_200...]), to: index)
    let searcher = try index.searcher()
    let analyzer = try Analyzer()
    let queries = [
      "女", "女 蝉", "東 会議 戻", "女 AND 都", "蝉 AND 東", "東京 AND 女 AND 議", "\"会\"", "女 \"京都会\"",
    ]
    for text in queries {
      var planner = QueryPlanner(analyzer: analyzer, weights: .standard)
      let plan = try planner.plan(Query(text))
      let everything = try ExhaustiveSearch(plan, in: searcher).run()
      #expect(!everything.isEmpty)
      for limit in [1, 10, 5_000] {
        let found = try searcher.rank(
          plan, limit: limit, skip: 0, filter: Filter(), counting: .exactly)
        #expect(found.hits == Array(everything.prefix(limit)), "\(text), the best \(limit)")
        #expect(found.total == everything.count, "\(text)")
      }
    }
  }

  @Test("Terms that a person lists have no lists among them")
  func inspection() throws {
    let index = try SearchIndex(at: directory.path("index"))
    try add(documents(1_300), to: index)
    let terms = try IndexInspection(index).terms(prefix: "女", layer: "gram", limit: 1_000)
    #expect(terms.count > 3)
    #expect(terms.allSatisfy { $0.text.count <= 2 && !$0.text.contains("\u{FFFD}") })
  }
}
