import TansakuText

/// Parts of a query that stand near each other.
extension QueryPlanner {
  /// One part.
  private struct Operand {
    /// What every document meets that has the part.
    var candidates: Condition
    /// The phrases of which any is the part; nil where positions in the index do not tell.
    var phrases: [PlacedPhrase]?
    /// What finds it in a text.
    var needles: [Needle]
    var tree: QueryParts.Tree?
  }

  /// Adds parts that stand near each other; nil where they ask for nothing.
  ///
  /// - Throws: `IndexError` with the code `badQuery` for what cannot stand near anything.
  mutating func near(
    _ nodes: [Query.Node], distance: Int
  ) throws -> (condition: Condition, tree: QueryParts.Tree?)? {
    guard nodes.count <= QueryLimits.nearParts else {
      throw IndexError(
        code: .badQuery,
        message: "NEAR joins at most \(QueryLimits.nearParts) parts; here are \(nodes.count).")
    }
    // A query that was not typed may say any number.
    let distance = min(max(distance, 0), QueryLimits.nearDistance)
    let operands = try nodes.compactMap { try operand($0) }
    if operands.isEmpty { return nil }
    var tree: QueryParts.Tree?
    if findsNeedles {
      let groups = operands.map { $0.tree?.groups ?? [] }
      if !groups.contains(where: { $0.isEmpty }) {
        tree = .near(
          plan.parts.number(
            of: QueryParts.Nearness(parts: groups, distance: distance, field: field)))
      }
    }
    let phrases = operands.compactMap { $0.phrases }
    if phrases.count == operands.count {
      return (.near(phrases, distance: distance, in: field), tree)
    }
    if !findsNeedles { lacksNeedles = true }
    return (
      .text(
        .near(operands.map(\.needles), distance: distance, in: field),
        among: .all(operands.map(\.candidates))), tree
    )
  }

  private mutating func operand(_ node: Query.Node) throws -> Operand? {
    switch node {
    case .words(let text), .phrase(let text):
      guard let run = try run(text) else { return nil }
      if run.isOneThing, !takesWholeWords, case .words = node {
        return try operand(ofText: node, phrases: nil)
      }
      return try operand(ofText: .phrase(text), phrases: [run.phrase])
    case .pattern(let text):
      return try operand(ofText: node, phrases: PatternText(text, analyzer).phrase.map { [$0] })
    case .fuzzy(let text, let edits):
      guard let word = try fuzzyWord(text) else { return try operand(.phrase(text)) }
      let element = Phrase.Element(
        selector: .fuzzy(.word, word, edits: QueryLimits.allowed(edits: edits)), offset: 0)
      let phrase = Phrase(elements: [element])
      return try operand(ofText: node, phrases: [PlacedPhrase(phrase: phrase, length: 1)])
    case .any(let nodes):
      let operands = try nodes.compactMap { try operand($0) }
      if operands.isEmpty { return nil }
      let phrases = operands.compactMap(\.phrases)
      return Operand(
        candidates: .any(operands.map(\.candidates)),
        phrases: phrases.count == operands.count ? phrases.flatMap { $0 } : nil,
        needles: operands.flatMap(\.needles), tree: .any(operands.compactMap(\.tree)))
    case .boosted(let node, let factor):
      let outer = boost
      boost = try boost(by: factor)
      defer { boost = outer }
      return try operand(node)
    case .date, .fact, .field, .near, .all, .not:
      throw IndexError(
        code: .badQuery,
        message:
          "NEAR joins words, phrases, patterns and OR of those; \(Query(node)) is none of them."
      )
    }
  }

  private mutating func operand(
    ofText node: Query.Node, phrases: [PlacedPhrase]?
  ) throws -> Operand? {
    // Where it stands is asked of all parts together; only what is shown must know the field.
    let (outer, outerNear) = (field, nearField)
    (field, nearField) = (nil, field)
    defer { (field, nearField) = (outer, outerNear) }
    guard let found = try alternatives(of: node) else { return nil }
    var needles: [Needle] = []
    if case .group(let number) = found.tree {
      needles = plan.parts.groups[number].flatMap { $0.targets.map(\.needle) }
    }
    return Operand(
      candidates: .any(found.leaves.map(Condition.leaf)), phrases: phrases, needles: needles,
      tree: found.tree)
  }

  /// What is known of a part that is a run of characters.
  private struct Run {
    var phrase: PlacedPhrase
    /// Whether it names one thing and nothing else: a city, a date, a number, a concept.
    var isOneThing: Bool
  }

  /// What is known of a text as a run of characters; nil where it has no letter and no digit.
  private func run(_ text: String) throws -> Run? {
    try analyzer.withAnalysis { analyzed in
      try analyzer.analyze(text, into: &analyzed)
      let units = analyzed.units(in: 0..<analyzed.folded.scalars.count)
      guard let first = units.first, let last = units.last else { return nil }
      let whole = first.range.lowerBound..<last.range.upperBound
      let isOneThing =
        analyzed.cities.contains { $0.range == whole }
        || analyzed.dates.contains { $0.range == whole }
        || analyzed.numbers.contains { $0.range == whole }
        || analyzed.concepts.contains { $0.range == whole }
      let phrase = PlacedPhrase(
        phrase: Phrase(whole, of: analyzed), length: last.position - first.position + 1)
      return Run(phrase: phrase, isOneThing: isOneThing)
    }
  }
}
