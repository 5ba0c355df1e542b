/// A plan with what the segments' dictionaries say of its terms.
struct ResolvedPlan {
  /// A term of the plan in one segment.
  struct TermInSegment {
    /// The entries of the dictionary that count as the term.
    var infos: [TermInfo]
    /// Where the term is the union of many entries, their documents.
    var union: PostingCursor?
  }

  let plan: QueryPlan
  /// For each segment, each term of the plan.
  let segments: [[TermInSegment]]
  /// For each term of the plan, in how many documents of all segments it occurs.
  let documentFrequencies: [Int]

  /// Looks the terms up.
  init(_ plan: QueryPlan, in segments: [Segment], damage: DamageReport) throws {
    self.plan = plan
    var frequencies = [Int](repeating: 0, count: plan.terms.count)
    var resolved: [[TermInSegment]] = []
    for segment in segments {
      var terms: [TermInSegment] = []
      for (number, term) in plan.terms.enumerated() {
        let found = try ResolvedPlan.find(term, in: segment, damage: damage)
        // Of several keys that mean the same, the most frequent stands for the union: their
        // documents are nearly the same.
        frequencies[number] +=
          found.union?.count ?? Int(found.infos.map(\.documentFrequency).max() ?? 0)
        terms.append(found)
      }
      resolved.append(terms)
    }
    self.segments = resolved
    documentFrequencies = frequencies
  }

  private static func find(
    _ term: QueryPlan.ScoredTerm, in segment: Segment, damage: DamageReport
  ) throws -> TermInSegment {
    if term.isPrefix {
      let infos = try segment.infos(prefix: term.keys[0])
      return TermInSegment(
        infos: infos,
        union: infos.isEmpty ? nil : try segment.union(infos, damage: damage))
    }
    return TermInSegment(infos: try term.keys.compactMap { try segment.terms.find($0) })
  }
}
