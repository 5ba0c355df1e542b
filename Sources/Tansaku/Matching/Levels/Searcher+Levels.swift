import TansakuText

extension Searcher {
  /// The best hits of a plan at a level, in the order of their scores at `meaning`, with what they
  /// gain by being written as the query is.
  ///
  /// - Parameters:
  ///   - plan: Made with its needles.
  ///   - sounds: The same with what sounds like it, for the level `sound`.
  ///   - level: How freely a text may be written to match.
  ///   - limit: How many hits to return at most.
  ///   - skip: How many of the best to leave out.
  ///   - filter: Facts that a document must have.
  ///   - counting: How much to do for the number of matches.
  ///   - analyzer: Analyzes the texts of candidates.
  /// - Returns: The hits and how many there are.
  /// - Throws: `IndexError` where a number is negative; `StorageError` where the index is damaged.
  func rank(
    _ plan: QueryPlan, sounds: QueryPlan?, at level: MatchLevel, limit: Int, skip: Int,
    filter: Filter, counting: MatchCounting, analyzer: Analyzer
  ) throws -> Ranking {
    try checkCounts(limit, skip)
    let wanted = min(limit, documentCount) + min(skip, documentCount)
    // At the strictest levels everything is written as in the query.
    let rescores = level >= .variant && !plan.forms.isEmpty && limit > 0
    let depth = rescores ? max(wanted, min(parameters.exactFormDepth, documentCount)) : wanted
    var ranking = try rankVerified(
      plan, at: level, limit: depth, filter: filter, counting: counting, analyzer: analyzer)
    if rescores, !ranking.hits.isEmpty {
      ranking.hits = try ExactForms(plan, in: self, analyzer: analyzer)
        .rescored(ranking.hits, wanted: wanted)
    }
    if let sounds, sounds != plan {
      try append(sounds, to: &ranking, wanted: wanted, filter: filter, counting: counting)
    }
    let shown = ranking.hits.prefix(wanted)
    ranking.soundCount -= ranking.hits.count - shown.count
    ranking.hits = Array(shown.dropFirst(skip))
    ranking.soundCount = min(max(0, ranking.soundCount), ranking.hits.count)
    return ranking
  }

  /// The best hits of a plan, without those whose texts do not match at the level.
  ///
  /// Candidates come from the index, best first, and are verified in growing numbers until enough
  /// are left; where matches are to be counted exactly, all are.
  func rankVerified(
    _ plan: QueryPlan, at level: MatchLevel, limit: Int, filter: Filter, counting: MatchCounting,
    analyzer: Analyzer
  ) throws -> Ranking {
    if level >= .meaning
      || level == .variant && plan.parts.groups.joined().allSatisfy(\.isWritten)
    {
      return try rank(plan, limit: limit, skip: 0, filter: filter, counting: counting)
    }
    if limit == 0, counting != .exactly { return Ranking(isExact: plan.isEmpty) }
    var verifier = LevelVerifier(plan, level, in: self, analyzer: analyzer)
    var depth = counting == .exactly ? documentCount + 1 : max(64, limit * 2)
    while true {
      let candidates = try rank(plan, limit: depth, skip: 0, filter: filter, counting: .never)
      let matches = try verifier.matches(among: candidates.hits)
      if candidates.isExact || matches.count >= limit || depth > documentCount {
        let isExact = candidates.isExact || depth > documentCount
        return Ranking(
          hits: Array(matches.prefix(limit)), total: matches.count, isExact: isExact)
      }
      depth *= 4
    }
  }
}

/// Sifts candidates by their stored texts, each once.
struct LevelVerifier {
  private let searcher: Searcher
  private let matcher: LevelMatcher
  private let level: MatchLevel
  private var verdicts: [[UInt32: Bool]]

  /// A verifier of what matches a plan, at a level up to `variant`.
  init(_ plan: QueryPlan, _ level: MatchLevel, in searcher: Searcher, analyzer: Analyzer) {
    self.searcher = searcher
    self.level = level
    matcher = LevelMatcher(plan.parts, analyzer: analyzer)
    verdicts = searcher.segments.map { _ in [:] }
  }

  /// Those of the candidates that match at the level, in their order.
  mutating func matches(among candidates: [ScoredDocument]) throws -> [ScoredDocument] {
    for segment in searcher.segments.indices {
      let numbers = candidates.filter {
        $0.segment == segment && verdicts[segment][$0.document] == nil
      }.map(\.document).sorted()
      if numbers.isEmpty { continue }
      try searcher.segments[segment].stored.forEach(of: numbers) { number, document in
        let found = try matcher.strictestLevel(of: document, enough: level)
        verdicts[segment][number] = found.map { $0 <= level } ?? false
      }
    }
    return candidates.filter { verdicts[$0.segment][$0.document] ?? false }
  }
}
