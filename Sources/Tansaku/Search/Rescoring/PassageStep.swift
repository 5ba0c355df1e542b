/// Looks again at the best documents and adds what their best passage and their opening are worth.
///
/// Words of the query that stand together tell more than the same words scattered over a text. Each
/// document is cut into windows that overlap by half; the best one's BM25 over the terms that keep
/// positions is added to the score with a weight (passages as evidence: Callan, "Passage-level
/// evidence in document retrieval", SIGIR 1994). And what stands early, in a title or in the first
/// words, a text is about: each term adds the more the earlier it first stands (Troy and Zhang,
/// "Enhancing relevance scoring with chronological term rank", SIGIR 2007). Only positions in the
/// index are read, no text.
/// Scores only rise, so that who was not looked at again stays behind who was.
struct PassageStep {
  /// How many of the best documents are looked at again.
  static let depth = 20
  /// How many positions a window has: characters where the script has no spaces, words elsewhere.
  static let window: UInt32 = 40
  /// At this position a term adds half of what it adds at the beginning.
  static let opening: Float = 10
  /// A question of fewer words gains too little for what it costs to read positions.
  private static let fewestWords = 4

  /// A term that keeps positions, with its weight times its rarity in units.
  private struct Term {
    let key: TermKey
    let weight: Float
  }

  /// An occurrence of one of the terms.
  private struct Event {
    let position: UInt32
    let term: Int
  }

  private let terms: [Term]
  /// What an average length makes of a frequency.
  private let inverseLength: Float
  /// What a term adds at the beginning, as a share of its weight.
  private let openingShare: Float

  /// Whether a question has enough words, or names, to stand together.
  static func pays(for plan: QueryPlan) -> Bool {
    guard plan.looksAtPassages else { return false }
    let words = plan.terms.count { term in
      term.selectors.contains { $0.isKey && ![.gram, .part, .marked].contains($0.layer) }
    }
    return words >= fewestWords
  }

  /// The step for a plan with these weights; nil where it does not pay.
  ///
  /// - Parameters:
  ///   - plan: what was searched.
  ///   - weights: what its terms weigh.
  ///   - parameters: of the formula; a passage counts as a text of average length.
  init?(_ plan: QueryPlan, _ weights: PlanWeights, _ parameters: RankingParameters) {
    if weights.passageWeights.isEmpty { return nil }
    terms = zip(plan.terms, weights.passageWeights).flatMap { term, weight in
      weight <= 0
        ? []
        : term.selectors.compactMap { selector in
          guard case .key(let key) = selector, key.layer == .gram || key.layer == .word else {
            return nil
          }
          return Term(key: key, weight: weight * weights.units.perPoint)
        }
    }
    inverseLength = 1 / parameters.k1
    openingShare = parameters.openingShare
  }

  /// Adds to each of the best documents what its best passage and its opening are worth, and puts
  /// them in order.
  ///
  /// - Parameters:
  ///   - hits: documents, best first.
  ///   - segments: what the dictionary of each of the searcher's segments says.
  ///   - units: of the scores.
  /// - Throws: `StorageError` where the index is damaged.
  func rescore(_ hits: inout [ScoredDocument], _ segments: [SegmentTerms], units: ScoreUnits) throws
  {
    var best = Array(hits.prefix(PassageStep.depth))
    for (number, segment) in segments.enumerated() {
      let places = best.indices.filter { best[$0].segment == number }
        .sorted { best[$0].document < best[$1].document }
      if places.isEmpty { continue }
      let gains = try worth(of: places.map { best[$0].document }, in: segment)
      for (place, gain) in zip(places, gains) {
        best[place].score = units.score(units.units(best[place].score) + gain)
      }
    }
    best.sort { $0.precedes($1) }
    hits.replaceSubrange(0..<best.count, with: best)
  }

  /// What the best passage and the opening of each document are worth, in units.
  ///
  /// - Parameters:
  ///   - documents: some of the segment, increasing.
  ///   - segment: what the segment's dictionary says.
  /// - Returns: for each document, in their order.
  /// - Throws: `StorageError` where the index is damaged.
  func worth(of documents: [UInt32], in segment: SegmentTerms) throws -> [Int32] {
    var events = [[Event]](repeating: [], count: documents.count)
    let positions = PositionList()
    for (number, term) in terms.enumerated() {
      guard let info = try segment.info(term.key), info.hasPositions,
        let cursor = try segment.cursor(term.key, withPositions: true)
      else { continue }
      for (index, document) in documents.enumerated() {
        cursor.seek(document)
        if cursor.document != document { continue }
        cursor.readPositions(into: positions)
        for position in positions.values {
          events[index].append(Event(position: position, term: number))
        }
      }
    }
    var frequencies = [UInt32](repeating: 0, count: terms.count)
    return events.map { events in
      let sorted = events.sorted { $0.position < $1.position }
      return best(of: sorted, &frequencies) + opening(of: sorted, &frequencies)
    }
  }

  /// What the first place of each term is worth; `frequencies` are 0 before and after.
  private func opening(of sorted: [Event], _ frequencies: inout [UInt32]) -> Int32 {
    var sum: Int32 = 0
    for event in sorted where frequencies[event.term] == 0 {
      frequencies[event.term] = 1
      let share = openingShare / (1 + Float(event.position) / PassageStep.opening)
      sum += ScoreUnits.part(
        weight: terms[event.term].weight * share, frequency: 1, inverseLength: inverseLength)
    }
    for event in sorted { frequencies[event.term] = 0 }
    return sum
  }

  /// The best window of one document; `frequencies` are 0 before and after.
  private func best(of sorted: [Event], _ frequencies: inout [UInt32]) -> Int32 {
    var best: Int32 = 0
    for shift in [0, PassageStep.window / 2] {
      var first = 0
      while first < sorted.count {
        let window = (sorted[first].position &+ shift) / PassageStep.window
        var end = first
        while end < sorted.count, (sorted[end].position &+ shift) / PassageStep.window == window {
          frequencies[sorted[end].term] += 1
          end += 1
        }
        var sum: Int32 = 0
        for event in sorted[first..<end] where frequencies[event.term] > 0 {
          sum += ScoreUnits.part(
            weight: terms[event.term].weight, frequency: frequencies[event.term],
            inverseLength: inverseLength)
          frequencies[event.term] = 0
        }
        best = max(best, sum)
        first = end
      }
    }
    return best
  }
}
