import TansakuText

/// Takes the score of one document apart, for people.
struct ScoreExplainer {
  private let snapshot: Snapshot
  private let plan: QueryPlan
  private let weights: PlanWeights
  private let damage = DamageReport()

  /// Explains the scores of a plan.
  init(_ plan: QueryPlan, in snapshot: Snapshot) throws {
    self.plan = plan
    self.snapshot = snapshot
    weights = try TermParts(plan, in: snapshot).weights
  }

  /// The parts of a document's score.
  ///
  /// - Parameters:
  ///   - number: The document's number in its segment.
  ///   - segment: The number of the segment.
  ///   - bonus: What gives the units that parts gain, in their order; nil where nothing gains.
  ///   - isAmongBest: Whether its passages were looked at.
  ///   - shift: What the score is multiplied by: a power of two.
  /// - Returns: The parts, with their sum in the order of the plan's terms.
  /// - Throws: `StorageError` where the index is damaged.
  func parts(
    of number: UInt32, segment: Int, bonus: (([TermPart]) -> [Int32])?,
    isAmongBest: Bool, shift: Float
  ) throws -> [Explanation.Part] {
    let termParts = try TermParts(plan, in: snapshot)
    let found = try termParts.parts(of: [number], segment: segment)[0]
    let gains = bonus.map { $0(found) } ?? found.map { _ in 0 }
    let passage = isAmongBest ? try termParts.passage(of: number, segment: segment) : 0
    let parts = try zip(found, gains).map { part, gain in
      let term = plan.terms[part.term]
      let entries = try selector(of: term, in: number, segment: segment)
      return Explanation.Part(
        layer: entries.layer?.name ?? "", term: entries.text, frequency: Int(part.frequency),
        documentFrequency: weights.terms[part.term].frequency,
        weight: weights.terms[part.term].share,
        rarity: weights.terms[part.term].rarity,
        score: weights.units.score(part.units) * shift,
        bonus: weights.units.score(gain) * shift)
    }
    if passage == 0 { return parts }
    return parts + [
      Explanation.Part(
        layer: "passage", term: "", frequency: 1, documentFrequency: 0,
        weight: snapshot.parameters.passageWeight, rarity: 0,
        score: weights.units.score(passage) * shift, bonus: 0)
    ]
  }

  /// Of the selectors of a term, the one whose entries the document has most often.
  private func selector(
    of term: QueryPlan.ScoredTerm, in number: UInt32, segment: Int
  ) throws -> TermSelector {
    if term.selectors.count == 1 { return term.selectors[0] }
    let terms = SegmentTerms(snapshot.segments[segment], cache: snapshot.unions, damage: damage)
    var best: (selector: TermSelector, frequency: UInt32) = (term.selectors[0], 0)
    for selector in term.selectors {
      guard let cursor = try terms.cursor(selector, withPositions: false) else { continue }
      cursor.seek(number)
      if cursor.document == number, cursor.frequency > best.frequency {
        best = (selector, cursor.frequency)
      }
    }
    try damage.check()
    return best.selector
  }
}
