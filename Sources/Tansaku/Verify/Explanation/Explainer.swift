import TansakuText

/// Tells why a document is a hit for a query, or why not.
struct Explainer {
  private let snapshot: Snapshot
  private let analyzer: Analyzer
  private let ranker: Ranker

  init(_ snapshot: Snapshot, _ analyzer: Analyzer) {
    self.snapshot = snapshot
    self.analyzer = analyzer
    ranker = Ranker(snapshot)
  }

  /// Why a document is a hit for a query, or why not.
  func explain(
    id: String, _ query: Query, filter: Filter, level: MatchLevel
  ) throws -> Explanation {
    let plans = try QueryPlans(query, at: level, in: snapshot, by: analyzer)
    guard let place = try snapshot.place(of: id) else {
      let text = "No document of the index has the id \(id)."
      return Explanation(id: id, level: level, lost: [.init(.lost, text)])
    }
    if plans.widest.isEmpty {
      let text = "The query has no letter and no digit to search for."
      return Explanation(id: id, level: level, lost: [.init(.lost, text)])
    }
    let document = try snapshot.document(at: place)
    if let lost = try filterStep(filter, document, place) {
      return Explanation(id: id, level: level, lost: [lost])
    }
    let explainer = MatchExplainer(
      plans.plan, sounds: plans.sounds, level: level, document, query, in: snapshot,
      analyzer: analyzer)
    var alone = filter
    alone.id = id
    let found = try ranker.rank(
      plans, limit: 1, skip: 0, filter: alone, counting: .never, analyzer: analyzer)
    guard !found.hits.isEmpty else {
      return Explanation(id: id, level: level, lost: try explainer.lostSteps())
    }
    return found.soundCount > 0
      ? try explainSound(place, id: id, plans, filter, explainer)
      : try explainMatch(place, document, id: id, plans.plan, filter, explainer)
  }

  /// What is said where a filter keeps a document out.
  private func filterStep(
    _ filter: Filter, _ document: Document, _ place: DocumentPlace
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
    _ filter: Filter, _ place: DocumentPlace
  ) throws -> Bool {
    let damage = DamageReport()
    let context = try SegmentContext(
      QueryPlan(),
      SegmentTerms(snapshot.segments[place.segment], cache: snapshot.unions, damage: damage),
      number: place.segment, of: snapshot, filter: ResolvedFilter(filter, in: snapshot),
      damage: damage)
    let passes = try context.gate().passes(place.document)
    try damage.check()
    return passes
  }

  // MARK: Scores

  private func explainMatch(
    _ place: DocumentPlace, _ document: Document, id: String, _ plan: QueryPlan,
    _ filter: Filter, _ explainer: MatchExplainer
  ) throws -> Explanation {
    // Only the best gain by how they are written.
    var gains: (([TermPart]) -> [Int32])?
    var steps = try explainer.foundSteps()
    let level = explainer.level
    if level >= .variant, !plan.forms.isEmpty {
      let best = try ranker.rankVerified(
        plan, at: min(level, .meaning), limit: snapshot.parameters.exactFormDepth, filter: filter,
        counting: .never, analyzer: analyzer)
      if best.hits.contains(where: {
        $0.segment == place.segment && $0.document == place.document
      }) {
        let forms = try ExactForms(plan, in: snapshot, analyzer: analyzer)
        gains = { forms.gains(of: $0, in: document) }
      } else {
        steps.append(
          .init(
            .score,
            "Not among the best \(snapshot.parameters.exactFormDepth), which gain by being written as the "
              + "query is."))
      }
    }
    let best = try ranker.rank(
      plan, limit: PassageStep.depth, skip: 0, filter: filter, counting: .never)
    let parts = try ScoreExplainer(plan, in: snapshot).parts(
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
    _ place: DocumentPlace, id: String, _ plans: QueryPlans, _ filter: Filter,
    _ explainer: MatchExplainer
  ) throws -> Explanation {
    // How far below the others it comes depends on all of them.
    let all = try ranker.rank(
      plans, limit: snapshot.documentCount, skip: 0, filter: filter, counting: .never,
      analyzer: analyzer)
    let hit = all.hits.first {
      $0.segment == place.segment && $0.document == place.document
    }
    let plain = try ScoreExplainer(plans.widest, in: snapshot).parts(
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
