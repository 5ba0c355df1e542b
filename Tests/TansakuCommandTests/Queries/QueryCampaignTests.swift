import Tansaku
import TansakuTestSupport
import Testing

@Suite("Whatever is typed is answered")
struct QueryCampaignTests {
  @Test("Random bytes and signs are parsed, printed and searched for in the corpus in a moment")
  func campaign() throws {
    let searcher = try SearchIndex(existingAt: Corpus.shared.get().index).searcher()
    var random = RandomQuery(seed: FaultCampaign.seed)
    let clock = ContinuousClock()
    var bytes = 0
    var figures = ["queries": 0, "refused": 0, "found": 0, "slowest ms": 0]
    while bytes < FaultCampaign.rounds(100_000, campaign: 10_000_000) {
      let typed = random.text(upTo: 2_000)
      bytes += typed.utf8.count
      let start = clock.now
      let query = Query(typed)
      do {
        let results = try searcher.search(query)
        figures["found", default: 0] += results.isEmpty ? 0 : 1
        _ = try results.first?.excerpt(of: .body)
      } catch let error as IndexError {
        // What cannot be told within limits is refused, with a reason.
        #expect([.badQuery, .badArgument].contains(error.code), "\(error): \(typed)")
        figures["refused", default: 0] += 1
      }
      let time = clock.now - start
      figures["queries", default: 0] += 1
      figures["slowest ms"] = max(figures["slowest ms", default: 0], Int(time / .milliseconds(1)))
      // The campaign measures an optimised build; others share their machine with other tests.
      #expect(time < (FaultCampaign.isOn ? .seconds(1) : .seconds(20)), "\(typed)")
      let printed = query.description
      if printed.utf8.count <= 16_384 { #expect(Query(printed) == query, "\(typed)") }
      if let parsed = try? Query(parsing: typed) { #expect(parsed == query, "\(typed)") }
    }
    figures["bytes"] = bytes
    try FaultCampaign.report("queries", figures)
  }
}
