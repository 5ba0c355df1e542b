/// What the terms of a plan weigh in a collection.
struct PlanWeights {
  /// For each term, in how many documents it occurs.
  let frequencies: [Int]
  /// For each term, what it weighs before its rarity: what the plan says, and the weight of those
  /// that it stands in for.
  let shares: [Float]
  /// For each term, how much it tells.
  let rarities: [Float]
  /// For each term, its weight times its rarity.
  let weights: [Float]
  /// For each term, what it weighs in a passage; empty where no passage is looked for.
  let passageWeights: [Float]
  /// The units that scores are summed in.
  let units: ScoreUnits

  /// The weights of a plan in a searcher, with the dictionaries of all its segments.
  init(_ plan: QueryPlan, _ segments: [SegmentTerms], in searcher: Searcher) throws {
    let populations = Populations(segments, bm25: searcher.bm25, sizes: searcher.populations)
    var frequencies: [Int] = []
    var rarities: [Float] = []
    frequencies.reserveCapacity(plan.terms.count)
    rarities.reserveCapacity(plan.terms.count)
    for term in plan.terms {
      let frequency = try segments.reduce(0) { try $0 + $1.documentFrequency(of: term) }
      frequencies.append(frequency)
      rarities.append(try populations.rarity(of: term, documentFrequency: frequency))
    }
    shares = PlanWeights.shares(of: plan.terms) { frequencies[$0] == 0 }
    weights = zip(shares, rarities).map { $0 * $1 }
    passageWeights =
      PassageStep.pays(for: plan)
      ? zip(PlanWeights.shares(of: plan.terms) { _ in true }, rarities).map {
        $0 * $1 * searcher.parameters.passageWeight
      } : []
    units = ScoreUnits(weights: weights, passageWeights: passageWeights)
    self.frequencies = frequencies
    self.rarities = rarities
  }

  /// What the terms weigh when others stand in for those that `isAbsent` holds for.
  private static func shares(
    of terms: [QueryPlan.ScoredTerm], where isAbsent: (Int) -> Bool
  ) -> [Float] {
    var shares: [Float] = []
    shares.reserveCapacity(terms.count)
    for term in terms { shares.append(term.weight) }
    for (number, term) in terms.enumerated() {
      guard let other = term.standIn, isAbsent(number) else { continue }
      shares[other] += term.weight
      shares[number] = 0
    }
    return shares
  }

  /// The weights in units.
  var inUnits: [Float] { weights.map { $0 * units.perPoint } }
}
