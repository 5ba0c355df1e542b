import TansakuText

extension Facet {
  /// How many of the documents that match have each value of some facts, which documents must have.
  static func counts(
    of names: [String], for query: Query, filter: Filter, level: MatchLevel, in snapshot: Snapshot,
    analyzer: Analyzer
  ) throws -> [Facet] {
    let columns = try names.map { try snapshot.column(existing: $0) }
    let plans = try QueryPlans(
      query, at: level, in: snapshot, by: analyzer, findsNeedles: level != .meaning)
    let found = try MatchingDocuments(plans, filter: filter, in: snapshot, analyzer: analyzer)
    return zip(names, columns).map { Facet(name: $0, values: $1.counts(among: found)) }
  }
}

extension Column {
  /// How many of some documents have each value, most frequent first.
  fileprivate func counts(among matches: MatchingDocuments) -> [Facet.Value] {
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
