extension Searcher {
  /// The hits of a ranking, with their texts.
  ///
  /// - Throws: `StorageError` if the index is damaged.
  func results(_ ranking: Ranking, _ plans: QueryPlans, skip: Int) throws -> Results {
    let maker = try HitMaker(plans, snapshot, isUsed: !ranking.hits.isEmpty)
    let hits = try ranking.hits.enumerated().map { place, scored in
      try maker.hit(
        at: DocumentPlace(segment: scored.segment, document: scored.document),
        score: scored.score, onlySounds: place >= ranking.hits.count - ranking.soundCount)
    }
    return Results(
      hits: hits, total: ranking.total, isExact: ranking.isExact,
      skipped: min(skip, ranking.total), isSearchable: !plans.widest.isEmpty)
  }

  /// The hits of an arrangement, with their texts.
  ///
  /// - Throws: `StorageError` if the index is damaged.
  func results(_ arrangement: Arrangement, _ plans: QueryPlans, skip: Int) throws -> Results {
    let maker = try HitMaker(plans, snapshot, isUsed: !arrangement.hits.isEmpty)
    let hits = try arrangement.hits.enumerated().map { number, hit in
      try maker.hit(
        at: hit.place, score: hit.score, onlySounds: hit.onlySounds,
        group: arrangement.groups.isEmpty ? nil : arrangement.groups[number])
    }
    return Results(
      hits: hits, total: arrangement.total, isExact: true,
      skipped: min(skip, arrangement.total), isSearchable: !plans.widest.isEmpty)
  }

  /// The hits of a search for similar documents.
  ///
  /// - Throws: `StorageError` if the index is damaged.
  func results(_ similar: SimilarDocuments) throws -> Results {
    let finder = OccurrenceFinder(similar.plan, at: .meaning)
    let weights = similar.hits.isEmpty ? [] : try snapshot.passageWeights(of: finder)
    return Results(
      hits: similar.hits.map {
        Hit(
          score: $0.score, document: $0.document, parts: QueryParts(), group: nil, finder: finder,
          weights: weights, snapshot: snapshot)
      },
      total: similar.total, isExact: similar.isExact, skipped: 0,
      isSearchable: !similar.plan.isEmpty)
  }
}

/// Makes the hits of one search, which share what finds the matches in their texts.
private struct HitMaker {
  private let plan: QueryPlan
  private let finder: OccurrenceFinder
  private let weights: [Int]
  private let snapshot: Snapshot

  /// What makes the hits of these plans; if there are none, `isUsed` is false and nothing is read.
  init(_ plans: QueryPlans, _ snapshot: Snapshot, isUsed: Bool) throws {
    plan = plans.plan
    finder = OccurrenceFinder(plans.plan, sounds: plans.sounds, at: plans.level)
    weights = isUsed ? try snapshot.passageWeights(of: finder) : []
    self.snapshot = snapshot
  }

  func hit(
    at place: DocumentPlace, score: Float, onlySounds: Bool, group: HitGroup? = nil
  ) throws -> Hit {
    Hit(
      score: score, document: try snapshot.document(at: place),
      parts: onlySounds ? nil : plan.parts, group: group, finder: finder, weights: weights,
      snapshot: snapshot)
  }
}
