/// Takes the hits of one segment and says what a document must score to become one.
struct HitCollector {
  /// The best of all segments so far.
  var best: TopHits
  /// How many documents were offered that match and pass the filters.
  private(set) var offered = 0
  /// What a document must reach, in units, that comes after all that were offered; 0 while any will do.
  private(set) var needed: Int32 = 0
  private let units: ScoreUnits

  init(limit: Int, units: ScoreUnits) {
    best = TopHits(limit: limit)
    self.units = units
  }

  /// What a document must reach that may come before some that were offered.
  var neededOutOfOrder: Int32 { max(0, needed - 1) }

  /// Offers a hit.
  mutating func offer(_ document: UInt32, units sum: Int32, segment: Int) {
    offered += 1
    best.offer(
      ScoredDocument(segment: segment, document: document, score: units.score(sum)))
    if let threshold = best.threshold { needed = units.units(threshold) + 1 }
  }
}
