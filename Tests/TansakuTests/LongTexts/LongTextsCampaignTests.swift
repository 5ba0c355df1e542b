import TansakuTestSupport
import TansakuText
import Testing

@testable import Tansaku

/// The steps of `Benchmarks/longtexts`; they do nothing outside it.
@Suite("Long texts of any number are searched as a scan does")
struct LongTextsCampaignTests {
  @Test("An archive is written", .enabled(if: LongTextsCampaign.step == .archive))
  func archive() throws {
    let archive = LongArchive(seed: FaultCampaign.seed)
    let file = try LineFile(creating: LongTextsCampaign.output)
    var left = LongTextsCampaign.amount * 1_000_000
    var figures = ["documents": 0, "of over 100,000 characters": 0, "bytes": 0]
    while left > 0 {
      let document = archive.document(figures["documents", default: 0])
      try file.write(document.jsonLine)
      let size = document.body.utf8.count
      left -= size
      figures["documents", default: 0] += 1
      figures["bytes", default: 0] += size
      // A text of so few bytes has fewer characters.
      if size > 100_000, document.body.unicodeScalars.count > 100_000 {
        figures["of over 100,000 characters", default: 0] += 1
      }
    }
    try file.finish()
    try FaultCampaign.report("archive", figures)
  }

  @Test("Ids of documents are written", .enabled(if: LongTextsCampaign.step == .ids))
  func ids() throws {
    let file = try LineFile(creating: LongTextsCampaign.output)
    var random = SeededGenerator(seed: FaultCampaign.seed)
    var count = 0
    for path in LongTextsCampaign.indexes {
      let searcher = try SearchIndex(existingAt: path).searcher()
      for segment in searcher.snapshot.segments {
        for number in 0..<segment.info.documentCount
        where !segment.deletions.contains(number) && random.once(in: LongTextsCampaign.amount) {
          try file.write(segment.identifiers.id(of: number))
          count += 1
        }
      }
    }
    try file.finish()
    try FaultCampaign.report("deletions", ["ids": count])
  }

  @Test("Random trees find what a scan finds", .enabled(if: LongTextsCampaign.step == .trees))
  func trees() throws {
    let indexes = try LongTextsCampaign.indexes.map {
      (name: $0, searcher: try SearchIndex(existingAt: $0).searcher())
    }
    let analyzer = try Analyzer()
    let first = try #require(indexes.first).searcher
    let sample = try CampaignSample(of: first, analyzer, seed: FaultCampaign.seed)
    let documents = sample.documents
    var generator = SeededGenerator(seed: FaultCampaign.seed)
    let words = try TreeWords(drawnFrom: documents, count: 200, analyzer, using: &generator)
    var random = RandomTree(seed: FaultCampaign.seed, about: documents, words)
    var restrictedCount = 0
    let trees = (0..<LongTextsCampaign.amount).map { number in
      let tree = number % 3 == 2 ? random.nearness() : random.tree(depth: 4)
      if !tree.readsTexts || sample.isSmall { return tree }
      restrictedCount += 1
      return sample.restricted(tree, using: &generator)
    }
    var comparison = try TreeComparison(
      trees, in: indexes, shown: 1, seed: FaultCampaign.seed
    ) { done in
      if done % 100 == 0 { print("asked \(done) of \(trees.count) trees") }
    }
    let total = first.documentCount
    try comparison.run { done in
      if done % 1_000 == 0 || done == total { print("scanned \(done) of \(total) documents") }
    }
    var figures = comparison.figures
    figures["trees"] = trees.count
    figures["trees of some documents"] = restrictedCount
    try FaultCampaign.report("trees", figures)
  }
}

/// Documents that trees are made about: some drawn from all, and as many of the longest.
private struct CampaignSample {
  private static let half = 150
  /// An archive of so many bytes can be read for every tree that reads texts.
  private static let small = 16_000_000
  /// How many bytes of text a tree that reads texts may read, and one document more.
  private static let read = 1_500_000

  private(set) var documents: [Document] = []
  /// Whether the whole archive can be read for every tree.
  private(set) var isSmall = true

  init(of searcher: Searcher, _ analyzer: Analyzer, seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var longest: [Document] = []
    var drawn: [Document] = []
    var (count, bytes) = (0, 0)
    let texts = StoredTexts(of: searcher.snapshot, analyzer: analyzer)
    for segment in searcher.snapshot.segments.indices {
      try texts.forEachDocument(ofSegment: segment) { _, document in
        // Each has the same chance, however many come (Vitter, "Random sampling with a reservoir",
        // 1985).
        count += 1
        bytes += document.body.utf8.count
        let place = Int.random(in: 0..<count, using: &generator)
        if drawn.count < Self.half {
          drawn.append(document)
        } else if place < Self.half {
          drawn[place] = document
        }
        longest.append(document)
        if longest.count == 2 * Self.half { Self.cut(&longest) }
      }
    }
    Self.cut(&longest)
    documents = (drawn + longest).filter { !$0.body.isEmpty }
    isSmall = bytes <= Self.small
  }

  /// A tree that only some documents of the sample, drawn for it, can match.
  ///
  /// Patterns in scripts without spaces and what must stand in a field are looked for in the stored
  /// texts; without this each would read much of a large archive.
  func restricted(_ tree: Query.Node, using generator: inout SeededGenerator) -> Query.Node {
    var ids: [Query.Node] = []
    var left = Self.read
    while left > 0, ids.count < 40 {
      let document = documents[Int.random(in: 0..<documents.count, using: &generator)]
      ids.append(.fact("id", .equal(document.id)))
      left -= document.body.utf8.count
    }
    return .all([.any(ids), tree])
  }

  private static func cut(_ documents: inout [Document]) {
    documents.sort { $0.body.utf8.count > $1.body.utf8.count }
    documents = Array(documents.prefix(half))
  }
}
