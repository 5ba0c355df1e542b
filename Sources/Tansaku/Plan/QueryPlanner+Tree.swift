import TansakuText

/// How the nodes of a query are joined.
extension QueryPlanner {
  /// Adds a whole query: what must be met by any leaf of each group, and what is asked only about
  /// who meets that.
  mutating func addTree(_ root: Query.Node) throws {
    var trees: [QueryParts.Tree] = []
    try root.forEachConjunct { node in
      switch node {
      case .not, .fact:
        guard let condition = try condition(of: node)?.condition else { return }
        plan.requirements.append(QueryPlan.Requirement(condition: condition, node: node))
      default:
        guard let found = try alternatives(of: node) else { return }
        if !plan.groups.contains(found.leaves) { plan.groups.append(found.leaves) }
        if let tree = found.tree { trees.append(tree) }
      }
    }
    plan.parts.tree = .all(trees)
    // Something must lead to the documents.
    if plan.groups.isEmpty, !plan.requirements.isEmpty {
      let leading = plan.requirements.first { $0.node.isFact }?.condition ?? .everything
      plan.groups = [[.tree(leading)]]
    }
  }

  /// A part of a query: the ways to match it, any of which will do, and what finds it in a text.
  struct Alternatives {
    var leaves: [QueryPlan.Leaf]
    var tree: QueryParts.Tree?
  }

  /// Adds a part of a query; nil where it asks for nothing, for it has no letter and no digit.
  mutating func alternatives(of node: Query.Node) throws -> Alternatives? {
    switch node {
    case .words, .phrase, .date, .pattern, .fuzzy: return try alternatives(ofText: [node])
    case .any(let nodes) where nodes.allSatisfy(\.isText): return try alternatives(ofText: nodes)
    case .any(let nodes):
      let found = try nodes.compactMap { try alternatives(of: $0) }
      if found.isEmpty { return nil }
      var leaves: [QueryPlan.Leaf] = []
      for leaf in found.flatMap(\.leaves) where !leaves.contains(leaf) { leaves.append(leaf) }
      let trees = found.compactMap(\.tree)
      // What matches by a fact alone matches however anything is written.
      return Alternatives(leaves: leaves, tree: trees.count == found.count ? .any(trees) : nil)
    case .boosted(let node, let factor):
      let outer = boost
      boost = try boost(by: factor)
      defer { boost = outer }
      return try alternatives(of: node)
    case .field(let wanted, let node):
      let outer = field
      field = wanted
      defer { field = outer }
      return try alternatives(of: node)
    case .all, .not, .near, .fact:
      return try condition(of: node).map {
        Alternatives(leaves: [.tree($0.condition)], tree: $0.tree)
      }
    }
  }

  /// What the scores of a part are multiplied by that has a factor of its own.
  ///
  /// Factors of groups within groups are bounded together, so that a sum of scores stays a number.
  ///
  /// - Throws: `IndexError` with the code `badQuery` for what is no factor.
  func boost(by factor: Float) throws -> Float {
    guard QueryFactor.allowed(factor) else {
      throw IndexError(
        code: .badQuery,
        message: "A factor is more than 0 and at most 1000; here it is \(factor).")
    }
    return min(boost * factor, QueryFactor.largest * QueryFactor.largest)
  }

  /// Adds a part of a query as a condition; nil where it asks for nothing.
  mutating func condition(
    of node: Query.Node
  ) throws -> (condition: Condition, tree: QueryParts.Tree?)? {
    switch node {
    case .all(let nodes):
      let found = try nodes.compactMap { try condition(of: $0) }
      return found.isEmpty
        ? nil : (.all(found.map(\.condition)), .all(found.compactMap(\.tree)))
    case .not(let node):
      // Nothing that is kept out counts for the score, nor is it shown; within a field some of it is
      // found again in the text.
      var planner = QueryPlanner(
        analyzer: analyzer, weights: weights, findsNeedles: field != nil)
      planner.takesWholeWords = takesWholeWords
      // What is kept out is what was named.
      planner.matchesForms = false
      planner.field = field
      let excluded = try planner.plan(Query(node))
      return excluded.isEmpty ? nil : (.not(excluded.condition), nil)
    case .near(let nodes, let distance): return try near(nodes, distance: distance)
    case .fact(let name, let value): return (try condition(ofFact: name, value), nil)
    default:
      guard let found = try alternatives(of: node) else { return nil }
      let leaves = found.leaves.map(Condition.leaf)
      return (leaves.count == 1 ? leaves[0] : .any(leaves), found.tree)
    }
  }

  /// Adds texts of which a document must match any, as one group.
  private mutating func alternatives(ofText nodes: [Query.Node]) throws -> Alternatives? {
    let outerLeaves = exchange(&leaves, with: [])
    let outerParts = exchange(&parts, with: [])
    defer {
      leaves = outerLeaves
      parts = outerParts
    }
    for node in nodes { try addText(node) }
    if leaves.isEmpty { return nil }
    for index in parts.indices { parts[index].field = field ?? nearField }
    // Most queries name no field: the closure, which copies the planner, is theirs alone.
    if let field { leaves = leaves.map { restricted($0, to: field) } }
    return Alternatives(
      leaves: leaves, tree: parts.isEmpty ? nil : .group(plan.parts.number(of: parts)))
  }

