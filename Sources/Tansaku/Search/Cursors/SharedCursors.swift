/// Cursors by key, each made once, for searches whose parts stand on the same documents.
final class SharedCursors {
  private let terms: SegmentTerms
  /// What counts for the score.
  private let scored: [QueryPlan.ScoredTerm]
  private var cursors: [Known] = []
  /// So many of the cursors are those of leaves.
  private var leafCount = 0

  /// A cursor with the entries that it goes over.
  private struct Known {
    let selector: TermSelector
    let cursor: PostingCursor
  }

  /// Cursors for a plan.
  convenience init(_ terms: SegmentTerms, _ plan: borrowing QueryPlan) {
    self.init(terms, plan.terms)
  }

  /// Cursors for a plan with these terms.
  init(_ terms: SegmentTerms, _ scored: [QueryPlan.ScoredTerm]) {
    self.terms = terms
    self.scored = scored
    cursors.reserveCapacity(scored.count)
  }

  private func find(_ selector: TermSelector) -> Int? {
    cursors.firstIndex { $0.selector == selector }
  }

  /// The cursor over the documents of some entries, of a single one with its positions; nil if there
  /// are none.
  private func cursor(_ selector: TermSelector) throws -> PostingCursor? {
    if let known = find(selector) { return cursors[known].cursor }
    let cursor = try terms.cursor(selector, withPositions: selector.isKey)
    if let cursor { cursors.append(Known(selector: selector, cursor: cursor)) }
    return cursor
  }

  /// Makes the cursors of a leaf; false where it has no documents.
  func addLeaf(_ leaf: QueryPlan.Leaf) throws -> Bool {
    defer { leafCount = cursors.count }
    switch leaf {
    case .term(let number):
      let term = scored[number]
      var isFound = false
      for selector in term.selectors where try cursor(selector) != nil { isFound = true }
      return isFound
    case .phrase(let phrase, _): return try units(of: phrase) != nil
    case .tree(.near(let parts, _, _)):
      return try parts.allSatisfy { phrases in
        try phrases.contains { try unitsWithPositions(of: $0.phrase) != nil }
      }
    case .tree:
      preconditionFailure("Of trees only phrases near each other have their cursors in common")
    }
  }

  /// The cursors of a phrase's units; nil where a unit has no documents.
  func units(of phrase: Phrase) throws -> [LeafMatcher.Unit]? {
    // One unit alone is anywhere: its positions need not be read.
    let isAlone = phrase.elements.count == 1
    var units: [LeafMatcher.Unit] = []
    units.reserveCapacity(phrase.elements.count)
    for element in phrase.elements {
      let found =
        !element.selector.isKey && !isAlone
        ? try terms.cursor(element.selector, withPositions: true)
        : try cursor(element.selector)
      guard let found else { return nil }
      units.append(LeafMatcher.Unit(cursor: found, offset: element.offset))
    }
    return units.isEmpty ? nil : units
  }

  /// The cursors of a phrase's units, which all know positions; nil where a unit has no documents,
  /// or keeps no positions.
  func unitsWithPositions(of phrase: Phrase) throws -> [LeafMatcher.Unit]? {
    var units: [LeafMatcher.Unit] = []
    units.reserveCapacity(phrase.elements.count)
    for element in phrase.elements {
      guard let found = try cursorWithPositions(element.selector) else { return nil }
      units.append(LeafMatcher.Unit(cursor: found, offset: element.offset))
    }
    return units.isEmpty ? nil : units
  }

  private func cursorWithPositions(_ selector: TermSelector) throws -> PostingCursor? {
    if case .key(let key) = selector, try terms.info(key)?.hasPositions != true { return nil }
    for known in cursors where known.selector == selector && known.cursor.positions != nil {
      return known.cursor
    }
    let cursor = try terms.cursor(selector, withPositions: true)
    if let cursor { cursors.append(Known(selector: selector, cursor: cursor)) }
    return cursor
  }

  /// Whether a scored term's cursors are those of a leaf.
  func isInLeaf(_ term: QueryPlan.ScoredTerm) -> Bool {
    leafCount > 0
      && term.selectors.allSatisfy { find($0).map { $0 < leafCount } ?? false }
  }

  /// Cursors of a scored term that no other term has, for searches whose terms go ahead of each
  /// other; a leaf may still share them.
  func ownCursors(of term: QueryPlan.ScoredTerm) throws -> TermCursors? {
    if term.selectors.contains(where: { find($0) != nil }) {
      return TermCursors(try terms.cursors(of: term))
    }
    return try cursors(of: term)
  }

  /// The cursors of a scored term; nil where it has no documents.
  func cursors(of term: QueryPlan.ScoredTerm) throws -> TermCursors? {
    var found: TermCursors?
    for selector in term.selectors {
      guard let cursor = try cursor(selector) else { continue }
      if found == nil { found = TermCursors(first: cursor) } else { found?.others.append(cursor) }
    }
    return found
  }
}
