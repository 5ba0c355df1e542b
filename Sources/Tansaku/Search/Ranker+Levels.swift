import TansakuText

extension Ranker {
  /// The best hits of a query at a level, in the order of their scores at `meaning`, with what they
  /// gain by being written as the query is.
  ///
  /// - Parameters:
  ///   - plans: Made with their needles.
  ///   - limit: How many hits to return at most.
  ///   - skip: How many of the best to leave out.
  ///   - filter: Facts that a document must have.
  ///   - counting: How much to do for the number of matches.
  ///   - analyzer: Analyzes the texts of candidates.
  /// - Returns: The hits and how many there are.
  /// - Throws: `IndexError` where a number is negative; `StorageError` where the index is damaged.
  func rank(
    _ plans: QueryPlans, limit: Int, skip: Int, filter: Filter, counting: MatchCounting,
    analyzer: Analyzer
  ) throws -> Ranking {
    try Ranker.checkCounts(limit, skip)
    let (plan, level) = (plans.plan, plans.level)
    let documentCount = snapshot.documentCount
    let wanted = min(limit, documentCount) + min(skip, documentCount)
    // At the strictest levels everything is written as in the query.
    let rescores = level >= .variant && !plan.forms.isEmpty && limit > 0
    let depth =
      rescores ? max(wanted, min(snapshot.parameters.exactFormDepth, documentCount)) : wanted
    var ranking = try rankVerified(
      plan, at: level, limit: depth, filter: filter, counting: counting, analyzer: analyzer)
    if rescores, !ranking.hits.isEmpty {
      ranking.hits = try ExactForms(plan, in: snapshot, analyzer: analyzer)
        .rescored(ranking.hits, wanted: wanted)
    }
    if let sounds = plans.sounds, sounds != plan {
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
    let documentCount = snapshot.documentCount
    var verifier = LevelVerifier(plan, level, in: snapshot, analyzer: analyzer)
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

  /// How many documents match a query at a level and pass a filter; nothing is scored.
  ///
  /// - Throws: `IndexError` if the query is too long; `StorageError` if the index is damaged.
  func count(
    _ query: Query, filter: Filter, level: MatchLevel, analyzer: Analyzer
  ) throws -> Int {
    let plans = try QueryPlans(
      query, at: level, in: snapshot, by: analyzer, findsNeedles: level != .meaning)
    return try rank(
      plans, limit: 0, skip: 0, filter: filter, counting: .exactly, analyzer: analyzer
    ).total
  }
}
