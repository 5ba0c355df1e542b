import Tansaku
import TansakuEvaluation

/// Measures for a program: JSON Lines, one object a run, or a query of a run, or a comparison.
struct JSONMeasures: EvaluationPrinter {
  func print(_ runs: [EvaluatedRun], isByQuery: Bool, to output: Output) throws {
    for run in runs {
      let evaluation = run.evaluation
      for result in isByQuery ? evaluation.results : [] {
        var object = JSONObject()
        object.set("type", "query")
        object.set("run", run.name)
        object.set("query", result.query)
        object.set("values", values(result.values, of: evaluation.measures))
        try output.write(object.line)
      }
      var object = JSONObject()
      object.set("type", "run")
      object.set("run", run.name)
      object.set("values", values(evaluation.means, of: evaluation.measures))
      object.set("queries", evaluation.results.count)
      object.set("unanswered", evaluation.unanswered.count)
      object.set("unjudged", evaluation.unjudged.count)
      try output.write(object.line)
    }
  }

  func print(
    _ comparison: PairedComparison, of name: String, against other: String, to output: Output
  ) throws {
    for one in comparison.differences {
      var object = JSONObject()
      object.set("type", "difference")
      object.set("measure", one.measure.description)
      object.set("run", name)
      object.set("against", other)
      object.set("value", one.value, places: 6)
      object.set("againstValue", one.otherValue, places: 6)
      object.set("difference", one.difference, places: 6)
      object.set("low", one.low, places: 6)
      object.set("high", one.high, places: 6)
      object.set("confidence", PairedComparison.confidence, places: 2)
      object.set("queries", comparison.queryCount)
      object.set("resamples", comparison.resamples)
      object.set("seed", Int(comparison.seed))
      try output.write(object.line)
    }
  }

  private func values(_ values: [Double], of measures: [Measure]) -> JSONObject {
    var object = JSONObject()
    for (measure, value) in zip(measures, values) {
      object.set(measure.description, value, places: 6)
    }
    return object
  }
}
