/// What the dictionary of one segment says of a query's terms, each looked up once.
///
/// Belongs to one query on one thread.
final class SegmentTerms {
  let segment: Segment
  private let cache: UnionCache
  private let damage: DamageReport
  // Lists, for a query has few terms and hashing one costs more than looking at all.
  private var infos: [Known] = []
  private var unions: [(prefix: TermKey, hasPositions: Bool, postings: MemoryPostings)] = []
  /// Beginnings whose unions will be asked for with positions: these serve for everything.
  private let placed: [TermKey]

  /// What is known of a key; nil where no document has it.
  private struct Known {
    let key: TermKey
    let info: TermInfo?
  }

  /// The terms of a segment, for a searcher with this cache and a query that will ask for the
  /// positions of grams with the beginnings `placed`.
  init(
    _ segment: Segment, cache: UnionCache, damage: DamageReport, placed: [TermKey] = []
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

  /// In how many documents any key stands that begins with `prefix`.
  func documentFrequency(prefix: TermKey) throws -> Int {
    try union(prefix: prefix).count
  }

  /// The documents of all keys that begin with `prefix`, worked out.
  private func union(prefix: TermKey, withPositions: Bool = false) throws -> MemoryPostings {
    for known in unions
    where known.prefix == prefix && (known.hasPositions || !withPositions) { return known.postings }
    let hasPositions = withPositions || placed.contains(prefix)
    let key = UnionCache.Key(
      segment: segment.info.tag, prefix: prefix, withPositions: hasPositions)
    let union = try cache.find(key) ?? makeUnion(key)
    unions.append((prefix, hasPositions, union))
    return union
  }

  /// Makes a union of what is known of its keys, and keeps it.
  private func makeUnion(_ key: UnionCache.Key) throws -> MemoryPostings {
    let infos = try segment.infos(prefix: key.prefix)
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

  /// A cursor over the documents of all keys that begin with `prefix`;
  /// nil where there are none.
  func cursor(prefix: TermKey, withPositions: Bool) throws -> PostingCursor? {
    let union = try union(prefix: prefix, withPositions: withPositions)
    if union.count == 0 { return nil }
    return PostingCursor(union, positions: withPositions ? PositionCursor(in: union) : nil)
  }

  /// A new cursor for each key of a scored term that has documents.
  func cursors(of term: QueryPlan.ScoredTerm) throws -> [PostingCursor] {
    if term.isPrefix {
      return try term.keys.compactMap { try cursor(prefix: $0, withPositions: false) }
    }
    return try term.keys.compactMap { try cursor($0, withPositions: false) }
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

  /// In how many documents a key stands, or any key that begins with it.
  fileprivate func documentFrequency(of key: TermKey, isPrefix: Bool) throws -> Int {
    if isPrefix { return try documentFrequency(prefix: key) }
    guard let info = try info(key) else { return 0 }
    return Int(info.documentFrequency)
  }
}

extension [SegmentTerms] {
  /// In how many documents of these segments a scored term occurs.
  ///
  /// Of several keys that mean the same, the most frequent stands for the union: their documents
  /// are nearly the same. The frequencies of each key are added up before the largest is taken, so
  /// that the result does not depend on which documents lie in which segment.
  func documentFrequency(of term: QueryPlan.ScoredTerm) throws -> Int {
    var most = 0
    for key in term.keys {
      let count = try reduce(0) {
        try $0 + $1.documentFrequency(of: key, isPrefix: term.isPrefix)
      }
      most = Swift.max(most, count)
    }
    return most
  }
}
