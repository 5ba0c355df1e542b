/// What one term adds to the score of one document.
struct TermPart: Sendable, Equatable {
  /// Which of the plan's terms it is.
  var term: Int
  /// How often the document has it; of several keys, the most frequent's.
  var frequency: UInt32
  /// What it adds, in the units of the plan's weights.
  var units: Int32
}

/// Takes the scores of documents apart, term by term.
///
/// The slow road to what `TermScorer` and the searches add up: it looks one document up after the
/// other.
struct TermParts {
  /// What the terms weigh.
  let weights: PlanWeights
  private let plan: QueryPlan
  private let snapshot: Snapshot
  private let segments: [SegmentTerms]
  private let damage: DamageReport

  /// The parts of a plan's scores in a snapshot.
  init(_ plan: QueryPlan, in snapshot: Snapshot) throws {
    self.plan = plan
    self.snapshot = snapshot
    let damage = DamageReport()
    self.damage = damage
    segments = snapshot.segments.map {
      SegmentTerms($0, cache: snapshot.unions, damage: damage)
    }
    weights = try PlanWeights(plan, segments, in: snapshot)
  }

  /// What the best passage of a document adds to its score where the passages are looked at, in units;
  /// 0 where the question is too short for that.
  func passage(of document: UInt32, segment number: Int) throws -> Int32 {
    guard let step = PassageStep(plan, weights, snapshot.parameters) else { return 0 }
    let gains = try step.worth(of: [document], in: segments[number])
    try damage.check()
    return gains[0]
  }

  /// The parts of the score of each of some documents of one segment, whose numbers increase; terms
  /// that a document does not have are left out.
  func parts(of documents: [UInt32], segment number: Int) throws -> [[TermPart]] {
    var parts = [[TermPart]](repeating: [], count: documents.count)
    let lengths = try snapshot.segments[number].lengthCodes()
    for term in plan.terms.indices {
      let weight = weights.inUnits(term)
      for cursor in try segments[number].cursors(of: plan.terms[term]) {
        for (place, document) in documents.enumerated() {
          cursor.seek(document)
          guard cursor.document == document else { continue }
          let part = TermPart(
            term: term, frequency: cursor.frequency,
            units: ScoreUnits.part(
              weight: weight, frequency: cursor.frequency,
              inverseLength: snapshot.bm25.inverseLengths[Int(lengths[Int(document)])]))
          if let last = parts[place].last, last.term == term {
            if last.frequency < part.frequency { parts[place][parts[place].count - 1] = part }
          } else {
            parts[place].append(part)
          }
        }
      }
    }
    try damage.check()
    return parts
  }
}
