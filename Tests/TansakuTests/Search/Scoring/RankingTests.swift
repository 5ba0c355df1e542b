import TansakuTestSupport
import TansakuText
import Testing

@testable import Tansaku

@Suite("Ranking is BM25 over the terms of the query, and nothing else")
struct RankingTests {
  /// What the terms of a document are and how often each occurs, counted one by one: the slow twin
  /// of the inverted index.
  private struct CountedDocument {
    var frequencies: [TermKey: UInt32] = [:]
    /// In halves of a full width.
    private var halves = 0
    var length: Int { (halves + 1) / 2 }

    init(_ document: Document, analyzer: Analyzer) throws {
      for (text, weight) in [(document.title, UInt32(2)), (document.body, 1)] {
        let analyzed = try analyzer.analyze(text)
        for token in analyzed.tokens {
          let key = TermKey(
            token.kind == .gram ? .gram : .word, scalars: analyzed.folded.scalars[token.range])
          frequencies[key, default: 0] += weight
        }
        for part in analyzed.hasManyParts ? analyzed.parts + analyzed.beginnings : [] {
          let range = Int(part.lowerBound)..<Int(part.upperBound)
          frequencies[TermKey(.part, scalars: analyzed.folded.scalars[range]), default: 0] += weight
        }
        analyzed.marked.forEachForm { form in
          frequencies[TermKey(.marked, scalars: form), default: 0] += weight
        }
        for mention in analyzed.cities {
          frequencies[TermKey(.city, String(mention.city)), default: 0] += weight
          if weight == 2 { frequencies[TermKey(.subject, String(mention.city)), default: 0] += 1 }
        }
        for term in analyzed.dates.flatMap({ DateTerm.terms(of: $0.value) }) {
          frequencies[TermKey(.date, term), default: 0] += weight
        }
        for term in analyzed.numbers.flatMap(\.terms) {
          frequencies[TermKey(.number, term), default: 0] += 1
        }
        halves += analyzed.characterCount
        halves += analyzed.folded.scalars.count {
          [.han, .japanese, .hangul].contains(WritingSystem.of($0))
        }
      }
    }

    /// Several keys of one meaning count as the most frequent of them.
    func frequency(of term: QueryPlan.ScoredTerm) -> UInt32 {
      term.selectors.map { frequency(of: $0) }.max() ?? 0
    }

    func frequency(of selector: TermSelector) -> UInt32 {
      guard let key = selector.key else { return 0 }
      guard !selector.isKey else { return frequencies[key] ?? 0 }
      return frequencies.filter { $0.key.bytes.starts(with: key.bytes) }.reduce(0) { $0 + $1.value }
    }
  }

