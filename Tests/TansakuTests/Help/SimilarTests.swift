import TansakuTestSupport
import Testing

@testable import Tansaku

@Suite("Documents that are like one")
struct SimilarTests {
  private static let documents = [
    Document(
      id: "a.en", title: "Taipei Declaration", body: "Adopted in April 2006 on solid waste.",
      work: "a"),
    Document(id: "a.ja", title: "台北宣言", body: "2006年4月に採択された。廃棄物について。", work: "a"),
    Document(
      id: "b.en", title: "Manila Declaration", body: "Adopted in 2007 on solid waste and water.",
      work: "b"),
    Document(id: "c.en", title: "Minutes", body: "Budget and staff of the secretariat."),
    Document(id: "c.ja", title: "議事録", body: "事務局の予算と職員。"),
    Document(id: "d.ko", title: "의사록", body: "사무국의 예산과 직원에 관한 회의"),
    Document(id: "e.ko", title: "예산", body: "사무국은 예산을 정한다"),
  ]

  private func searcher(segments: Int) throws -> (BuiltIndex, Searcher) {
    let built = try BuiltIndex(Self.documents, segments: segments)
    return (built, try built.index.searcher())
  }

  @Test("Versions of a work come first, and what shares rare words behind", arguments: [1, 3])
  func versions(segments: Int) throws {
    let (built, searcher) = try searcher(segments: segments)
    let similar = try searcher.moreLikeThis(id: "a.en")
    #expect(similar.prefix(2).map(\.id) == ["a.ja", "b.en"])
    #expect(!similar.contains { $0.id == "a.en" } && similar.isSearchable)
    let others = try searcher.moreLikeThis(id: "a.en", onlyOtherWorks: true)
    #expect(others.first?.id == "b.en")
    #expect(!others.contains { $0.document.work == "a" })
    #expect(try searcher.moreLikeThis(id: "d.ko").first?.id == "e.ko")
    #expect(try searcher.moreLikeThis(id: "a.en", limit: 1).map(\.id) == ["a.ja"])
    #expect(try searcher.moreLikeThis(id: "a.en", limit: 0).isEmpty)
    let filtered = try searcher.moreLikeThis(id: "a.en", filter: Filter(["work": ["b"]]))
    #expect(filtered.map(\.id) == ["b.en"])
    _ = built
  }

  @Test("A text of one's own is compared like a document")
  func text() throws {
    let (built, searcher) = try searcher(segments: 2)
    #expect(
      try searcher.moreLikeThis(text: "waste in the cities of April 2006").first?.id == "a.en")
    #expect(try searcher.moreLikeThis(text: "事務局の職員").first?.id == "c.ja")
    for text in ["", "?", "zzz"] { #expect(try searcher.moreLikeThis(text: text).isEmpty) }
    let long = String(repeating: "waste water budget. ", count: 20_000)
    #expect(!(try searcher.moreLikeThis(text: long).isEmpty))
    _ = built
  }

  @Test("An id that there is not, and a limit that is none, are told")
  func faults() throws {
    let (built, searcher) = try searcher(segments: 1)
    #expect(throws: IndexError.self) { try searcher.moreLikeThis(id: "z") }
    #expect(throws: IndexError.self) { try searcher.moreLikeThis(id: "a.en", limit: -1) }
    _ = built
  }

  @Test("The order is that of the sums over the telling terms", arguments: 0..<8)
  func twin(seed: UInt64) throws {
    var corpus = RandomCorpus(seed: seed)
    let built = try BuiltIndex(corpus.documents(50), segments: Int(seed % 3) + 1)
    let searcher = try built.index.searcher()
    for id in ["d0", "d7", "d20"] {
      let document = try #require(try searcher.document(id: id))
      let plan = try searcher.snapshot.withAnalyzer { analyzer in
        var terms = TellingTerms(analyzer: analyzer, weights: searcher.snapshot.parameters)
        try terms.add(document, withWork: true)
        return try terms.plan(in: searcher.snapshot, least: 2)
      }
      #expect(plan.terms.count <= TellingTerms.most)
      let expected = try ExhaustiveSearch(plan, in: searcher).run()
        .compactMap { hit -> String? in
          let found = try searcher.snapshot.segments[hit.segment].identifiers.id(of: hit.document)
          return found == id ? nil : found
        }
      let found = try searcher.moreLikeThis(id: id, limit: 100)
      #expect(found.map(\.id) == expected && found.total == expected.count)
    }
  }
}
