import TansakuText

/// The plans of a query at a level.
struct QueryPlans {
  let level: MatchLevel
  /// What the query looks for.
  let plan: QueryPlan
  /// The same with what sounds like it, at the level `sound`; it matches whatever `plan` matches.
  let sounds: QueryPlan?

  /// The plan that matches the most.
  var widest: QueryPlan { sounds ?? plan }

  /// Plans a query.
  ///
  /// - Parameters:
  ///   - query: What to look for.
  ///   - level: How freely a text may be written to match.
  ///   - snapshot: Where it is looked for.
  ///   - analyzer: Analyzes the texts of the query.
  ///   - findsNeedles: Whether the plan must tell what to show in a text and how it is written.
  /// - Throws: `IndexError` if the query is too long, or asks for what cannot be found out;
  ///   `StorageError` if the index is damaged.
  init(
    _ query: Query, at level: MatchLevel, in snapshot: Snapshot, by analyzer: Analyzer,
    findsNeedles: Bool = true
  ) throws {
    self.level = level
    var planner = QueryPlanner(
      analyzer: analyzer, weights: snapshot.parameters, findsNeedles: findsNeedles)
    plan = try planner.plan(query)
    sounds = level == .sound ? try QueryPlans.sounds(query, in: snapshot, by: analyzer) : nil
  }

  /// The plan of a query with what sounds like it.
  static func sounds(
    _ query: Query, in snapshot: Snapshot, by analyzer: Analyzer
  ) throws -> QueryPlan {
    var planner = QueryPlanner(
      analyzer: analyzer, weights: snapshot.parameters, speller: SoundSpeller(snapshot.segments))
    var plan = try planner.plan(query)
    plan.looksAtPassages = false
    return plan
  }
}
