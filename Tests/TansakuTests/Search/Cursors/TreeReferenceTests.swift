import TansakuTestSupport
import TansakuText
import Testing

@testable import Tansaku

@Suite("The engine finds what scanning the texts finds")
struct TreeReferenceTests {
  /// How many trees for each seed; `Benchmarks/faults` has its own way to ask for more.
  private static let rounds = FaultCampaign.rounds(40, campaign: 2_000)

  @Test("Random trees, on one segment and on twenty, with deletions", arguments: 0..<6)
  func trees(seed: UInt64) throws {
    try compare(seed: seed) { $0.tree(depth: 4) }
  }

  @Test("Runs near each other, alone and joined", arguments: 10..<13)
  func nearness(seed: UInt64) throws {
    try compare(seed: seed) { $0.nearness() }
  }

  private func compare(
    seed: UInt64, next: (inout RandomTree) -> Query.Node
  ) throws {
    let seed = seed &+ FaultCampaign.seed &* 1_000
    var random = RandomTree(seed: seed, documents: 60)
    let reference = try ReferenceEngine(random.documents)
    let one = try BuiltIndex(random.documents)
    let twenty = try BuiltIndex(random.documents, segments: 20)
    if seed % 2 == 1 {
      let deleted = (0..<60).filter { $0 % 4 == Int(seed % 4) }.map { "d\($0)" }
      for id in deleted { reference.delete(id: id) }
      for built in [one, twenty] {
        try built.index.update { writer in for id in deleted { try writer.delete(id: id) } }
      }
    }
    let searchers = try [one, twenty].map { try $0.index.searcher() }
    let analyzer = try Analyzer()
    for round in 0..<Self.rounds {
      let node = next(&random)
      let said: Comment = "seed \(seed), round \(round): \(Query(node))\n\(node)"
      let wanted = try reference.ids(matching: node)
      let answers = try searchers.map { try $0.search(Query(node), limit: 60, countExactly: true) }
      for answer in answers {
        #expect(answer.map(\.id).sorted() == wanted.sorted(), said)
        #expect(answer.total == wanted.count, said)
        try expectOrder(of: answer, in: random.documents, said)
      }
      #expect(answers[0].map(\.id) == answers[1].map(\.id), said)
      #expect(answers[0].map(\.score) == answers[1].map(\.score), said)
      for searcher in searchers {
        #expect(try searcher.count(Query(node)) == wanted.count, said)
        let best = try searcher.search(Query(node), limit: 3)
        #expect(best.map(\.id) == answers[0].prefix(3).map(\.id), said)
        #expect(best.map(\.score) == answers[0].prefix(3).map(\.score), said)
      }
      try expectPlaces(of: answers[0].prefix(5), node, reference, analyzer, said)
    }
  }

  /// Scores do not rise down the list, and of equal ones the document that was added first is first.
  private func expectOrder(of answer: Results, in documents: [Document], _ said: Comment) throws {
    let places = Dictionary(uniqueKeysWithValues: documents.enumerated().map { ($1.id, $0) })
    for (hit, next) in zip(answer, answer.dropFirst()) {
      let isInOrder =
        hit.score > next.score
        || hit.score == next.score && places[hit.id, default: 0] < places[next.id, default: 0]
      #expect(isInOrder, said)
    }
  }

  /// What is shown of a hit is what the query names in it.
  private func expectPlaces(
    of hits: some Sequence<Hit>, _ node: Query.Node, _ reference: ReferenceEngine,
    _ analyzer: Analyzer, _ said: Comment
  ) throws {
    var planner = QueryPlanner(analyzer: analyzer, weights: .standard)
    let finder = MatchFinder(try planner.plan(Query(node)).needles)
    for hit in hits {
      for field in [Field.title, .body] {
        let text = try analyzer.analyze(field == .title ? hit.title : hit.document.body)
        let found = Set(finder.matches(in: text).flatMap(\.range))
        let wanted = try reference.places(of: node, in: field, ofDocument: hit.id)
        #expect(found == wanted, "\(hit.id) \(field)\n\(said)")
      }
    }
  }
}
