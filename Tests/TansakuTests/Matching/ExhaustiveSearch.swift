import TansakuText

@testable import Tansaku

/// The slow twin of the search: it looks at every posting of every term, one after the other, and
/// keeps every match.
struct ExhaustiveSearch {
  private let searcher: Searcher
  private let plan: QueryPlan
  private let filters: [[TermKey]]

  init(_ plan: QueryPlan, in searcher: Searcher, filter: Filter = Filter()) {
    self.plan = plan
    self.searcher = searcher
    filters = filter.keys
  }

  /// A term's frequencies by document.
  private typealias Counts = [UInt32: UInt32]

  /// All matches, best first.
  func run() throws -> [ScoredDocument] {
    if plan.isEmpty { return [] }
    let counts = try searcher.segments.map { segment in
      try plan.terms.map { try self.counts($0, in: segment) }
    }
    let weights = try plan.terms.indices.map { index in
      let term = plan.terms[index]
      var frequency = 0
      for segment in searcher.segments {
        frequency +=
          try term.keys.map {
            try list($0, isPrefix: term.isPrefix, in: segment).count
          }.max() ?? 0
      }
      return term.weight * searcher.bm25.rarity(documentFrequency: frequency)
    }
    let units = ScoreUnits(weights: weights)
    var hits: [ScoredDocument] = []
    for (number, segment) in searcher.segments.enumerated() {
      let lengths = try segment.lengthCodes()
      var matched = Set(0..<segment.info.documentCount)
      for leaves in plan.groups {
        var any: Set<UInt32> = []
        for leaf in leaves {
          any.formUnion(try documents(of: leaf, counts: counts[number], in: segment))
        }
        matched.formIntersection(any)
      }
      for keys in filters {
        var any: Set<UInt32> = []
        for key in keys { any.formUnion(try list(key, isPrefix: false, in: segment).keys) }
        matched.formIntersection(any)
      }
      for document in matched where !segment.deletions.contains(document) {
        var sum: Int32 = 0
        for (index, weight) in weights.enumerated() {
          guard let frequency = counts[number][index][document] else { continue }
          sum += ScoreUnits.part(
            weight: weight * units.perPoint, frequency: frequency,
            inverseLength: searcher.bm25.inverseLengths[Int(lengths[Int(document)])])
        }
        hits.append(
          ScoredDocument(segment: number, document: document, score: units.score(sum)))
      }
    }
    return hits.sorted { $0.precedes($1) }
  }

  private func documents(of leaf: QueryPlan.Leaf, counts: [Counts], in segment: Segment) throws
    -> Set<UInt32>
  {
    switch leaf {
    case .term(let number):
      return Set(counts[number].keys)
    case .phrase(let phrase, let implied):
      let found = try documents(of: phrase, in: segment)
      return implied.map { found.union(counts[$0].keys) } ?? found
    }
  }

  /// Where the whole phrase stands, from the places of each of its units.
  private func documents(of phrase: Phrase, in segment: Segment) throws -> Set<UInt32> {
    var starts: Set<UInt64>?
    for element in phrase.elements {
      var places: Set<UInt64> = []
      for (document, positions) in try positions(element, in: segment) {
        for position in positions where position >= element.offset {
          places.insert(UInt64(document) << 32 | UInt64(position - element.offset))
        }
      }
      starts = starts?.intersection(places) ?? places
    }
    return Set((starts ?? []).map { UInt32($0 >> 32) })
  }

  private func positions(_ element: Phrase.Element, in segment: Segment) throws
    -> [(document: UInt32, positions: [UInt32])]
  {
    let infos =
      element.isPrefix
      ? try segment.infos(prefix: element.key)
      : try segment.terms.find(element.key).map { [$0] } ?? []
    var found: [(document: UInt32, positions: [UInt32])] = []
    for info in infos {
      let damage = DamageReport()
      let cursor = try segment.cursor(info, withPositions: true, damage: damage)
      cursor.advance()
      var positions: [UInt32] = []
      while cursor.document != endOfPostings {
        cursor.readPositions(into: &positions)
        found.append((cursor.document, positions))
        cursor.advance()
      }
      try damage.check()
    }
    return found
  }

  private func counts(_ term: QueryPlan.ScoredTerm, in segment: Segment) throws -> Counts {
    var most: Counts = [:]
    for key in term.keys {
      most.merge(try list(key, isPrefix: term.isPrefix, in: segment)) { max($0, $1) }
    }
    return most
  }

  private func list(_ key: TermKey, isPrefix: Bool, in segment: Segment) throws -> Counts {
    var sums: Counts = [:]
    let infos =
      isPrefix
      ? try segment.infos(prefix: key) : try segment.terms.find(key).map { [$0] } ?? []
    for info in infos { sums.merge(try list(info, in: segment)) { $0 + $1 } }
    return sums
  }

  private func list(_ info: TermInfo, in segment: Segment) throws -> Counts {
    let damage = DamageReport()
    let cursor = try segment.cursor(info, withPositions: false, damage: damage)
    var counts: Counts = [:]
    cursor.advance()
    while cursor.document != endOfPostings {
      counts[cursor.document] = cursor.frequency
      cursor.advance()
    }
    try damage.check()
    return counts
  }
}
