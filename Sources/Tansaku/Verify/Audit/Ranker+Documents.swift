import TansakuText

extension Ranker {
  /// The documents that a query finds, by segment and in order: all of them, on the road that a search
  /// takes.
  func documents(matching query: Query, analyzer: Analyzer) throws -> [[UInt32]] {
    var planner = QueryPlanner(
      analyzer: analyzer, weights: snapshot.parameters, findsNeedles: false)
    let plan = try planner.plan(query)
    var found = [[UInt32]](repeating: [], count: snapshot.segments.count)
    let ranking = try rank(
      plan, limit: snapshot.documentCount, skip: 0, filter: Filter(), counting: .never)
    for hit in ranking.hits { found[hit.segment].append(hit.document) }
    for segment in found.indices { found[segment].sort() }
    return found
  }
}
