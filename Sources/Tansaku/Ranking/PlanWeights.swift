/// What the terms of a plan weigh in a collection.
struct PlanWeights {
  /// For each term, in how many documents it occurs.
  let frequencies: [Int]
  /// For each term, its weight times its rarity.
  let weights: [Float]
  /// The units that scores are summed in.
  let units: ScoreUnits

  /// The weights of a plan, with the dictionaries of all segments.
  init(_ plan: QueryPlan, _ segments: [SegmentTerms], _ bm25: BM25) throws {
    frequencies = try plan.terms.map { term in
      try segments.reduce(0) { try $0 + $1.documentFrequency(of: term) }
    }
    weights = zip(plan.terms, frequencies).map { term, frequency in
      term.weight * bm25.rarity(documentFrequency: frequency)
    }
    units = ScoreUnits(weights: weights)
  }

  /// The weights in units.
  var inUnits: [Float] { weights.map { $0 * units.perPoint } }
}
