import TansakuEvaluation

/// Measures for people and for scripts: names and values between tabs.
struct MeasureTable: EvaluationPrinter {
  func print(_ runs: [EvaluatedRun], isByQuery: Bool, to output: Output) throws {
    guard let first = runs.first?.evaluation else { return }
    // One run needs no heading, and many scripts take its figures by name.
    if runs.count > 1 {
      let heading = (isByQuery ? ["query"] : []) + ["measure"] + runs.map(\.name)
      try output.write(heading.map { $0.withoutControls() }.joined(separator: "\t") + "\n")
    }
    if isByQuery {
      for (row, result) in first.results.enumerated() {
        let values = runs.map { $0.evaluation.results[row].values }
        try print(values, of: first.measures, before: "\(result.query)\t", output)
      }
    }
    try print(
      runs.map(\.evaluation.means), of: first.measures, before: isByQuery ? "all\t" : "", output)
  }

  func print(
    _ comparison: PairedComparison, of name: String, against other: String, to output: Output
  ) throws {
    try output.write("measure\trun\tagainst\tdifference\tlow\thigh\n")
    for one in comparison.differences {
      let values = [one.value, one.otherValue, one.difference, one.low, one.high]
      try output.write("\(one.measure)\t\(values.map { fixed($0, 4) }.joined(separator: "\t"))\n")
    }
    try output.flush()
    Diagnostics.say(
      """
      means of \(counted(comparison.queryCount, "judged query", "judged queries")), \(name) minus \
      \(other), and the interval that holds 95 % of \(grouped(comparison.resamples)) resamples \
      (seed \(comparison.seed))
      """)
  }

  private func print(
    _ values: [[Double]], of measures: [Measure], before label: String, _ output: Output
  ) throws {
    for (index, measure) in measures.enumerated() {
      let row = values.map { fixed($0[index], 4) }.joined(separator: "\t")
      try output.write("\(label)\(measure)\t\(row)\n")
    }
  }
}
