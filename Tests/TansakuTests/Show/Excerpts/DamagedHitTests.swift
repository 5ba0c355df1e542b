import TansakuStorage
import TansakuTestSupport
import Testing

@testable import Tansaku

@Suite("A hit is shown only where all that shows it could be read")
struct DamagedHitTests {
  @Test("What the parts of a query weigh for excerpts is read by the search")
  func weights() throws {
    let sample = try DamagedDictionary([
      (0..<60).map { Document(id: "d\($0)", body: "東京の会議で word\($0) が採択された。") }
    ])
    let query = Query(.phrase("word7"))
    #expect(try sample.index.searcher().search(query).first?.snippet(of: .body) != nil)
    let path = "index/\(try sample.info().files.terms)"
    // The first block of the dictionary has the grams. Words stand far behind, and no more than these is
    // needed to find one; how rare its pairs of characters are is asked for excerpts alone.
    try sample.disk.changePayload(of: path) { payload in
      for place in 0..<40 { payload[place] = 0xFF }
    }
    try sample.disk.reseal("index")
    let searcher = try sample.index.searcher()
    #expect(try searcher.ranking(query, limit: 5).map(\.id) == ["d7"])
    #expect(throws: IndexError.self) { try searcher.search(query) }
    #expect(throws: IndexError.self) { try searcher.search(query, sort: .date(ascending: true)) }
    // Nothing is shown where there are no hits.
    #expect(try searcher.search(query, limit: 0, countExactly: true).total == 1)
  }
}
