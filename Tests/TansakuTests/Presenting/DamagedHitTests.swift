import TansakuStorage
import TansakuTestSupport
import Testing

@testable import Tansaku

@Suite("A hit is shown only where all that shows it could be read")
struct DamagedHitTests {
  /// Documents of which a quoted gram is found without a look at the words of the dictionary.
  private func sample() throws -> DamagedDictionary {
    try DamagedDictionary([
      (0..<60).map { Document(id: "d\($0)", body: "東京の会議で word\($0) が採択された。") }
    ])
  }

  @Test("What the parts of a query weigh for excerpts is read by the search")
  func weights() throws {
    let sample = try sample()
    let query = Query(.phrase("東京"))
    #expect(try sample.index.searcher().search(query).first?.snippet(of: .body) != nil)
    let path = "index/\(SegmentFiles(number: 1).terms)"
    // Words come last but for the writing systems, far behind the grams.
    try sample.disk.changePayload(of: path) { payload in
      let trailer = payload.count - TermsFormat.trailerSize
      let index = payload[(trailer + 16)..<(trailer + 24)].enumerated()
        .reduce(0) { $0 | Int($1.element) << (8 * $1.offset) }
      for place in index - 400..<index { payload[place] = 0xFF }
    }
    let searcher = try sample.index.searcher()
    let finder = try searcher.withAnalyzer { analyzer in
      var planner = QueryPlanner(analyzer: analyzer, weights: searcher.parameters)
      return OccurrenceFinder(try planner.plan(query), at: .meaning)
    }
    #expect(throws: StorageError.self) { try searcher.passageWeights(of: finder) }
    #expect(throws: IndexError.self) { try searcher.search(query) }
    // Nothing is shown of no hits.
    #expect(try searcher.ranking(query, limit: 5).count == 5)
  }
}
