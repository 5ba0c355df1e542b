import TansakuStorage

/// What the parts of a search in one segment have in common.
///
/// Holds the segment, so that the addresses of its lengths stay valid.
final class SegmentContext {
  let segment: Segment
  /// The number of the segment in the snapshot.
  let number: Int
  let lengths: ScoredLengths
  let units: ScoreUnits
  /// What is looked for.
  let plan: QueryPlan
  /// A document must have one key of each of these lists.
  let filters: [[TermKey]]
  /// What a document must meet.
  let requirements: [Condition]
  /// Makes what finds the documents that meet a condition.
  let builder: MatcherBuilder
  /// A document must pass all of these.
  let tests: [ColumnTest]
  let damage: DamageReport

  /// What a search for a plan needs in one segment.
  ///
  /// - Parameters:
  ///   - plan: what is looked for.
  ///   - terms: the dictionary of the segment.
  ///   - number: the number of the segment in the snapshot.
  ///   - snapshot: whose segment it is.
  ///   - units: what scores are summed in.
  ///   - filter: facts that a document must have.
  ///   - damage: whom to tell of damaged bytes.
  /// - Throws: `StorageError` where the segment is damaged.
  init(
    _ plan: QueryPlan, _ terms: SegmentTerms, number: Int, of snapshot: Snapshot,
    units: ScoreUnits = ScoreUnits(weights: []), filter: ResolvedFilter, damage: DamageReport
  ) throws {
    segment = terms.segment
    self.plan = plan
    self.number = number
    self.units = units
    filters = filter.keys
    requirements = plan.requirements.map(\.condition)
    builder = MatcherBuilder(plan.terms, terms, number: number, in: snapshot, damage: damage)
    tests = try filter.tests.map {
      try $0.inSegment(number, of: snapshot, damage: damage)
    }
    self.damage = damage
    guard let codes = try segment.lengthCodes().baseAddress else {
      throw StorageError(.corrupt, "A segment has no lengths. Build the index again.")
    }
    lengths = ScoredLengths(
      codes: UnsafePointer(codes.assumingMemoryBound(to: UInt8.self)),
      inverse: snapshot.bm25.inverseLengths)
  }

  /// Who may be a hit, asked in increasing order of documents.
  func gate() throws -> DocumentGate { try DocumentGate(self) }
}

/// Tells which documents are neither deleted nor kept out by the filters or by what a query requires.
struct DocumentGate {
  private let deletions: Deletions?
  private let filters: [PostingCursor]
  private let requirements: [DocumentMatcher]
  private let tests: [ColumnTest]

  fileprivate init(_ context: SegmentContext) throws {
    deletions = context.segment.deletions.count > 0 ? context.segment.deletions : nil
    tests = context.tests
    filters = try context.filters.map { keys in
      let segment = context.segment
      let infos = try keys.compactMap { try segment.terms.find($0) }
      return infos.count == 1
        ? try segment.cursor(infos[0], withPositions: false, damage: context.damage)
        : PostingCursor(try segment.union(infos, damage: context.damage))
    }
    requirements = try context.requirements.map {
      // What no document of the segment meets, none passes.
      try context.builder.matcher($0) ?? NothingMatcher()
    }
  }

  /// Whether every document passes.
  var isOpen: Bool {
    deletions == nil && filters.isEmpty && tests.isEmpty && requirements.isEmpty
  }

  /// Whether a document passes; documents must be asked for in increasing order.
  func passes(_ document: UInt32) -> Bool {
    if let deletions, deletions.contains(document) { return false }
    for filter in filters {
      filter.seek(document)
      if filter.document != document { return false }
    }
    for test in tests where !test.passes(document) { return false }
    for requirement in requirements where !requirement.contains(document) { return false }
    return true
  }
}
