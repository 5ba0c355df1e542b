import TansakuTestSupport
import TansakuText
import Testing

@testable import Tansaku

@Suite("In long texts the engine finds and shows what scanning the texts finds")
struct LongTreeTests {
  @Test(
    "Random trees, on one segment, on twenty, and after deletions and a merge", arguments: [81, 82])
  func trees(seed: UInt64) throws {
    let sample = try LongSample.shared.get()
    let analyzer = try Analyzer()
    var generator = SeededGenerator(seed: seed)
    let words = try TreeWords(
      drawnFrom: sample.documents, count: 30, analyzer, using: &generator)
    var random = RandomTree(seed: seed, about: sample.documents, words)
    let trees = (0..<40).map { $0 % 3 == 2 ? random.nearness() : random.tree(depth: 4) }
    let indexes = try [
      ("one segment", sample.one), ("twenty segments", sample.twenty), ("merged", sample.merged),
    ].map { (name: $0, searcher: try $1.index.searcher()) }
    var comparison = try TreeComparison(trees, in: indexes, shown: 1, seed: seed)
    try comparison.run()
    #expect(comparison.figures["documents"] == sample.documents.count)
    #expect(comparison.figures["documents shown", default: 0] > 15)
    #expect(comparison.figures["marks", default: 0] > 150)
    // How documents lie in segments changes neither order nor scores.
    for tree in trees {
      let rankings = try indexes.prefix(2).map {
        try $0.searcher.ranking(Query(tree), limit: sample.documents.count, level: .meaning)
      }
      #expect(rankings[0] == rankings[1], "\(Query(tree))")
    }
  }

  @Test("An audit agrees before and after deletions and a merge")
  func audit() throws {
    let sample = try LongSample.shared.get()
    for (number, built) in [sample.one, sample.twenty, sample.merged].enumerated() {
      let report = try built.index.searcher().audit(
        samples: 600, seed: UInt64(number), cities: number == 2 ? 8 : 0)
      #expect(report.isSound, "\(String(describing: report.fault))")
      #expect(report.checkedCount > 500)
      #expect(try built.index.check().isSound)
    }
    #expect(try sample.merged.index.searcher().snapshot.segments.count == 1)
  }
}