  private mutating func addText(_ node: Query.Node) throws {
    switch node {
    case .words(let text): try addWords(text)
    case .phrase(let text):
      try analyzer.withAnalysis { analyzed in
        try analyzer.analyze(text, into: &analyzed)
        addPhrase(analyzed)
      }
    case .pattern(let text): try addPattern(PatternText(text, analyzer), typed: text)
    case .fuzzy(let text, let edits): try addFuzzy(text, edits: edits)
    case .date(let text):
      if let span = try DateText.span(of: text, by: analyzer) {
        addSpan(span, writtenAs: try analyzer.analyze(text))
      } else {
        try addWords(text)
      }
    case .boosted, .field, .fact, .near, .all, .any, .not: break
    }
    if let speller, let text = node.soundText {
      try addSounds(of: analyzer.analyze(text), speller)
    }
  }

  /// A leaf of the part at hand, where it must stand in a field.
  private func restricted(_ leaf: QueryPlan.Leaf, to field: Field) -> QueryPlan.Leaf {
    switch leaf {
    case .phrase(let phrase, _): return .tree(.phrase(phrase, in: field))
    case .term(let number):
      let term = plan.terms[number]
      if term.selectors.count == 1, let selector = term.selectors.first, !takesWholeWords,
        selector.layer == .word
      {
        let element = Phrase.Element(selector: selector, offset: 0)
        return .tree(.phrase(Phrase(elements: [element]), in: field))
      }
      // What has no positions is found again in the text.
      return .tree(.text(.found(partNeedles, in: field), among: .leaf(leaf)))
    case .tree(.text(.found(let needles, _), let others)):
      return .tree(.text(.found(needles, in: field), among: others))
    case .tree: return leaf
    }
  }

  /// What finds the part at hand in a text.
  var partNeedles: [Needle] { parts.flatMap { $0.targets.map(\.needle) } }
}

extension Query.Node {
  /// Calls `body` with the nodes that must all be met.
  func forEachConjunct(_ body: (Query.Node) throws -> Void) rethrows {
    guard case .all(let nodes) = self else { return try body(self) }
    for node in nodes { try node.forEachConjunct(body) }
  }

  /// Whether this is a text to be found, alone.
  var isText: Bool {
    switch self {
    case .words, .phrase, .pattern, .fuzzy, .date: true
    case .fact, .field, .near, .all, .any, .not, .boosted: false
    }
  }

  var isFact: Bool { if case .fact = self { true } else { false } }

  /// Whether words are asked for, to be ranked by.
  var hasWords: Bool {
    switch self {
    case .words: true
    case .phrase, .pattern, .fuzzy, .date, .fact, .near, .not: false
    case .field(_, let node), .boosted(let node, _): node.hasWords
    case .all(let nodes), .any(let nodes): nodes.contains(where: \.hasWords)
    }
  }

  /// Whether a text may have to be read to tell whether a document matches, as far as is known
  /// before the query is analyzed: see `QueryPlanner.lacksNeedles`.
  var readsTexts: Bool {
    switch self {
    case .words, .phrase, .fuzzy, .date, .fact: false
    case .pattern, .field: true
    case .near(let nodes, _): nodes.contains(where: \.readsTexts)
    case .not(let node), .boosted(let node, _): node.readsTexts
    case .all(let nodes), .any(let nodes): nodes.contains(where: \.readsTexts)
    }
  }

  /// Whether the tree has more than so many levels; takes stack in proportion to the limit.
  func isDeeper(than limit: Int) -> Bool {
    if limit == 0 { return true }
    return switch self {
    case .words, .phrase, .pattern, .fuzzy, .date, .fact: false
    case .field(_, let inner), .boosted(let inner, _), .not(let inner):
      inner.isDeeper(than: limit - 1)
    case .near(let nodes, _), .all(let nodes), .any(let nodes):
      nodes.contains { $0.isDeeper(than: limit - 1) }
    }
  }

  /// The bytes of UTF-8 of all texts.
  var textLength: Int {
    switch self {
    case .words(let text), .phrase(let text), .pattern(let text), .fuzzy(let text, _),
      .date(let text):
      text.utf8.count
    case .fact(let name, let value): name.utf8.count + value.text.utf8.count
    case .field(_, let node), .boosted(let node, _), .not(let node): node.textLength
    case .near(let nodes, _), .all(let nodes), .any(let nodes):
      nodes.reduce(0) { $0 + $1.textLength }
    }
  }

  /// What may be written otherwise and sound the same.
  fileprivate var soundText: String? {
    switch self {
    case .words(let text), .phrase(let text), .date(let text): text
    default: nil
    }
  }
}

extension Query.FactValue {
  /// The value as typed.
  var text: String {
    switch self {
    case .equal(let text), .pattern(let text), .expression(let text): text
    }
  }
}
