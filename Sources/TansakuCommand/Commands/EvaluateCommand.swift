import ArgumentParser
import TansakuEvaluation

/// `tansaku evaluate`: how well a run answers its queries.
struct EvaluateCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Measure a TREC run against judgments.",
    discussion: """
      The judgments are lines of query, 0, document, grade (the "qrels" of TREC), or those of BEIR \
      with their heading. Every judged query counts, unanswered ones as 0.

      Examples:
        tansaku batch queries.tsv | tansaku evaluate - --judgments qrels.txt
        tansaku evaluate run.trec --judgments qrels.txt --measure nDCG@20 --measure AP
        tansaku evaluate run.trec --judgments qrels.txt --by-query | sort -k 3

      Measures: nDCG@k, RR@k (reciprocal rank, whose mean is MRR), R@k (recall), Success@k, AP.
      """)

  @Argument(help: "The run; - for standard input.")
  var run: String

  @Option(help: ArgumentHelp("The file of judgments.", valueName: "file"))
  var judgments: String

  @Option(
    name: .customLong("measure"),
    help: ArgumentHelp("A measure instead of the usual ones; repeatable.", valueName: "name"),
    transform: EvaluateCommand.measure(named:))
  var measures: [Measure] = []

  @Flag(help: "Show each query's values (query, measure, value between tabs), then the means.")
  var byQuery = false

  func execute(_ output: Output) throws -> ExitStatus {
    let evaluation = Evaluation(
      of: try Run(parsing: try Input.bytes(of: run), file: Input.name(of: run)),
      by: try Judgments(parsing: try Input.bytes(of: judgments), file: Input.name(of: judgments)),
      measures: measures.isEmpty ? Measure.standard : measures)
    try MeasureTable(evaluation, isByQuery: byQuery).print(to: output)
    return .fine
  }

  private static func measure(named name: String) throws -> Measure {
    guard let measure = Measure(name) else {
      throw ValidationError("There is no measure \"\(name)\".")
    }
    return measure
  }
}
