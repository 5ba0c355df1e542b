/// How well a run answers the judged queries.
///
/// ```swift
/// let evaluation = Evaluation(of: try Run(parsing: run), by: try Judgments(parsing: qrels))
/// for (measure, mean) in zip(evaluation.measures, evaluation.means) { print(measure, mean) }
/// ```
///
/// Every query that has a judgment counts: one without results counts as 0, and so does one without
/// a relevant document. That is how `ir-measures` and `trec_eval -c` take the mean; `trec_eval`
/// alone leaves out queries without results, which flatters an engine that finds nothing.
public struct Evaluation: Sendable {
  /// What one query came to.
  public struct QueryResult: Sendable, Hashable {
    /// The query's id.
    public let query: String
    /// The values in the order of `measures`.
    public let values: [Double]
  }

  /// What was measured.
  public let measures: [Measure]
  /// The judged queries, in the order of the judgments.
  public let results: [QueryResult]
  /// The mean of each measure over all judged queries, in the order of `measures`; 0 where there
  /// are no judged queries.
  public let means: [Double]
  /// Judged queries that the run has no results for; each value of theirs is 0.
  public let unanswered: [String]
  /// Queries of the run that nobody judged; they count for nothing.
  public let unjudged: [String]

  /// Measures a run.
  ///
  /// - Parameters:
  ///   - run: what was answered.
  ///   - judgments: what is right.
  ///   - measures: what to measure.
  public init(of run: Run, by judgments: Judgments, measures: [Measure] = Measure.standard) {
    self.measures = measures
    results = judgments.queries.map { query in
      let documents = run.documents(of: query)
      let grades = judgments.grades(of: query)
      return QueryResult(
        query: query, values: measures.map { $0.value(of: documents, grades: grades) })
    }
    let results = results
    means = measures.indices.map { index in
      results.reduce(0) { $0 + $1.values[index] } / Double(max(results.count, 1))
    }
    let judged = Set(judgments.queries)
    let answered = Set(run.queries)
    unanswered = judgments.queries.filter { !answered.contains($0) }
    unjudged = run.queries.filter { !judged.contains($0) }
  }
}
