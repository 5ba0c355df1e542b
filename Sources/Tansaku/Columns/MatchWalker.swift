import TansakuText

/// All documents that match a query at a level and pass a filter, found without scores.
struct MatchWalker {
  /// Those of each segment of the searcher.
  let segments: [DocumentSet]

  /// How many there are.
  var count: Int { segments.reduce(0) { $0 + $1.count } }

  /// Whether a document is one of them.
  func contains(_ place: DocumentPlace) -> Bool { segments[place.segment].contains(place.document) }

  /// Calls `body` with each, in the order in which they were added.
  @inline(__always)
  func forEach(_ body: (DocumentPlace) throws -> Void) rethrows {
    for (number, documents) in segments.enumerated() {
      try documents.forEach { try body(DocumentPlace(segment: number, document: $0)) }
    }
  }
}

extension Searcher {
  /// All documents that match a plan by the index, and pass a filter.
  ///
  /// - Throws: `StorageError` where the index is damaged.
  /// - Complexity: a walk over the postings of the plan's leaves.
  func matches(_ plan: QueryPlan, filter: Filter) throws -> MatchWalker {
    if plan.isEmpty {
      return MatchWalker(
        segments: segments.map { DocumentSet(documents: Int($0.info.documentCount)) })
    }
    let damage = DamageReport()
    let filter = try ResolvedFilter(filter, in: self)
    let found = try segments.enumerated().map { number, segment in
      let terms = SegmentTerms(segment, cache: unions, damage: damage)
      let context = try SegmentContext(
        plan, terms, number: number, of: self, filter: filter, damage: damage)
      return try SegmentSearch(terms, weights: nil, in: context).matches()
    }
    try damage.check()
    return MatchWalker(segments: found)
  }

  /// All documents that match a plan at a level and pass a filter: those that `count` counts.
  ///
  /// - Parameters:
  ///   - plan: Made with its needles.
  ///   - sounds: The same with what sounds like it, for the level `sound`.
  ///   - level: How freely a text may be written to match.
  ///   - filter: Facts that a document must have.
  ///   - analyzer: Analyzes the texts of candidates, all of which are read at the strict levels.
  /// - Returns: The documents, segment by segment.
  /// - Throws: `StorageError` where the index is damaged.
  func matches(
    _ plan: QueryPlan, sounds: QueryPlan?, at level: MatchLevel, filter: Filter, analyzer: Analyzer
  ) throws -> MatchWalker {
    let found = try matches(sounds ?? plan, filter: filter)
    if level >= .meaning || level == .variant && plan.parts.groups.joined().allSatisfy(\.isWritten)
    {
      return found
    }
    var candidates: [ScoredDocument] = []
    found.forEach {
      candidates.append(ScoredDocument(segment: $0.segment, document: $0.document, score: 0))
    }
    var verifier = LevelVerifier(plan, level, in: self, analyzer: analyzer)
    var verified = segments.map { DocumentSet(documents: Int($0.info.documentCount)) }
    for match in try verifier.matches(among: candidates) {
      verified[match.segment].insert(match.document)
    }
    return MatchWalker(segments: verified)
  }
}
