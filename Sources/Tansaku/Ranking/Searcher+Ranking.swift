/// How much to do for the number of matches.
enum MatchCounting {
  /// Nothing.
  case never
  /// Count where it costs about as little as ranking.
  case cheaply
  /// Count.
  case exactly
}

extension Searcher {
  /// What a ranking found.
  struct Ranking {
    var hits: [ScoredDocument] = []
    /// How many documents match; at least so many where `isExact` is false.
    var total = 0
    var isExact = true
  }

  /// As many postings may be walked for the number of matches where it is not asked for.
  private static let cheapPostings = 30_000

  /// The best hits of a plan.
  ///
  /// - Throws: `IndexError` where the numbers are negative, or the index is damaged.
  func rank(
    _ plan: QueryPlan, limit: Int, skip: Int, filter: Filter, counting: MatchCounting
  ) throws -> Ranking {
    guard limit >= 0, skip >= 0 else {
      throw IndexError(code: .badArgument, message: "Limit and skip are counts: 0 or more.")
    }
    if plan.isEmpty { return Ranking() }
    let damage = DamageReport()
    let terms = segments.map { SegmentTerms($0, cache: unions, damage: damage) }
    var populations = Populations(terms, bm25: bm25)
    let weights = try plan.terms.map { $0.weight * (try populations.rarity(of: $0)) }
    let passageWeights = weights.map { $0 * parameters.passageWeight }
    let units = ScoreUnits(weights: weights + passageWeights)
    let searches = try terms.enumerated().map { number, terms in
      let context = try SegmentContext(
        terms.segment, number: number, inverseLengths: bm25.inverseLengths, units: units,
        filters: filter.keys, damage: damage)
      return SegmentSearch(
        plan, terms, weights: weights.map { $0 * units.perPoint }, in: context)
    }
    // No more hits than documents can be held, however many are asked for.
    let wanted = min(limit, documentCount) + min(skip, documentCount)
    let passages = PassageStep(
      plan, weights: passageWeights.map { $0 * units.perPoint }, k1: parameters.k1)
    let depth =
      passages == nil || wanted == 0 ? wanted : max(wanted, min(PassageStep.depth, documentCount))
    var collector = HitCollector(limit: depth, units: units)
    if wanted > 0 {
      for search in searches { try search.run(&collector) }
    }
    var hits = collector.best.ranked()
    try passages?.rescore(&hits, terms, units: units)
    if hits.count > wanted { hits.removeLast(hits.count - wanted) }
    var ranking = Ranking(hits: Array(hits.dropFirst(skip)), total: collector.offered)
    // While there is room, every match is offered.
    ranking.isExact = wanted > 0 && collector.best.count < depth
    if !ranking.isExact,
      try counting == .exactly
        || counting == .cheaply
          && searches.reduce(0, { try $0 + $1.countingCost() }) <= Searcher.cheapPostings
    {
      ranking.total = try searches.reduce(0) { try $0 + $1.count() }
      ranking.isExact = true
    }
    try damage.check()
    return ranking
  }
}
