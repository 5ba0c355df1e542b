import TansakuTestSupport
import Testing

@testable import Tansaku

@Suite("A filter lets pass what a scan of all documents does")
struct FilterTests {
  @Test("Random filters over random facts", arguments: [1, 4], [false, true])
  func scan(segments: Int, deletes: Bool) throws {
    let sample = try FactSample(seed: UInt64(segments), segments: segments, deletes: deletes)
    let searcher = try sample.built.index.searcher()
    var random = SeededGenerator(seed: 7)
    var (kept, lost) = (0, 0)
    for query in ["都市", "宣言 network", "\"京都\"", "宣言 AND 東京都"] {
      let all = Set(try searcher.search(query, limit: 1000).map(\.id))
      let matching = sample.documents.filter { all.contains($0.id) }
      for _ in 0..<25 {
        let filter = FactSample.filter(&random)
        let expected = try matching.filter { try sample.passes($0, filter) }.map(\.id)
        let found = try searcher.search(query, limit: 1000, filter: filter)
        #expect(found.map(\.id).sorted() == expected.sorted(), "\(query) \(filter)")
        #expect(try searcher.count(Query(query), filter: filter) == expected.count)
        kept += expected.count
        lost += matching.count - expected.count
      }
    }
    #expect(kept > 200 && lost > 200)
  }

  @Test("An explanation names the condition that kept a document out")
  func explanation() throws {
    let built = try BuiltIndex([
      Document(id: "1", language: .traditionalChinese, kind: .meeting, body: "宣言", date: "2006-04")
    ])
    let searcher = try built.index.searcher()
    func lost(_ filter: Filter) throws -> String? {
      try searcher.explain(id: "1", "宣言", filter: filter).steps.first { $0.kind == .lost }?.text
    }
    #expect(
      try lost(Filter(["language": ["zh"], "date": ["2006..2006"], "year": ["2006"]])) == nil)
    #expect(try lost(Filter(excluding: ["kind": ["project"], "city": ["*"]])) == nil)
    #expect(try lost(Filter(["language": ["zh-Hans", "ja"]]))?.contains("zh-Hans or ja") == true)
    #expect(try lost(Filter(["date": ["2007.."]]))?.contains("here it is 2006-04") == true)
    #expect(try lost(Filter(["city": ["*"]]))?.contains("is not given") == true)
    #expect(try lost(Filter(excluding: ["kind": ["meeting"]]))?.contains("must not be") == true)
  }
}
