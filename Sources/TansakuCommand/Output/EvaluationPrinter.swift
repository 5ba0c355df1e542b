import ArgumentParser
import TansakuEvaluation

/// A run that was measured, under the name of its file.
struct EvaluatedRun {
  let name: String
  let evaluation: Evaluation
}

/// Shows measures in one format.
protocol EvaluationPrinter {
  /// Shows the means of runs that were measured alike, or before them each query's values too.
  func print(_ runs: [EvaluatedRun], isByQuery: Bool, to output: Output) throws

  /// Shows the comparison of two runs, which are called by these names.
  func print(
    _ comparison: PairedComparison, of name: String, against other: String, to output: Output
  ) throws
}

/// How to show measures.
enum EvaluationFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  case json

  /// What shows them so.
  var printer: any EvaluationPrinter {
    switch self {
    case .text: MeasureTable()
    case .json: JSONMeasures()
    }
  }
}
