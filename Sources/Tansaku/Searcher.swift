import Synchronization
import TansakuStorage
import TansakuText

/// A view of an index as of one commit.
///
/// Immutable; to be shared by threads as they like.
public final class Searcher: Sendable {
  let segments: [Segment]
  let manifest: Manifest
  let parameters: RankingParameters
  let bm25: BM25
  /// Analyzers that no search uses now: one is no good for two threads at once, and its tables are
  /// worth keeping.
  private let analyzers = Mutex<[AnalyzerBox]>([])

  /// Carries an analyzer from thread to thread.
  ///
  /// Sendable because it is taken out of the list before it is used, by one thread at a time.
  private struct AnalyzerBox: @unchecked Sendable { let analyzer: Analyzer }

  init(segments: [Segment], manifest: Manifest, parameters: RankingParameters = .standard) throws {
    self.segments = segments
    self.manifest = manifest
    self.parameters = parameters
    bm25 = BM25(
      parameters: parameters,
      documentCount: segments.reduce(0) { $0 + Int($1.info.documentCount) },
      totalLength: segments.reduce(0) { $0 + $1.info.totalLength })
  }

  /// How many documents there are.
  public var documentCount: Int {
    segments.reduce(0) { $0 + Int($1.info.documentCount) - Int($1.info.deletedCount) }
  }

  /// How many commits came before this one and with it.
  public var generation: UInt64 { manifest.generation }

  /// The document with this id, as it was given; nil where there is none.
  public func document(id: String) throws -> Document? {
    try withIndexErrors {
      for segment in segments.reversed() {
        if let number = try segment.find(id: id) { return try segment.stored.document(number) }
      }
      return nil
    }
  }

  /// The best hits for what a person typed.
  ///
  /// - Parameters:
  ///   - typed: words and phrases; see `Query`.
  ///   - limit: how many hits to return at most.
  ///   - skip: how many of the best to leave out.
  ///   - filter: facts that a document must have to be a hit.
  /// - Returns: the hits, best first, and how many there are in all.
  /// - Throws: `IndexError` where the query is too long or the index is damaged.
  public func search(
    _ typed: String, limit: Int = 10, skip: Int = 0, filter: Filter = Filter()
  ) throws -> Results {
    try search(Query(typed), limit: limit, skip: skip, filter: filter)
  }

  /// The best hits for a query.
  ///
  /// Equal scores stand in the order in which the documents were added.
  ///
  /// - Parameters:
  ///   - query: what to look for.
  ///   - limit: how many hits to return at most.
  ///   - skip: how many of the best to leave out.
  ///   - filter: facts that a document must have to be a hit.
  /// - Returns: the hits, best first, and how many there are in all.
  /// - Throws: `IndexError` where the query is too long or the index is damaged.
  public func search(
    _ query: Query, limit: Int = 10, skip: Int = 0, filter: Filter = Filter()
  ) throws -> Results {
    try withIndexErrors {
      try withAnalyzer { analyzer in
        let ranking = try rank(
          query, limit: limit, skip: skip, filter: filter, analyzer: analyzer)
        let finder = try MatchFinder(query, analyzer: analyzer)
        let hits = try ranking.hits.map { scored in
          Hit(
            score: scored.score,
            document: try segments[scored.segment].stored.document(scored.document),
            finder: finder, searcher: self)
        }
        return Results(
          hits: hits, total: ranking.total, skipped: min(skip, ranking.total),
          isSearchable: ranking.isSearchable)
      }
    }
  }

  /// The ids and scores of the best hits, without their texts.
  package func ranking(_ query: Query, limit: Int) throws -> [(id: String, score: Float)] {
    try withIndexErrors {
      try withAnalyzer { analyzer in
        try rank(query, limit: limit, skip: 0, filter: Filter(), analyzer: analyzer).hits.map {
          (try segments[$0.segment].identifiers.id(of: $0.document), $0.score)
        }
      }
    }
  }

  private func rank(
    _ query: Query, limit: Int, skip: Int, filter: Filter, analyzer: Analyzer
  ) throws -> (hits: [ScoredDocument], total: Int, isSearchable: Bool) {
    guard limit >= 0, skip >= 0 else {
      throw IndexError(code: .badArgument, message: "Limit and skip are counts: 0 or more.")
    }
    var planner = QueryPlanner(analyzer: analyzer, weights: parameters)
    let plan = try planner.plan(query)
    if plan.isEmpty { return ([], 0, false) }
    let damage = DamageReport()
    let resolved = try ResolvedPlan(plan, in: segments, damage: damage)
    let weights = zip(plan.terms, resolved.documentFrequencies).map { term, frequency in
      term.weight * bm25.rarity(documentFrequency: frequency)
    }
    // No more hits than documents can be held, however many are asked for.
    let wanted = min(limit, documentCount) + min(skip, documentCount)
    var best = TopHits(limit: wanted)
    var total = 0
    for (number, segment) in segments.enumerated() {
      let search = try SegmentSearch(
        resolved, in: segment, number: number, weights: weights,
        inverseLengths: bm25.inverseLengths,
        filters: filter.keys, damage: damage)
      total += search.run { best.offer($0) }
    }
    try damage.check()
    return (Array(best.ranked().dropFirst(skip)), total, true)
  }

  /// Lends an analyzer to `body`.
  func withAnalyzer<Result>(_ body: (Analyzer) throws -> Result) throws -> Result {
    let idle = analyzers.withLock { $0.popLast() }
    let box = try idle ?? AnalyzerBox(analyzer: Analyzer())
    defer { analyzers.withLock { $0.append(box) } }
    return try body(box.analyzer)
  }
}