  @Test("Scores and order are those of a count over all documents", arguments: [1, 5])
  func equalsCount(segments: Int) throws {
    var corpus = RandomCorpus(seed: 99)
    let documents = corpus.documents(120)
    let built = try BuiltIndex(documents, segments: segments)
    let searcher = try built.index.searcher()
    let analyzer = try Analyzer()
    let counted = try documents.map { try CountedDocument($0, analyzer: analyzer) }
    for _ in 0..<60 {
      let query = Query(corpus.text(upTo: 4))
      var planner = QueryPlanner(analyzer: analyzer, weights: .standard)
      var plan = try planner.plan(query)
      // Passages have a slow twin of their own, `ExhaustiveSearch`.
      plan.looksAtPassages = false
      let damage = DamageReport()
      let weights = try PlanWeights(
        plan,
        searcher.snapshot.segments.map {
          SegmentTerms($0, cache: searcher.snapshot.unions, damage: damage)
        },
        in: searcher.snapshot)
      var expected: [String: Float] = [:]
      for (document, counts) in zip(documents, counted) {
        var score: Float = 0
        for (number, term) in plan.terms.enumerated() {
          let frequency = Float(counts.frequency(of: term))
          if frequency == 0 { continue }
          // The engine takes the most frequent of several keys of one meaning for their union.
          let documentFrequency = (0..<segments).reduce(0) { sum, segment in
            let size = (documents.count + segments - 1) / segments
            let part = counted[segment * size..<min((segment + 1) * size, counted.count)]
            let most = term.selectors.map { selector in
              part.filter { $0.frequency(of: selector) > 0 }.count
            }.max()
            return sum + (most ?? 0)
          }
          #expect(weights.terms[number].frequency == documentFrequency)
          let average = Float(counted.reduce(0) { $0 + rounded($1.length) }) / Float(counted.count)
          let length = 0.8 * (0.3 + 0.7 * Float(rounded(counts.length)) / average)
          score  // Rarities and shares have slow twins of their own, in `ExhaustiveSearch`.
          += weights.terms[number].weight * frequency / (frequency + length)
        }
        expected[document.id] = score
      }
      let plain = try Ranker(searcher.snapshot).rank(
        plan, limit: documents.count, skip: 0, filter: Filter(), counting: .never)
      for hit in plain.hits {
        let id = try searcher.snapshot.segments[hit.segment].identifiers.id(of: hit.document)
        let score = try #require(expected[id])
        #expect(abs(hit.score - score) <= 0.0001 * max(1, score), "\(query) \(id)")
      }
      let hits = try searcher.ranking(query, limit: documents.count)
      #expect(Set(hits.map(\.id)).count == plain.hits.count)
      // Best first; equal scores in the order of the documents.
      for (one, other) in zip(hits, hits.dropFirst()) {
        #expect(
          one.score > other.score
            || one.score == other.score && number(one.id) < number(other.id))
      }
      // A page is a part of the whole.
      let all = try searcher.search(query, limit: documents.count)
      let page = try searcher.search(query, limit: 3, skip: 2)
      #expect(page.map(\.id) == all.dropFirst(2).prefix(3).map(\.id))
      #expect(page.total == hits.count && all.total == hits.count)
    }
  }

  /// A length as its one byte tells it.
  private func rounded(_ length: Int) -> Int { LengthCode.decode(LengthCode.encode(length)) }

  private func number(_ id: String) -> Int { Int(id.dropFirst()) ?? -1 }

  @Test("Scores do not depend on the number of segments")
  func segmentsDoNotMatter() throws {
    var corpus = RandomCorpus(seed: 3)
    let documents = corpus.documents(100)
    let builtOnce = try BuiltIndex(documents, segments: 1)
    let one = try builtOnce.index.searcher()
    let builtOften = try BuiltIndex(documents, segments: 9)
    let many = try builtOften.index.searcher()
    for round in 0..<80 {
      // Words mean cities and numbers as well, each of which has several keys.
      let text = corpus.text(upTo: 3)
      let query = Query(anyOf: [round % 2 == 0 ? .phrase(text) : .words(text + " 21 台北")])
      let expected = try one.search(query, limit: 100).map { "\($0.id) \($0.score)" }
      #expect(try many.search(query, limit: 100).map { "\($0.id) \($0.score)" } == expected)
    }
  }

  @Test("A number in several forms is as rare in four segments as in one")
  func formsInSegments() throws {
    // Each form is in two documents, and three have the number.
    let documents = ["三千", "3000", "三千 3000", "山"].enumerated().map {
      Document(id: "d\($0)", title: "", body: $1)
    }
    for query in ["三千", "3000", "3,000 山"] {
      let scores = try [1, 2, 4].map { count in
        let built = try BuiltIndex(documents, segments: count)
        return try built.index.searcher().search(query, limit: 10).map { "\($0.id) \($0.score)" }
      }
      #expect(scores[0].count >= 3)
      #expect(scores[1] == scores[0])
      #expect(scores[2] == scores[0])
    }
  }

  @Test("The formula obeys its laws", arguments: 0..<20)
  func laws(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let count = Int.random(in: 1...1_000_000, using: &generator)
    let formula = BM25(
      parameters: .standard, documentCount: count,
      totalLength: UInt64.random(in: 0...UInt64(count) * 10_000, using: &generator))
    func score(_ documents: Int, _ frequency: UInt32, _ code: Int) -> Float {
      BM25.score(
        weight: formula.rarity(documentFrequency: documents), frequency: frequency,
        inverseLength: formula.inverseLengths[code])
    }
    for _ in 0..<500 {
      let documents = Int.random(in: 1...count, using: &generator)
      let frequency = UInt32.random(in: 1...100_000, using: &generator)
      let code = Int.random(in: 0..<255, using: &generator)
      let base = score(documents, frequency, code)
      #expect(base.isFinite && base >= 0)
      #expect(score(documents, frequency + 1, code) >= base)
      #expect(score(documents, frequency, code + 1) <= base)
      #expect(score(min(documents + 1, count), frequency, code) <= base)
    }
  }

  @Test("The best hits are those that sorting would put first", arguments: 0..<20)
  func topHits(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let all = (0..<200).map { document in
      ScoredDocument(
        segment: 0, document: document, score: Float(Int.random(in: 0...30, using: &generator)))
    }
    let limit = Int.random(in: 0...210, using: &generator)
    var best = TopHits(limit: limit)
    for hit in all.shuffled(using: &generator) { best.offer(hit) }
    let sorted = all.sorted { ($1.score, $0.document) < ($0.score, $1.document) }
    #expect(best.ranked() == Array(sorted.prefix(limit)))
  }
}
