import TansakuStorage

/// Makes matchers of conditions, for one segment.
struct MatcherBuilder {
  /// What counts for the score.
  private let scored: [QueryPlan.ScoredTerm]
  private let terms: SegmentTerms
  private let snapshot: Snapshot
  /// The number of the segment in the snapshot.
  private let number: Int
  private let damage: DamageReport

  init(
    _ scored: [QueryPlan.ScoredTerm], _ terms: SegmentTerms, number: Int, in snapshot: Snapshot,
    damage: DamageReport
  ) {
    self.scored = scored
    self.number = number
    self.terms = terms
    self.snapshot = snapshot
    self.damage = damage
  }

  /// What finds the documents that meet a condition; nil where the segment has none.
  ///
  /// - Throws: `StorageError` where the segment is damaged.
  func matcher(_ condition: Condition) throws -> DocumentMatcher? {
    switch condition {
    case .everything: return EverythingMatcher(count: count)
    case .leaf(let leaf): return try matcher(ofLeaf: leaf)
    case .entries(let selectors):
      return try any(
        selectors.compactMap { selector in
          try terms.cursor(selector, withPositions: false).map { LeafDocuments($0) }
        })
    case .column(let name, let value):
      let test = try ColumnTest.InSnapshot(name, value, in: snapshot)
      guard test.passing.contains(true) else { return nil }
      return ColumnMatcher(
        try test.inSegment(number, of: snapshot, damage: damage), count: count)
    case .phrase(let phrase, let field):
      let placed = PlacedPhrase(phrase: phrase, length: 1)
      return try PhrasePlaces(placed, ownCursors).map { FieldMatcher($0, in: field) }
    case .near(let parts, let distance, let field):
      return try matcher(near: parts, distance: distance, in: field)
    case .text(let text, let others):
      return try matcher(others).map { TextMatcher(reading(of: text), among: $0) }
    case .all(let parts):
      var matchers: [DocumentMatcher] = []
      for part in parts {
        guard let matcher = try matcher(part) else { return nil }
        matchers.append(matcher)
      }
      switch matchers.count {
      case 0: return EverythingMatcher(count: count)
      case 1: return matchers[0]
      default: return AllMatcher(matchers)
      }
    case .any(let parts): return any(try parts.compactMap { try matcher($0) })
    case .not(let part):
      guard let excluded = try matcher(part) else { return EverythingMatcher(count: count) }
      return NotMatcher(excluded, count: count)
    }
  }

  /// What tells whether texts meet a condition.
  func reading(of text: TextCondition) -> TextReading {
    TextReading(text, of: terms.segment, in: snapshot, damage: damage)
  }

  private func matcher(
    near parts: [[PlacedPhrase]], distance: Int, in field: Field?
  ) throws -> DocumentMatcher? {
    if parts.allSatisfy({ $0.count == 1 }) {
      return try NearPhrases(parts, distance: distance, in: field, ownCursors)
        .map { NearPhrasesMatcher($0) }
    }
    var places: [[PhrasePlaces]] = []
    for part in parts {
      // Cursors of its own for each, for any of the phrases may stand on a document alone.
      let found = try part.compactMap { try PhrasePlaces($0, ownCursors) }
      if found.isEmpty { return nil }
      places.append(found)
    }
    return NearMatcher(places, distance: distance, in: field)
  }

  /// Cursors that stand where nobody else's do.
  private var ownCursors: SharedCursors { SharedCursors(terms, scored) }

  private var count: UInt32 { terms.segment.info.documentCount }

  private func any(_ matchers: [DocumentMatcher]) -> DocumentMatcher? {
    matchers.count > 1 ? AnyMatcher(matchers) : matchers.first
  }

  private func matcher(ofLeaf leaf: QueryPlan.Leaf) throws -> DocumentMatcher? {
    switch leaf {
    case .term(let number):
      return any(try terms.cursors(of: scored[number]).map { LeafDocuments($0) })
    case .phrase(let phrase, _):
      // Cursors of its own, for the parts of a tree do not stand on the same documents.
      guard let units = try ownCursors.units(of: phrase) else { return nil }
      return LeafDocuments(LeafMatcher(units, checksPositions: true))
    case .tree(let condition): return try matcher(condition)
    }
  }
}

extension LeafDocuments {
  /// The documents of a cursor.
  convenience init(_ cursor: PostingCursor) {
    self.init(
      LeafMatcher([LeafMatcher.Unit(cursor: cursor, offset: 0)], checksPositions: false))
  }
}
