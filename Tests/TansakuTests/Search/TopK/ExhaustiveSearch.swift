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
    let counts = try searcher.snapshot.segments.map { segment in
      try plan.terms.map { try self.counts($0, in: segment) }
    }
    var frequencies: [Int] = []
    let rarities = try plan.terms.indices.map { index in
      let term = plan.terms[index]
      var frequency = 0
      for segment in searcher.snapshot.segments {
        frequency +=
          try term.selectors.map { try list($0, in: segment).count }.max() ?? 0
      }
      frequencies.append(frequency)
      return try rarity(of: term, documentFrequency: frequency, counts, index)
    }
    // What a term weighs with the terms that it stands in for: in passages all, else the absent.
    func weight(_ index: Int, where isAbsent: (Int) -> Bool) -> Float {
      let term = plan.terms[index]
      if term.standIn != nil, isAbsent(index) { return 0 }
      return plan.terms.indices.reduce(term.weight) { sum, other in
        plan.terms[other].standIn == index && isAbsent(other)
          ? sum + plan.terms[other].weight : sum
      } * rarities[index]
    }
    let weights = plan.terms.indices.map { weight($0) { frequencies[$0] == 0 } }
    let looksAtPassages = PassageStep.pays(for: plan)
    let passageWeights =
      looksAtPassages
      ? plan.terms.indices.map {
        weight($0) { _ in true } * searcher.snapshot.parameters.passageWeight
      } : []
    let openingShare = searcher.snapshot.parameters.openingShare
    let units = ScoreUnits(
      most: weights.reduce(0) { $0 + Double($1) }
        + passageWeights.reduce(0) { $0 + Double($1) * (1 + Double(openingShare)) })
    var hits: [ScoredDocument] = []
    for (number, segment) in searcher.snapshot.segments.enumerated() {
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
        for key in keys { any.formUnion(try list(.key(key), in: segment).keys) }
        matched.formIntersection(any)
      }
      for document in matched where !segment.deletions.contains(document) {
        var sum: Int32 = 0
        for (index, weight) in weights.enumerated() {
          guard let frequency = counts[number][index][document] else { continue }
          sum += ScoreUnits.part(
            weight: weight * units.perPoint, frequency: frequency,
            inverseLength: searcher.snapshot.bm25.inverseLengths[Int(lengths[Int(document)])])
        }
        hits.append(
          ScoredDocument(segment: number, document: document, score: units.score(sum)))
      }
    }
    hits.sort { $0.precedes($1) }
    if looksAtPassages {
      for place in hits.indices.prefix(PassageStep.depth) {
        let gain = try bestPassage(
          of: hits[place].document, in: searcher.snapshot.segments[hits[place].segment],
          weights: passageWeights.map { $0 * units.perPoint })
        hits[place].score = units.score(units.units(hits[place].score) + gain)
      }
      hits.sort { $0.precedes($1) }
    }
    return hits
  }

  /// How much a term tells among the documents of its writing, whose sets are made one by one.
  private func rarity(
    of term: QueryPlan.ScoredTerm, documentFrequency: Int, _ counts: [[Counts]], _ index: Int
  ) throws -> Float {
    let whole = searcher.snapshot.bm25.rarity(documentFrequency: documentFrequency)
    guard documentFrequency > 0, term.selectors.count == 1, let key = term.selectors[0].key,
      [.word, .gram, .part, .marked].contains(key.layer)
    else { return whole }
    let systems = Set(key.text.unicodeScalars.map { WritingSystem.of($0.value) })
    guard systems.count == 1, let system = systems.first ?? nil, system != .han else {
      return whole
    }
    let writing = TermSelector.key(TermKey(.writing, system.rawValue))
    let populations = try searcher.snapshot.segments.map {
      Set(try list(writing, in: $0).keys)
    }
    let population = populations.reduce(0) { $0 + $1.count }
    let all = searcher.snapshot.segments.reduce(0) { $0 + Int($1.info.documentCount) }
    guard population >= 16, population < all else { return whole }
    var inside = min(documentFrequency, population)
    if system == .latin {
      inside = zip(counts, populations).reduce(0) {
        $0 + $1.1.intersection($1.0[index].keys).count
      }
    }
    let share = Float(inside) / Float(documentFrequency)
    return share * searcher.snapshot.bm25.rarity(documentFrequency: inside, of: population)
      + (1 - share)
      * searcher.snapshot.bm25.rarity(
        documentFrequency: documentFrequency - inside, of: all - population)
  }

  /// The best of all windows of a document, each counted by itself, and its opening.
  private func bestPassage(
    of document: UInt32, in segment: Segment, weights: [Float]
  ) throws -> Int32 {
    var places: [(weight: Float, positions: [UInt32])] = []
    for (term, weight) in zip(plan.terms, weights) where weight > 0 {
      for selector in term.selectors
      where selector.isKey && (selector.layer == .gram || selector.layer == .word) {
        guard try segment.infos(selector).first?.hasPositions == true else { continue }
        let element = Phrase.Element(selector: selector, offset: 0)
        for found in try positions(element, in: segment) where found.document == document {
          places.append((weight, found.positions))
        }
      }
    }
    let last = places.flatMap(\.positions).max() ?? 0
    let half = PassageStep.window / 2
    var best: Int32 = 0
    for window in 0...(last / half + 1) {
      // Windows begin half a window before the text.
      let end = (window + 1) * half
      let start = end < PassageStep.window ? 0 : end - PassageStep.window
      var sum: Int32 = 0
      for (weight, positions) in places {
        let count = positions.count { $0 >= start && $0 < end }
        if count == 0 { continue }
        sum += ScoreUnits.part(
          weight: weight, frequency: UInt32(count),
          inverseLength: 1 / searcher.snapshot.parameters.k1)
      }
      best = max(best, sum)
    }
    let opening = places.reduce(Int32(0)) { sum, place in
      let first = Float(place.positions.min() ?? 0)
      return sum
        + ScoreUnits.part(
          weight: place.weight * (searcher.snapshot.parameters.openingShare / (1 + first / 10)),
          frequency: 1, inverseLength: 1 / searcher.snapshot.parameters.k1)
    }
    return best + opening
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
    // Trees have a slow twin of their own, which scans the texts.
    case .tree: throw IndexError(code: .badArgument, message: "A tree is not walked here.")
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
    var found: [(document: UInt32, positions: [UInt32])] = []
    for info in try segment.infos(element.selector) {
      let damage = DamageReport()
      let cursor = try segment.cursor(info, withPositions: true, damage: damage)
      cursor.advance()
      let positions = PositionList()
      while cursor.document != endOfPostings {
        cursor.readPositions(into: positions)
        found.append((cursor.document, Array(positions.values)))
        cursor.advance()
      }
      try damage.check()
    }
    return found
  }

  private func counts(_ term: QueryPlan.ScoredTerm, in segment: Segment) throws -> Counts {
    var most: Counts = [:]
    for selector in term.selectors {
      most.merge(try list(selector, in: segment)) { max($0, $1) }
    }
    return most
  }

  private func list(_ selector: TermSelector, in segment: Segment) throws -> Counts {
    var sums: Counts = [:]
    for info in try segment.infos(selector) { sums.merge(try list(info, in: segment)) { $0 + $1 } }
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
