/// What the dictionary of one segment says of a query's terms, each looked up once.
///
/// Belongs to one query on one thread.
final class SegmentTerms {
  let segment: Segment
  private let cache: UnionCache
  private let damage: DamageReport
  // Lists, for a query has few terms and hashing one costs more than looking at all.
  private var infos: [Known] = []
  private var unions: [(selector: TermSelector, hasPositions: Bool, postings: MemoryPostings)] = []
  /// Selectors whose unions will be asked for with positions: these serve for everything.
  private let placed: [TermSelector]

  /// What is known of a key; nil where no document has it.
  private struct Known {
    let key: TermKey
    let info: TermInfo?
  }

  /// The terms of a segment, for a searcher with this cache and a query that will ask for the
  /// positions of grams with the beginnings `placed`.
  init(
    _ segment: Segment, cache: UnionCache, damage: DamageReport, placed: [TermSelector] = []
  ) {
    self.segment = segment
    self.placed = placed
    self.cache = cache
    self.damage = damage
    infos.reserveCapacity(4)
  }

  /// What is known of a key; nil where no document has it.
  func info(_ key: TermKey) throws -> TermInfo? {
    for known in infos where known.key == key { return known.info }
    let info = try segment.terms.find(key)
    infos.append(Known(key: key, info: info))
    return info
  }

  /// How many documents have any of the selected entries.
  func documentFrequency(of selector: TermSelector) throws -> Int {
    if case .key(let key) = selector { return Int(try info(key)?.documentFrequency ?? 0) }
    return try union(selector).count
  }

  /// The documents of all selected entries, worked out.
  private func union(_ selector: TermSelector, withPositions: Bool = false) throws -> MemoryPostings
  {
    for known in unions
    where known.selector == selector && (known.hasPositions || !withPositions) {
      return known.postings
    }
    let hasPositions = withPositions || placed.contains(selector)
    let key = UnionCache.Key(
      segment: segment.info.tag, selector: selector, withPositions: hasPositions)
    let union = try cache.find(key) ?? makeUnion(key)
    unions.append((selector, hasPositions, union))
    return union
  }

  /// Makes a union of what is known of its keys, and keeps it.
  private func makeUnion(_ key: UnionCache.Key) throws -> MemoryPostings {
    let infos = try segment.infos(key.selector)
    let union =
      key.withPositions
      ? try segment.unionWithPositions(infos, damage: damage)
      : try segment.union(infos, damage: damage)
    if damage.isEmpty { cache.insert(key, union) }
    return union
  }

  /// A cursor over the documents of a key; nil where there are none.
  func cursor(_ key: TermKey, withPositions: Bool) throws -> PostingCursor? {
    guard let info = try info(key) else { return nil }
    return try segment.cursor(info, withPositions: withPositions, damage: damage)
  }

  /// A cursor over the documents of all selected entries; nil if there are none.
  func cursor(_ selector: TermSelector, withPositions: Bool) throws -> PostingCursor? {
    if case .key(let key) = selector { return try cursor(key, withPositions: withPositions) }
    let union = try union(selector, withPositions: withPositions)
    if union.count == 0 { return nil }
    return PostingCursor(union, positions: withPositions ? PositionCursor(in: union) : nil)
  }

  /// A new cursor for each selector of a scored term that has documents.
  func cursors(of term: QueryPlan.ScoredTerm) throws -> [PostingCursor] {
    try term.selectors.compactMap { try cursor($0, withPositions: false) }
  }

  /// How many documents have both a scored term and a key.
  func common(_ term: QueryPlan.ScoredTerm, _ key: TermKey) throws -> Int {
    guard let other = try cursor(key, withPositions: false) else { return 0 }
    var most = 0
    for cursor in try cursors(of: term) {
      other.rewind()
      let both = Leapfrog([cursor, other])
      var count = 0
      var document = both.next(from: 0)
      while document != endOfPostings {
        count += 1
        document = both.next(from: document + 1)
      }
      most = max(most, count)
    }
    return most
  }

  /// In how many documents of the segment a scored term occurs: see the function of the same name
  /// for several segments.
  func documentFrequency(of term: QueryPlan.ScoredTerm) throws -> Int {
    try [self].documentFrequency(of: term)
  }
}

extension [SegmentTerms] {
  /// In how many documents of these segments a scored term occurs.
  ///
  /// Of several selectors that mean the same, the most frequent stands for the union: their documents
  /// are nearly the same. The frequencies of each selector are added up before the largest is taken, so
  /// that the result does not depend on which documents lie in which segment.
  func documentFrequency(of term: QueryPlan.ScoredTerm) throws -> Int {
    var most = 0
    for selector in term.selectors {
      let count = try reduce(0) { try $0 + $1.documentFrequency(of: selector) }
      most = Swift.max(most, count)
    }
    return most
  }
}
