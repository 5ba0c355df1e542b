import TansakuText

extension Searcher {
  /// Why a document is a hit for what a person typed, or why not.
  ///
  /// - Parameters:
  ///   - id: The document's id.
  ///   - typed: Words and phrases; see `Query`.
  ///   - filter: Facts that a document must have to be a hit.
  ///   - level: How freely a text may be written to match.
  /// - Returns: Each step from the query to the score, or to what lost the document.
  /// - Throws: `IndexError` where the query is too long or the index is damaged.
  public func explain(
    id: String, _ typed: String, filter: Filter = Filter(), level: MatchLevel = .meaning
  ) throws -> Explanation {
    try explain(id: id, Query(typed), filter: filter, level: level)
  }

  /// Why a document is a hit for a query, or why not.
  ///
  /// What is said of the score holds for a search with the same filter and level. Takes as long as
  /// some searches.
  ///
  /// - Parameters:
  ///   - id: The document's id.
  ///   - query: What was looked for.
  ///   - filter: Facts that a document must have to be a hit.
  ///   - level: How freely a text may be written to match.
  /// - Returns: Each step from the query to the score, or to what lost the document.
  /// - Throws: `IndexError` where the query is too long or the index is damaged.
  public func explain(
    id: String, _ query: Query, filter: Filter = Filter(), level: MatchLevel = .meaning
  ) throws -> Explanation {
    try withIndexErrors {
      try withAnalyzer { analyzer in
        var planner = QueryPlanner(analyzer: analyzer, weights: parameters)
        let plan = try planner.plan(query)
        let sounds = level == .sound ? try soundPlan(query, analyzer) : nil
        guard let place = try place(of: id) else {
          let text = "No document of the index has the id \(id)."
          return Explanation(id: id, level: level, lost: [.init(.lost, text)])
        }
        if (sounds ?? plan).isEmpty {
          let text = "The query has no letter and no digit to search for."
          return Explanation(id: id, level: level, lost: [.init(.lost, text)])
        }
        let document = try segments[place.segment].stored.document(place.document)
        if let lost = try filterStep(filter, document, place) {
          return Explanation(id: id, level: level, lost: [lost])
        }
        let explainer = MatchExplainer(
          plan, sounds: sounds, level: level, document, query, in: self, analyzer: analyzer)
        var alone = filter
        alone.id = id
        let found = try rank(
          plan, sounds: sounds, at: level, limit: 1, skip: 0, filter: alone, counting: .never,
          analyzer: analyzer)
        guard !found.hits.isEmpty else {
          return Explanation(id: id, level: level, lost: try explainer.lostSteps())
        }
        return found.soundCount > 0
          ? try explainSound(
            place, id: id, plan, sounds ?? plan, filter, explainer, analyzer)
          : try explainMatch(place, document, id: id, plan, filter, explainer, analyzer)
      }
    }
  }

  /// Where a document is.
  private func place(of id: String) throws -> (segment: Int, document: UInt32)? {
    for (number, segment) in segments.enumerated().reversed() {
      if let document = try segment.find(id: id) { return (number, document) }
    }
    return nil
  }

  /// What is said where a filter keeps a document out.
  private func filterStep(
    _ filter: Filter, _ document: Document, _ place: (segment: Int, document: UInt32)
  ) throws -> Explanation.Step? {
    var facts: [(String, String)] = []
    document.forEachFact { facts.append(($0, $1)) }
    func has(_ name: String) -> String {
      facts.first { $0.0 == name }.map { "is \($0.1)" } ?? "is not given"
    }
    for (name, wanted) in filter.facts.sorted(by: { $0.key < $1.key })
    where try !passes(Filter([name: wanted]), place) {
      return .init(
        .lost,
        "Filtered out: \(name) must be \(wanted.joined(separator: " or ")); here it \(has(name)).")
    }
    for (name, unwanted) in filter.excluded.sorted(by: { $0.key < $1.key })
    where try !passes(Filter(excluding: [name: unwanted]), place) {
      return .init(
        .lost,
        "Filtered out: \(name) must not be \(unwanted.joined(separator: " or ")); here it "
          + "\(has(name)).")
    }
    return nil
  }

