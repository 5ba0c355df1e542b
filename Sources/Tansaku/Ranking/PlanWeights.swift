/// What the terms of a plan weigh in a collection.
struct PlanWeights {
  /// For each term, in how many documents it occurs.
  let frequencies: [Int]
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
    frequencies = try plan.terms.map { term in
      try segments.reduce(0) { try $0 + $1.documentFrequency(of: term) }
    }
    let populations = Populations(segments, bm25: searcher.bm25, sizes: searcher.populations)
    rarities = try zip(plan.terms, frequencies).map {
      try populations.rarity(of: $0, documentFrequency: $1)
    }
    let weights = zip(plan.terms, rarities).map { $0.weight * $1 }
    self.weights = weights
    passageWeights =
      PassageStep.pays(for: plan) ? weights.map { $0 * searcher.parameters.passageWeight } : []
    units = ScoreUnits(weights: weights + passageWeights)
  }

  /// The weights in units.
  var inUnits: [Float] { weights.map { $0 * units.perPoint } }
}
