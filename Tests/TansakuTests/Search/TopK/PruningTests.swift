import TansakuTestSupport
import TansakuText
import Testing

@testable import Tansaku

@Suite("Pruning finds exactly the hits that looking at everything finds")
struct PruningTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  /// An index in so many segments, some of whose documents are deleted again.
  private func searcher(_ documents: [Document], segments: Int, deleting: Bool) throws -> Searcher {
    let index = try SearchIndex(at: directory.path("index"))
    let size = max(1, (documents.count + segments - 1) / segments)
    for start in stride(from: 0, to: documents.count, by: size) {
      try index.update { writer in
        for document in documents[start..<min(start + size, documents.count)] {
          try writer.add(document)
        }
      }
    }
    if deleting {
      try index.update { writer in
        for document in documents where document.id.hasSuffix("3") {
          try writer.delete(id: document.id)
        }
      }
    }
    return try index.searcher()
  }

  /// Documents of few words, so that lists are long and scores are many: blocks, tails and ties.
  private func documents(_ count: Int, _ corpus: inout RandomCorpus, seed: UInt64) -> [Document] {
    var generator = SeededGenerator(seed: seed)
    // Rising in number with the rarity: every document has some of the first.
    let words = ["東京都", "会議", "は", "network", "都市", "の", "宣言", "第", "京都", "回"]
    return corpus.documents(count).map { document in
      var document = document
      for (rank, word) in words.enumerated() where generator.once(in: rank + 1) {
        let times = generator.once(in: 30) ? 40 : Int.random(in: 1...3, using: &generator)
        document.body += String(repeating: word + " ", count: times)
      }
      return document
    }
  }

  private func expectEqual(
    _ plan: QueryPlan, _ searcher: Searcher, filter: Filter = Filter(), _ what: String
  ) throws -> Int {
    let all = try ExhaustiveSearch(plan, in: searcher, filter: filter).run()
    for limit in [1, 3, 10, 1000] {
      for counting in [MatchCounting.never, .exactly] {
        let found = try Ranker(searcher.snapshot).rank(
          plan, limit: limit, skip: 0, filter: filter, counting: counting)
        #expect(found.hits == Array(all.prefix(limit)), "\(what), the best \(limit)")
        #expect(found.isExact ? found.total == all.count : found.total <= all.count, "\(what)")
        #expect(found.isExact || counting == .never)
      }
    }
    let count = try Ranker(searcher.snapshot).rank(
      plan, limit: 0, skip: 0, filter: filter, counting: .exactly)
    #expect(count.total == all.count && count.isExact, "\(what)")
    return all.count
  }

  @Test(
    "Words, phrases and both, over segments, deletions and filters",
    arguments: [(1, false), (1, true), (7, true)])
  func queries(segments: Int, deleting: Bool) throws {
    let seed = UInt64(segments) * 7 + (deleting ? 1 : 0)
    var corpus = RandomCorpus(seed: seed)
    let documents = documents(700, &corpus, seed: seed)
    let searcher = try searcher(documents, segments: segments, deleting: deleting)
    let analyzer = try Analyzer()
    let filter = Filter(["kind": ["declaration", "project"]])
    var found = 0
    var withPassages = 0
    for round in 0..<36 {
      let words = corpus.text(upTo: 4)
      let run = corpus.substring(of: documents, upTo: 9)
      let queries = [
        Query(anyOf: [.words(words)]), Query(anyOf: [.phrase(run)]),
        Query(anyOf: [.words(words), .phrase(run)]), Query(anyOf: [.words(run)]),
      ]
      var planner = QueryPlanner(analyzer: analyzer, weights: .standard)
      let query = queries[round % queries.count]
      let plan = try planner.plan(query)
      withPassages += PassageStep.pays(for: plan) ? 1 : 0
      found += try expectEqual(plan, searcher, "\(query)")
      let all = [Query(anyOf: [.words(words)]), query, Query("都市 会議")].dropLast(round % 2)
      found += try expectEqual(
        try planner.plan(Query(allOf: all.compactMap(\.root))), searcher, "all of \(all)")
      if round % 3 == 0 {
        found += try expectEqual(
          try planner.plan(query), searcher, filter: filter, "\(query), filtered")
        found += try expectEqual(
          try planner.plan(
            wholeWords: Query(round % 2 == 0 ? "東京 AND 都市 AND network" : "東京 都市 \"宣言\"")),
          searcher, "whole words")
      }
    }
    #expect(found > 3_000)
    #expect(withPassages >= 3)
    // Rarities are compared too where a writing system has documents of its own.
    let damage = DamageReport()
    let systems = try searcher.snapshot.segments.map { segment in
      Int(
        try SegmentTerms(segment, cache: searcher.snapshot.unions, damage: damage)
          .info(TermKey(.writing, WritingSystem.latin.rawValue))?.documentFrequency ?? 0)
    }
    #expect(systems.reduce(0, +) >= 16)
  }

  @Test("Scores in units have the order and the value of their sums", arguments: 0..<20)
  func units(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let weights = (0..<Int.random(in: 1...40, using: &generator)).map { _ in
      Float.random(in: 0.000_001...30, using: &generator)
    }
    let units = ScoreUnits(weights: weights)
    for _ in 0..<200 {
      var sum: Int32 = 0
      var plain: Float = 0
      for weight in weights {
        let frequency = UInt32.random(in: 1...300, using: &generator)
        let inverse = Float.random(in: 0.001...4, using: &generator)
        let part = ScoreUnits.part(
          weight: weight * units.perPoint, frequency: frequency, inverseLength: inverse)
        #expect(
          ScoreUnits.part(
            weight: weight * units.perPoint, frequency: frequency + 1, inverseLength: inverse)
            >= part)
        #expect(ScoreUnits.rounded(weight * units.perPoint) >= part)
        sum += part
        plain += BM25.score(weight: weight, frequency: frequency, inverseLength: inverse)
      }
      #expect(abs(units.score(sum) - plain) <= 0.000_01 * max(1, plain))
      #expect(units.units(units.score(sum)) == sum)
      #expect(units.score(sum + 1) > units.score(sum))
    }
  }
}