  /// Whether a filter lets a document pass.
  private func passes(
    _ filter: Filter, _ place: (segment: Int, document: UInt32)
  ) throws -> Bool {
    let damage = DamageReport()
    let context = try SegmentContext(
      QueryPlan(), SegmentTerms(segments[place.segment], cache: unions, damage: damage),
      number: place.segment, of: self, filter: ResolvedFilter(filter, in: self), damage: damage)
    let passes = try context.gate().passes(place.document)
    try damage.check()
    return passes
  }

  // MARK: Scores

  private func explainMatch(
    _ place: (segment: Int, document: UInt32), _ document: Document, id: String, _ plan: QueryPlan,
    _ filter: Filter, _ explainer: MatchExplainer, _ analyzer: Analyzer
  ) throws -> Explanation {
    // Only the best gain by how they are written.
    var gains: (([TermPart]) -> [Int32])?
    var steps = try explainer.foundSteps()
    let level = explainer.level
    if level >= .variant, !plan.forms.isEmpty {
      let best = try rankVerified(
        plan, at: min(level, .meaning), limit: parameters.exactFormDepth, filter: filter,
        counting: .never, analyzer: analyzer)
      if best.hits.contains(where: {
        $0.segment == place.segment && $0.document == place.document
      }) {
        let forms = try ExactForms(plan, in: self, analyzer: analyzer)
        gains = { forms.gains(of: $0, in: document) }
      } else {
        steps.append(
          .init(
            .score,
            "Not among the best \(parameters.exactFormDepth), which gain by being written as the "
              + "query is."))
      }
    }
    let best = try rank(
      plan, limit: PassageStep.depth, skip: 0, filter: filter, counting: .never)
    let parts = try ScoreExplainer(plan, in: self).parts(
      of: place.document, segment: place.segment, bonus: gains,
      isAmongBest: best.hits.contains {
        $0.segment == place.segment && $0.document == place.document
      }, shift: 1)
    return Explanation(
      id: id, level: level,
      match: .init(level: try explainer.matchLevel(), score: parts.total), steps: steps,
      parts: parts)
  }

  private func explainSound(
    _ place: (segment: Int, document: UInt32), id: String, _ plan: QueryPlan,
    _ sounds: QueryPlan, _ filter: Filter, _ explainer: MatchExplainer, _ analyzer: Analyzer
  ) throws -> Explanation {
    // How far below the others it comes depends on all of them.
    let all = try rank(
      plan, sounds: sounds, at: .sound, limit: documentCount, skip: 0, filter: filter,
      counting: .never, analyzer: analyzer)
    let hit = all.hits.first {
      $0.segment == place.segment && $0.document == place.document
    }
    let plain = try ScoreExplainer(sounds, in: self).parts(
      of: place.document, segment: place.segment, bonus: nil, isAmongBest: false, shift: 1)
    let total = plain.total
    let shift = total > 0 ? (hit?.score ?? total) / total : 1
    var steps = try explainer.foundSteps()
    steps.append(
      .init(
        .score,
        "It only sounds like the query"
          + (shift < 1
            ? ": all parts are divided by \(Int(1 / shift)), so that it comes below all matches."
            : ", and nothing matches otherwise.")))
    let parts = plain.map { part in
      var part = part
      part.score *= shift
      return part
    }
    return Explanation(
      id: id, level: .sound, match: .init(level: .sound, score: parts.total), steps: steps,
      parts: parts)
  }
}

extension [Explanation.Part] {
  /// The sum of the parts and what they gain; exact in any order, for all are multiples of one unit.
  var total: Float { reduce(0) { $0 + $1.score + $1.bonus } }
}
