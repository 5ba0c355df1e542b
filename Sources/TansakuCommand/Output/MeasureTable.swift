import TansakuEvaluation

/// Measures for people and for scripts: names and values between tabs.
struct MeasureTable {
  private let evaluation: Evaluation
  private let isByQuery: Bool

  /// Shows the means, or before them each query's values too.
  init(_ evaluation: Evaluation, isByQuery: Bool) {
    self.evaluation = evaluation
    self.isByQuery = isByQuery
  }

  /// Shows them; on standard error, what did not fit together.
  func print(to output: Output) throws {
    if isByQuery {
      for result in evaluation.results {
        try print(result.values, before: "\(result.query)\t", output)
      }
    }
    try print(evaluation.means, before: isByQuery ? "all\t" : "", output)
    try output.flush()
    tell(evaluation.unanswered, "judged without an answer, counted as 0")
    tell(evaluation.unjudged, "answered without a judgment, not counted")
  }

  private func print(_ values: [Double], before label: String, _ output: Output) throws {
    for (measure, value) in zip(evaluation.measures, values) {
      try output.write("\(label)\(measure)\t\(fixed(value, 4))\n")
    }
  }

  private func tell(_ queries: [String], _ what: String) {
    if queries.isEmpty { return }
    let shown = queries.prefix(3).joined(separator: ", ") + (queries.count > 3 ? ", …" : "")
    Diagnostics.say("\(counted(queries.count, "query", "queries")) \(what): \(shown)")
  }
}
