extension Searcher {
  /// How many of the documents that match have each value of some facts.
  ///
  /// All matches are counted, exactly: at `meaning` by the index alone, at stricter levels by the texts
  /// that the level looks at. The first time that a fact is asked for, a column is made of its postings;
  /// see <doc:ChoosingAndCounting> for what that costs.
  ///
  /// ```swift
  /// for facet in try searcher.facets(["kind", "year"], for: "Taipei") {
  ///   for value in facet.values { print(facet.name, value.value, value.count) }
  /// }
  /// ```
  ///
  /// - Parameters:
  ///   - names: `kind`, `language`, `date`, `city`, `work`, `path`, `source` or the name of an attribute;
  ///     `year` and `decade` of `date`, unless documents have facts of these names.
  ///   - query: what to look for.
  ///   - filter: facts that a document must have to be counted.
  ///   - level: how freely a text may be written to match.
  /// - Returns: a facet for each name, in their order.
  /// - Throws: `IndexError`: `badArgument` for a name that no document has; where the query is too long
  ///   or the index is damaged.
  public func facets(
    _ names: [String], for query: Query, filter: Filter = Filter(), level: MatchLevel = .meaning
  ) throws -> [Facet] {
    try withIndexErrors {
      let columns = try names.map { try column(existing: $0) }
      let found = try withAnalyzer { analyzer in
        var planner = QueryPlanner(
          analyzer: analyzer, weights: parameters, findsNeedles: level != .meaning)
        return try matches(
          planner.plan(query), sounds: level == .sound ? soundPlan(query, analyzer) : nil,
          at: level, filter: filter, analyzer: analyzer)
      }
      return zip(names, columns).map { Facet(name: $0, values: $1.counts(among: found)) }
    }
  }
}

extension Column {
  /// How many of some documents have each value, most frequent first.
  fileprivate func counts(among matches: MatchWalker) -> [Facet.Value] {
    var counts = [Int](repeating: 0, count: values.count + 1)
    for (number, documents) in matches.segments.enumerated() {
      let ordinals = segments[number]
      documents.forEach { counts[ordinals[$0]] += 1 }
    }
    // Values are in their order already, and equal counts keep it.
    return counts.indices.dropFirst().filter { counts[$0] > 0 }
      .sorted { (counts[$1], $0) < (counts[$0], $1) }
      .map { Facet.Value(value: values[$0 - 1], count: counts[$0]) }
  }
}
