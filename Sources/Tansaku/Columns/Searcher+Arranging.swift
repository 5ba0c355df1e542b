import TansakuText

extension Searcher {
  /// A document to show, before its texts are read.
  struct ArrangedHit {
    var place: DocumentPlace
    var score: Float = 0
    /// Whether it matches only by how the query sounds.
    var onlySounds = false
  }

  /// The hits of a query, sorted otherwise than by score or grouped.
  struct Arrangement {
    var hits: [ArrangedHit]
    /// For each hit its group; empty where nobody asks for groups.
    var groups: [HitGroup] = []
    /// How many documents match, or groups of them.
    var total: Int
  }

  /// Finds all matches and puts the ones that are asked for in order.
  ///
  /// - Parameters:
  ///   - plan: Made with its needles.
  ///   - sounds: The same with what sounds like it, for the level `sound`.
  ///   - level: How freely a text may be written to match.
  ///   - limit: How many hits to return at most.
  ///   - skip: How many of the first to leave out.
  ///   - filter: Facts that a document must have.
  ///   - sort: What to sort by.
  ///   - group: The fact whose values make groups of documents; nil for none.
  ///   - analyzer: Analyzes the texts of candidates.
  /// - Returns: The hits that are asked for, in order.
  /// - Throws: `IndexError`: `badArgument` for negative numbers, a fact that no document has, a bad
  ///   locale; `StorageError` where the index is damaged.
  func arrange(
    _ plan: QueryPlan, sounds: QueryPlan?, at level: MatchLevel, limit: Int, skip: Int,
    filter: Filter, sort: SortOrder, group: String?, analyzer: Analyzer
  ) throws -> Arrangement {
    try checkCounts(limit, skip)
    let groups = try group.map { try column(existing: $0) }
    let matches = try self.matches(
      plan, sounds: sounds, at: level, filter: filter, analyzer: analyzer)
    let wanted = min(limit, documentCount) + min(skip, documentCount)
    let leaders = groups.map { DocumentGroups($0, of: matches) }
    var hits: [ArrangedHit]
    if let keys = try sortKeys(sort, of: matches) {
      var heap = BoundedHeap(limit: wanted) { keys.precedes($0, $1) }
      if let leaders {
        leaders.forEachLeader(of: matches, by: keys) { heap.offer($0) }
      } else {
        matches.forEach { heap.offer($0) }
      }
      hits = heap.sorted().dropFirst(skip).map { ArrangedHit(place: $0) }
      if let sounds, sounds != plan {
        let plain = try self.matches(plan, filter: filter)
        for index in hits.indices { hits[index].onlySounds = !plain.contains(hits[index].place) }
      }
    } else {
      hits = Array(
        try rankedLeaders(of: leaders, wanted: wanted) { depth in
          try rank(
            plan, sounds: sounds, at: level, limit: depth, skip: 0, filter: filter,
            counting: .never, analyzer: analyzer)
        }.dropFirst(skip))
    }
    var arrangement = Arrangement(hits: hits, total: leaders?.count ?? matches.count)
    if let leaders {
      arrangement.groups = try hitGroups(led: hits.map(\.place), leaders, of: matches)
    }
    return arrangement
  }

  /// The best document of each of the best groups.
  ///
  /// The best of a ranking do not depend on how many are asked for; so more are, until there are
  /// documents of enough groups: whatever comes behind leads no better group.
  private func rankedLeaders(
    of groups: DocumentGroups?, wanted: Int, rank: (Int) throws -> Ranking
  ) throws -> [ArrangedHit] {
    let wanted = min(wanted, groups?.count ?? documentCount)
    var depth = min(max(64, 4 * wanted), documentCount)
    while wanted > 0 {
      let ranking = try rank(depth)
      var seen: Set<Int> = []
      var leaders: [ArrangedHit] = []
      for (number, hit) in ranking.hits.enumerated() where leaders.count < wanted {
        let place = DocumentPlace(segment: hit.segment, document: hit.document)
        if let groups, let group = groups.group(of: place), !seen.insert(group).inserted {
          continue
        }
        leaders.append(
          ArrangedHit(
            place: place, score: hit.score,
            onlySounds: number >= ranking.hits.count - ranking.soundCount))
      }
      if leaders.count == wanted || ranking.hits.count < depth || depth >= documentCount {
        return leaders
      }
      depth = min(depth * 4, documentCount)
    }
    return []
  }

  /// The hits of an arrangement, with their texts.
  ///
  /// - Throws: `StorageError` where the index is damaged.
  func results(
    _ arrangement: Arrangement, _ plan: QueryPlan, sounds: QueryPlan?, at level: MatchLevel,
    skip: Int
  ) throws -> Results {
    let finder = OccurrenceFinder(plan, sounds: sounds, at: level)
    let weights = arrangement.hits.isEmpty ? [] : try passageWeights(of: finder)
    let hits = try arrangement.hits.enumerated().map { number, hit in
      Hit(
        score: hit.score,
        document: try segments[hit.place.segment].stored.document(hit.place.document),
        parts: hit.onlySounds ? nil : plan.parts,
        group: arrangement.groups.isEmpty ? nil : arrangement.groups[number], finder: finder,
        weights: weights, searcher: self)
    }
    return Results(
      hits: hits, total: arrangement.total, isExact: true,
      skipped: min(skip, arrangement.total), isSearchable: !(sounds ?? plan).isEmpty)
  }
}
