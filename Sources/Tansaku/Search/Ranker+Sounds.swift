extension Ranker {
  /// Adds what only sounds like the query behind what matches it.
  ///
  /// - Parameters:
  ///   - sounds: The plan with what sounds like the query; it matches whatever matches without.
  ///   - ranking: What matches without, best first, with all of it where it has fewer than `wanted`
  ///     hits.
  ///   - wanted: How many hits are asked for.
  ///   - filter: Facts that a document must have.
  ///   - counting: How much to do for the number of matches.
  /// - Throws: `StorageError` where the index is damaged.
  func append(
    _ sounds: QueryPlan, to ranking: inout Ranking, wanted: Int, filter: Filter,
    counting: MatchCounting
  ) throws {
    let matching = ranking.hits
    guard matching.count < wanted else {
      // No room; but what sounds so may be counted.
      let all = try rank(sounds, limit: 0, skip: 0, filter: filter, counting: counting)
      if all.isExact { ranking.total = all.total }
      ranking.isExact = all.isExact
      return
    }
    var known: [Set<UInt32>] = snapshot.segments.map { _ in [] }
    for hit in matching { known[hit.segment].insert(hit.document) }
    let all = try rank(
      sounds, limit: wanted + matching.count, skip: 0, filter: filter, counting: counting)
    var added = all.hits.filter { !known[$0.segment].contains($0.document) }
    let shift = Ranker.shift(below: matching.last?.score, best: added.first?.score)
    for place in added.indices { added[place].score *= shift }
    ranking.hits += added
    ranking.soundCount = added.count
    ranking.total = max(all.total, ranking.hits.count)
    ranking.isExact = all.isExact
  }

  /// A power of two that takes the scores of what only sounds like the query below all others; a
  /// power, so that no score is rounded.
  static func shift(below least: Float?, best: Float?) -> Float {
    guard let least, let best, least > 0 else { return 1 }
    var shift: Float = 1
    while best * shift >= least, shift > 0x1p-60 { shift /= 2 }
    return shift
  }
}
