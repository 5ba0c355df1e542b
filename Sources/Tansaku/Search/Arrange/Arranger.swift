import TansakuText

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

/// Sorts and groups the matches of a query.
struct Arranger {
  private let snapshot: Snapshot

  init(_ snapshot: Snapshot) { self.snapshot = snapshot }

  /// Finds all matches and puts the ones that are asked for in order.
  ///
  /// - Parameters:
  ///   - plans: Made with their needles.
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
    _ plans: QueryPlans, limit: Int, skip: Int, filter: Filter, sort: SortOrder, group: String?,
    analyzer: Analyzer
  ) throws -> Arrangement {
    try Ranker.checkCounts(limit, skip)
    let documentCount = snapshot.documentCount
    let groups = try group.map { try snapshot.column(existing: $0) }
    let matches = try MatchingDocuments(
      plans, filter: filter, in: snapshot, analyzer: analyzer)
    let wanted = min(limit, documentCount) + min(skip, documentCount)
    let leaders = groups.map { DocumentGroups($0, of: matches) }
    var hits: [ArrangedHit]
    if let keys = try SortKeys(sort, of: matches, in: snapshot) {
      var heap = BoundedHeap(limit: wanted) { keys.precedes($0, $1) }
      if let leaders {
        leaders.forEachLeader(of: matches, by: keys) { heap.offer($0) }
      } else {
        matches.forEach { heap.offer($0) }
      }
      hits = heap.sorted().dropFirst(skip).map { ArrangedHit(place: $0) }
      if let sounds = plans.sounds, sounds != plans.plan {
        let plain = try MatchingDocuments(plans.plan, filter: filter, in: snapshot)
        for index in hits.indices { hits[index].onlySounds = !plain.contains(hits[index].place) }
      }
    } else {
      hits = Array(
        try rankedLeaders(of: leaders, wanted: wanted) { depth in
          try Ranker(snapshot).rank(
            plans, limit: depth, skip: 0, filter: filter, counting: .never, analyzer: analyzer)
        }.dropFirst(skip))
    }
    var arrangement = Arrangement(hits: hits, total: leaders?.count ?? matches.count)
    if let leaders {
      arrangement.groups = try leaders.hitGroups(
        led: hits.map(\.place), of: matches, in: snapshot)
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
    let documentCount = snapshot.documentCount
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
}
