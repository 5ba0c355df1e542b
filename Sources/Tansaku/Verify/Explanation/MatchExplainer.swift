import TansakuText

/// Says of each part of a query where a document has it, or what comes nearest.
struct MatchExplainer {
  let level: MatchLevel
  private let plan: QueryPlan
  private let sounds: QueryPlan?
  private let document: Document
  private let query: Query
  private let snapshot: Snapshot
  private let analyzer: Analyzer
  private let reading: DocumentReading

  init(
    _ plan: QueryPlan, sounds: QueryPlan?, level: MatchLevel, _ document: Document,
    _ query: Query, in snapshot: Snapshot, analyzer: Analyzer
  ) {
    self.plan = plan
    self.sounds = sounds
    self.level = level
    self.document = document
    self.query = query
    self.snapshot = snapshot
    self.analyzer = analyzer
    reading = DocumentReading(document, analyzer: analyzer)
  }

  /// The strictest level at which the document matches.
  func matchLevel() throws -> MatchLevel {
    try LevelMatcher(plan.parts, analyzer: analyzer).strictestLevel(of: document) ?? .meaning
  }

  /// A sentence for each part of the query: where the document has it, or that it has not.
  func foundSteps() throws -> [Explanation.Step] {
    var steps: [Explanation.Step] = []
    for part in plan.parts.groups.joined() { steps.append(try step(of: part)) }
    if let sounds {
      let others = sounds.needles.filter { !plan.needles.contains($0) }
      let surfaces = try reading.surfaces(of: others, level: .sound)
      if !surfaces.isEmpty {
        steps.append(
          .init(
            .found, part: query.description, "sounds like what is \(Self.written(surfaces))"))
      }
    }
    return steps
  }

  /// The sentences of a document that does not match: what it is kept out by, or for each part of the
  /// query what is missing and what comes nearest.
  func lostSteps() throws -> [Explanation.Step] {
    var steps: [Explanation.Step] = []
    for requirement in plan.requirements where try !isMet(requirement.condition) {
      steps.append(
        .init(.lost, part: "\(Query(requirement.node))", Self.sentence(requirement.node)))
    }
    if !steps.isEmpty { return steps }
    var isMissing = false
    for (number, parts) in plan.parts.groups.enumerated() where !isMissing {
      let found = try parts.map { try step(of: $0) }
      steps += found
      if found.contains(where: { $0.kind == .found }) { continue }
      let which =
        plan.parts.groups.count > 1
        ? "Nothing of part \(number + 1) of \(plan.parts.groups.count)" : "Nothing of the query"
      steps.append(.init(.lost, "\(which) is in the document at the level \(level)."))
      isMissing = true
    }
    if !isMissing {
      steps.append(
        .init(
          .lost,
          "Each part is there, but not in the field, the order or the nearness that the query asks for."
        ))
    }
    if level < .sound, !steps.isEmpty {
      let plan = try QueryPlans.sounds(query, in: snapshot, by: analyzer)
      var filter = Filter()
      filter.id = document.id
      if plan != self.plan,
        !(try Ranker(snapshot).rank(plan, limit: 1, skip: 0, filter: filter, counting: .never).hits
          .isEmpty)
      {
        steps.append(.init(.absent, "At the level sound it matches."))
      }
    }
    return steps
  }

  private func isMet(_ condition: Condition) throws -> Bool {
    var plan = QueryPlan()
    plan.terms = self.plan.terms
    plan.groups = [[.tree(condition)]]
    var filter = Filter()
    filter.id = document.id
    return try !Ranker(snapshot).rank(plan, limit: 1, skip: 0, filter: filter, counting: .never)
      .hits
      .isEmpty
  }

  // MARK: Sentences

  private static func sentence(_ node: Query.Node) -> String {
    if case .not(let excluded) = node {
      return "The document has \(Query(excluded)), which the query leaves out."
    }
    return "The document has not what the query requires: \(Query(node))."
  }

  private func step(of part: QueryPart) throws -> Explanation.Step {
    let surfaces = try reading.surfaces(of: part)
    let matching = surfaces.filter { $0.level <= level }
    let typed = part.form.exact + (part.isBeginning ? "…" : "")
    if !matching.isEmpty {
      return .init(.found, part: typed, "\(Self.meaning(of: part))\(Self.written(matching))")
    }
    if let nearest = surfaces.first {
      return .init(
        .absent, part: typed,
        "\(Self.written([nearest])): matches at the level \(nearest.level), not at \(level)")
    }
    guard let miss = try reading.nearMiss(of: part) else {
      return .init(.absent, part: typed, "\(Self.meaning(of: part))not in the text in any form")
    }
    return .init(.absent, part: typed, Self.sentence(miss, part))
  }

  private static func sentence(
    _ miss: (words: String, cities: [UInt32]), _ part: QueryPart
  ) -> String {
    let whole = miss.words.filter { $0 != "|" }
    let cut = miss.words.contains("|") ? "ICU's words there are \(miss.words)" : "it is one word"
    guard let entity = part.targets.compactMap(\.needle.meaning).first else {
      return "\(whole) in the text holds the letters, but \(cut), and letters are found as "
        + "whole words: not matched"
    }
    let named = miss.cities.compactMap { CityTable.shared.city($0)?.name }
    let other = named.isEmpty ? "" : "; the city named there is \(named.joined(separator: ", "))"
    return "\(whole) in the text holds the characters, but \(cut), and no \(entity) is named "
      + "there\(other): not matched; put it in quotes to find characters"
  }

  private static func meaning(of part: QueryPart) -> String {
    part.targets.compactMap(\.needle.meaning).first.map { "\($0): " } ?? ""
  }

  private static func times(_ count: Int) -> String {
    switch count {
    case 1: "once"
    case 2: "twice"
    default: "\(count) times"
    }
  }

  private static func written(_ surfaces: [DocumentReading.Surface]) -> String {
    "written "
      + surfaces.prefix(8).map { surface in
        "\(surface.text) (\(times(surface.count)))"
      }.joined(separator: ", ") + (surfaces.count > 8 ? ", …" : "")
  }
}

extension Needle {
  /// What is meant, for people; nil where only characters are.
  fileprivate var meaning: String? {
    switch self {
    case .city(let id):
      "city \(CityTable.shared.city(id)?.name ?? "") (GeoNames \(id))"
    case .concept: "alias"
    case .date(let value): "date \(value.text)"
    case .span: "date within what is asked for"
    case .number(let value, let isOrdinal): isOrdinal ? "ordinal \(value)" : "number \(value)"
    case .run, .word, .pattern, .gaps, .fuzzy: nil
    }
  }
}
