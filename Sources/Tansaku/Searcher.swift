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
  /// The names that mean the same in the index; nil where there are none.
  public let aliases: Aliases?
  /// Analyzers that no search uses now: one is no good for two threads at once, and its tables are
  /// worth keeping.
  private let analyzers = Mutex<[AnalyzerBox]>([])

  /// Carries an analyzer from thread to thread.
  ///
  /// Sendable because it is taken out of the list before it is used, by one thread at a time.
  private struct AnalyzerBox: @unchecked Sendable { let analyzer: Analyzer }

  /// How many documents are in each writing system.
  let populations = PopulationSizes()
  /// Unions that queries asked for lately.
  let unions = UnionCache()
  /// Facts by document, of those that were asked for lately.
  let columns = ColumnCache()
  /// Titles in the order of some languages.
  let titles = TitleKeyCache()
  /// What suggestions and completions are made of.
  let suggesting = SuggestingTables()

  init(segments: [Segment], manifest: Manifest, parameters: RankingParameters = .standard) throws {
    self.segments = segments
    self.manifest = manifest
    self.parameters = parameters
    aliases = try Aliases(of: manifest)
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
  ///   - countExactly: whether `Results.total` must be exact, at whatever cost.
  ///   - level: how freely a text may be written to match.
  ///   - sort: what to sort by; other than by score all matches are found and counted, and hits have
  ///     the score 0.
  ///   - group: a fact whose values make groups of documents, `work`: of each group the first document
  ///     is the hit, with the others in ``Hit/group``, and `limit`, `skip` and the total count groups.
  /// - Returns: the hits in order, and how many there are in all.
  /// - Throws: `IndexError`: `badArgument` for a negative number, for a fact to sort or group by that no
  ///   document has, for a locale that is none; and where the query is too long or the index is damaged.
  public func search(
    _ typed: String, limit: Int = 10, skip: Int = 0, filter: Filter = Filter(),
    countExactly: Bool = false, level: MatchLevel = .meaning, sort: SortOrder = .score,
    group: String? = nil
  ) throws -> Results {
    try search(
      Query(typed), limit: limit, skip: skip, filter: filter, countExactly: countExactly,
      level: level, sort: sort, group: group)
  }

  /// The best hits for a query.
  ///
  /// Equal scores stand in the order in which the documents were added. Finding the best does not
  /// need all matches; they are counted where that is cheap or asked for.
  ///
  /// - Parameters:
  ///   - query: what to look for.
  ///   - limit: how many hits to return at most.
  ///   - skip: how many of the best to leave out.
  ///   - filter: facts that a document must have to be a hit.
  ///   - countExactly: whether `Results.total` must be exact, at whatever cost.
  ///   - level: how freely a text may be written to match.
  ///   - sort: what to sort by; other than by score all matches are found and counted, and hits have
  ///     the score 0.
  ///   - group: a fact whose values make groups of documents, `work`: of each group the first document
  ///     is the hit, with the others in ``Hit/group``, and `limit`, `skip` and the total count groups.
  /// - Returns: the hits in order, and how many there are in all.
  /// - Throws: `IndexError`: `badArgument` for a negative number, for a fact to sort or group by that no
  ///   document has, for a locale that is none; and where the query is too long or the index is damaged.
  public func search(
    _ query: Query, limit: Int = 10, skip: Int = 0, filter: Filter = Filter(),
    countExactly: Bool = false, level: MatchLevel = .meaning, sort: SortOrder = .score,
    group: String? = nil
  ) throws -> Results {
    try withIndexErrors {
      try withAnalyzer { analyzer in
        var planner = QueryPlanner(analyzer: analyzer, weights: parameters)
        let plan = try planner.plan(query)
        let sounds = level == .sound ? try soundPlan(query, analyzer) : nil
        if sort != .score || group != nil {
          let arranged = try arrange(
            plan, sounds: sounds, at: level, limit: limit, skip: skip, filter: filter, sort: sort,
            group: group, analyzer: analyzer)
          return try results(arranged, plan, sounds: sounds, at: level, skip: skip)
        }
        let ranking = try rank(
          plan, sounds: sounds, at: level, limit: limit, skip: skip, filter: filter,
          counting: countExactly ? .exactly : .cheaply, analyzer: analyzer)
        let finder = OccurrenceFinder(plan, sounds: sounds, at: level)
        let weights = ranking.hits.isEmpty ? [] : try passageWeights(of: finder)
        let hits = try ranking.hits.enumerated().map { place, scored in
          Hit(
            score: scored.score,
            document: try segments[scored.segment].stored.document(scored.document),
            parts: place < ranking.hits.count - ranking.soundCount ? plan.parts : nil, group: nil,
            finder: finder, weights: weights, searcher: self)
        }
        return Results(
          hits: hits, total: ranking.total, isExact: ranking.isExact,
          skipped: min(skip, ranking.total), isSearchable: !(sounds ?? plan).isEmpty)
      }
    }
  }

  /// How many documents match a query at a level and pass a filter; nothing is scored.
  ///
  /// - Throws: `IndexError` where the query is too long or the index is damaged.
  public func count(
    _ query: Query, filter: Filter = Filter(), level: MatchLevel = .meaning
  ) throws -> Int {
    try withIndexErrors {
      try withAnalyzer { analyzer in
        var planner = QueryPlanner(
          analyzer: analyzer, weights: parameters, findsNeedles: level != .meaning)
        return try rank(
          planner.plan(query), sounds: level == .sound ? soundPlan(query, analyzer) : nil,
          at: level, limit: 0, skip: 0, filter: filter, counting: .exactly,
          analyzer: analyzer
        ).total
      }
    }
  }

  /// The ids and scores of the best hits, without their texts; matches are not counted.
  ///
  /// - Parameters:
  ///   - query: what to look for.
  ///   - wholeWords: whether what stands between spaces is looked for as whole words alone, neither
  ///     by its characters nor as a name: what an engine does that has no other layer. Phrases are
  ///     searched as ever.
  ///   - limit: how many hits to return at most.
  ///   - level: how freely a text may be written to match; nil for `meaning` by the index alone, where
  ///     no text is looked at and nothing gains by being written as the query is.
  /// - Returns: ids and scores, best first.
  /// - Throws: `IndexError` where the query is too long or the index is damaged.
  package func ranking(
    _ query: Query, wholeWords: Bool = false, limit: Int, level: MatchLevel? = nil
  ) throws -> [RankedDocument] {
    try withIndexErrors {
      if let level {
        return try withAnalyzer { analyzer in
          var planner = QueryPlanner(analyzer: analyzer, weights: parameters)
          let plan = try planner.plan(query)
          return try rank(
            plan, sounds: level == .sound ? soundPlan(query, analyzer) : nil, at: level,
            limit: limit, skip: 0, filter: Filter(), counting: .never,
            analyzer: analyzer
          ).hits.map(rankedDocument)
        }
      }
      let plan = try withAnalyzer { analyzer in
        var planner = QueryPlanner(
          analyzer: analyzer, weights: parameters, findsNeedles: false)
        return wholeWords ? try planner.plan(wholeWords: query) : try planner.plan(query)
      }
      return try rank(plan, limit: limit, skip: 0, filter: Filter(), counting: .never).hits
        .map(rankedDocument)
    }
  }

  private func rankedDocument(_ hit: ScoredDocument) throws -> RankedDocument {
    RankedDocument(
      id: try segments[hit.segment].identifiers.id(of: hit.document), score: hit.score)
  }

  /// Lends an analyzer to `body`.
  func withAnalyzer<Result>(_ body: (Analyzer) throws -> Result) throws -> Result {
    let idle = analyzers.withLock { $0.popLast() }
    let box = try idle ?? AnalyzerBox(analyzer: Analyzer(aliases: aliases?.table))
    defer { analyzers.withLock { $0.append(box) } }
    return try body(box.analyzer)
  }
}

/// A hit of which no more is known than where it stands in a ranking.
package struct RankedDocument: Sendable, Equatable {
  /// The document's id.
  package let id: String
  /// Its score.
  package let score: Float
}
