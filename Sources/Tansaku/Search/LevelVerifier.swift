import TansakuText

/// Sifts candidates by their stored texts, each once.
struct LevelVerifier {
  private let snapshot: Snapshot
  private let matcher: LevelMatcher
  private let level: MatchLevel
  private var verdicts: [[UInt32: Bool]]

  /// A verifier of what matches a plan, at a level up to `variant`.
  init(_ plan: QueryPlan, _ level: MatchLevel, in snapshot: Snapshot, analyzer: Analyzer) {
    self.snapshot = snapshot
    self.level = level
    matcher = LevelMatcher(plan.parts, analyzer: analyzer)
    verdicts = snapshot.segments.map { _ in [:] }
  }

  /// Those of the candidates that match at the level, in their order.
  mutating func matches(among candidates: [ScoredDocument]) throws -> [ScoredDocument] {
    for segment in snapshot.segments.indices {
      let numbers = candidates.filter {
        $0.segment == segment && verdicts[segment][$0.document] == nil
      }.map(\.document).sorted()
      if numbers.isEmpty { continue }
      try snapshot.segments[segment].stored.forEach(of: numbers) { number, document in
        let found = try matcher.strictestLevel(of: document, enough: level)
        verdicts[segment][number] = found.map { $0 <= level } ?? false
      }
    }
    return candidates.filter { verdicts[$0.segment][$0.document] ?? false }
  }
}
