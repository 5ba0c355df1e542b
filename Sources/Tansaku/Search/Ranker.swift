/// How much to do for the number of matches.
enum MatchCounting {
  /// Nothing.
  case never
  /// Count where it costs about as little as ranking.
  case cheaply
  /// Count.
  case exactly
}

/// What a ranking found.
struct Ranking {
  var hits: [ScoredDocument] = []
  /// How many documents match; at least so many where `isExact` is false.
  var total = 0
  var isExact = true
  /// So many of the last hits only sound like the query.
  var soundCount = 0
}

/// Finds the best hits of a plan in a snapshot.
struct Ranker {
  let snapshot: Snapshot

  init(_ snapshot: Snapshot) { self.snapshot = snapshot }

  /// As many postings may be walked for the number of matches where it is not asked for.
  static let cheapPostings = 30_000

  /// The best hits of a plan.
  ///
  /// - Throws: `IndexError` where the numbers are negative, or the index is damaged.
  func rank(
    _ plan: QueryPlan, limit: Int, skip: Int, filter: Filter, counting: MatchCounting
  ) throws -> Ranking {
    try Ranker.checkCounts(limit, skip)
    if plan.isEmpty { return Ranking() }
    let damage = DamageReport()
    let placed = plan.hasTrees ? plan.placedPrefixes : []
    let documentCount = snapshot.documentCount
    let terms = snapshot.segments.map {
      SegmentTerms($0, cache: snapshot.unions, damage: damage, placed: placed)
    }
    let weights = try PlanWeights(plan, terms, in: snapshot)
    let units = weights.units
    let filter = try ResolvedFilter(filter, in: snapshot)
    let searches = try terms.enumerated().map { number, terms in
      let context = try SegmentContext(
        plan, terms, number: number, of: snapshot, units: units, filter: filter, damage: damage)
      return SegmentSearch(terms, weights: weights, in: context)
    }
    // No more hits than documents can be held, however many are asked for.
    let wanted = min(limit, documentCount) + min(skip, documentCount)
    let passages =
      weights.passageWeights.isEmpty ? nil : PassageStep(plan, weights, snapshot.parameters)
    let depth =
      passages == nil || wanted == 0 ? wanted : max(wanted, min(PassageStep.depth, documentCount))
    var collector = HitCollector(limit: depth, units: units)
    if wanted > 0 {
      for search in searches { try search.run(&collector) }
    }
    var hits = collector.best.ranked()
    try passages?.rescore(&hits, terms, units: units)
    if hits.count > wanted { hits.removeLast(hits.count - wanted) }
    if skip > 0 { hits.removeFirst(min(skip, hits.count)) }
    var ranking = Ranking(hits: hits, total: collector.offered)
    // While there is room, every match is offered.
    ranking.isExact = wanted > 0 && collector.best.count < depth
    if !ranking.isExact,
      try counting == .exactly
        || counting == .cheaply
          && searches.reduce(0, { try $0 + $1.countingCost() }) <= Ranker.cheapPostings
    {
      ranking.total = try searches.reduce(0) { try $0 + $1.count() }
      ranking.isExact = true
    }
    try damage.check()
    return ranking
  }

  /// - Throws: `IndexError` with the code `badArgument` where a number is negative.
  static func checkCounts(_ limit: Int, _ skip: Int) throws {
    guard limit >= 0, skip >= 0 else {
      throw IndexError(code: .badArgument, message: "Limit and skip are counts: 0 or more.")
    }
  }
}
