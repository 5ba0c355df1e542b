/// What the terms of a plan weigh in a collection.
struct PlanWeights {
  /// What one term weighs.
  struct TermWeight {
    /// In how many documents it occurs.
    let frequency: Int
    /// How much it tells.
    let rarity: Float
    /// What it weighs before its rarity: what the plan says, and the weight of those that it stands
    /// in for.
    fileprivate(set) var share: Float

    /// Its weight times its rarity.
    var weight: Float { share * rarity }
  }

  /// By the numbers of the terms.
  private(set) var terms: [TermWeight] = []
  /// For each term, what it weighs in a passage; empty where no passage is looked for.
  let passageWeights: [Float]
  /// The units that scores are summed in.
  let units: ScoreUnits

  /// The weights of a plan in a snapshot, with the dictionaries of all its segments.
  init(_ plan: borrowing QueryPlan, _ segments: [SegmentTerms], in snapshot: Snapshot) throws {
    let populations = Populations(segments, bm25: snapshot.bm25, sizes: snapshot.populations)
    terms.reserveCapacity(plan.terms.count)
    for term in plan.terms {
      let frequency = try segments.documentFrequency(of: term)
      terms.append(
        TermWeight(
          frequency: frequency,
          rarity: try populations.rarity(of: term, documentFrequency: frequency),
          share: term.weight))
    }
    var passageWeights: [Float] = []
    if PassageStep.pays(for: plan) {
      passageWeights = zip(PlanWeights.passageShares(of: plan.terms), terms).map {
        $0 * $1.rarity * snapshot.parameters.passageWeight
      }
    }
    for (number, term) in plan.terms.enumerated() {
      guard let other = term.standIn, terms[number].frequency == 0 else { continue }
      terms[other].share += term.weight
      terms[number].share = 0
    }
    var most: Double = 0
    for term in terms { most += Double(term.weight) }
    let openingShare = Double(snapshot.parameters.openingShare)
    for weight in passageWeights { most += Double(weight) * (1 + openingShare) }
    units = ScoreUnits(most: most)
    self.passageWeights = passageWeights
  }

  /// What the terms weigh in passages before their rarity: others stand in for those that keep no
  /// positions.
  private static func passageShares(of terms: [QueryPlan.ScoredTerm]) -> [Float] {
    var shares = terms.map(\.weight)
    for (number, term) in terms.enumerated() {
      guard let other = term.standIn else { continue }
      shares[other] += term.weight
      shares[number] = 0
    }
    return shares
  }

  /// The weight of a term in units.
  func inUnits(_ term: Int) -> Float { terms[term].weight * units.perPoint }
}
