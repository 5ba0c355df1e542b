import TansakuText

/// All documents that match a query at a level and pass a filter, found without scores.
struct MatchingDocuments {
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

extension MatchingDocuments {
  /// All documents that match a plan by the index, and pass a filter.
  ///
  /// - Throws: `StorageError` where the index is damaged.
  /// - Complexity: a walk over the postings of the plan's leaves.
  init(_ plan: QueryPlan, filter: Filter, in snapshot: Snapshot) throws {
    if plan.isEmpty {
      self.init(
        segments: snapshot.segments.map { DocumentSet(documents: Int($0.info.documentCount)) })
      return
    }
    let damage = DamageReport()
    let filter = try ResolvedFilter(filter, in: snapshot)
    let found = try snapshot.segments.enumerated().map { number, segment in
      let terms = SegmentTerms(segment, cache: snapshot.unions, damage: damage)
      let context = try SegmentContext(
        plan, terms, number: number, of: snapshot, filter: filter, damage: damage)
      return try SegmentSearch(terms, weights: nil, in: context).matches()
    }
    try damage.check()
    self.init(segments: found)
  }

  /// All documents that match a plan at a level and pass a filter: those that `count` counts.
  ///
  /// - Parameters:
  ///   - plans: Made with their needles, if the level is below `meaning`.
  ///   - filter: Facts that a document must have.
  ///   - snapshot: Where they are looked for.
  ///   - analyzer: Analyzes the texts of candidates, all of which are read at the strict levels.
  /// - Throws: `StorageError` where the index is damaged.
  init(
    _ plans: QueryPlans, filter: Filter, in snapshot: Snapshot, analyzer: Analyzer
  ) throws {
    let (plan, level) = (plans.plan, plans.level)
    let found = try MatchingDocuments(plans.widest, filter: filter, in: snapshot)
    if level >= .meaning || level == .variant && plan.parts.groups.joined().allSatisfy(\.isWritten)
    {
      self = found
      return
    }
    var candidates: [ScoredDocument] = []
    found.forEach {
      candidates.append(ScoredDocument(segment: $0.segment, document: $0.document, score: 0))
    }
    var verifier = LevelVerifier(plan, level, in: snapshot, analyzer: analyzer)
    var verified = snapshot.segments.map { DocumentSet(documents: Int($0.info.documentCount)) }
    for match in try verifier.matches(among: candidates) {
      verified[match.segment].insert(match.document)
    }
    self.init(segments: verified)
  }
}
