import ArgumentParser
import TansakuEvaluation

/// `tansaku evaluate`: how well a run answers its queries.
struct EvaluateCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Measure TREC runs against judgments, or compare two.",
    discussion: """
      The judgments are lines of query, 0, document, grade (the "qrels" of TREC), or those of BEIR \
      with their heading. Every judged query counts, unanswered ones as 0. Several runs stand side \
      by side.

      Examples:
        tansaku batch queries.tsv | tansaku evaluate - --judgments qrels.txt
        tansaku evaluate run.trec --judgments qrels.txt --measure nDCG@20 --measure AP
        tansaku evaluate new.trec old.trec --judgments qrels.txt --by-query | sort -k 3
        tansaku evaluate new.trec --against old.trec --judgments qrels.txt

      Measures: nDCG@k, RR@k (reciprocal rank, whose mean is MRR@k), R@k (recall), Success@k, AP.

      With --against, for each measure: both means, their difference, and the 95 % interval of the \
      difference by a paired bootstrap over the judged queries. An interval without 0 tells a \
      difference from chance. The same files and seed give the same interval.
      """)

  @Argument(help: "The runs; - for standard input.")
  var runs: [String]

  @Option(help: ArgumentHelp("The file of judgments.", valueName: "file"))
  var judgments: String

  @Option(
    name: .customLong("measure"),
    help: ArgumentHelp("A measure instead of the usual ones; repeatable.", valueName: "name"),
    transform: EvaluateCommand.measure(named:))
  var measures: [Measure] = []

  @Flag(help: "Show each query's values (query, measure, value between tabs), then the means.")
  var byQuery = false

  @Option(help: ArgumentHelp("Compare the run with this one.", valueName: "run"))
  var against: String?

  @Option(help: "How often --against draws the queries anew.")
  var resamples = 10_000

  @Option(help: "Where the draws of --against start; other draws, about the same interval.")
  var seed = 1

  @Option(help: "How to show the figures: text or json (JSON Lines).")
  var format = EvaluationFormat.text

  func validate() throws {
    guard (1...1_000_000).contains(resamples) else {
      throw ValidationError("--resamples is a count: 1 to 1,000,000.")
    }
    guard seed >= 0 else { throw ValidationError("--seed is 0 or more.") }
    guard (runs + [judgments, against ?? ""]).count(where: { $0 == "-" }) <= 1 else {
      throw ValidationError("Standard input is one file and no more.")
    }
    guard let against else { return }
    guard runs.count == 1, !byQuery else {
      throw ValidationError(
        "--against compares one run, without --by-query. For each query's values name both runs: "
          + "tansaku evaluate \(runs[0]) \(against) --by-query …")
    }
  }

  func execute(_ output: Output) throws -> ExitStatus {
    let judgments = try Judgments(
      parsing: try Input.bytes(of: judgments), file: Input.name(of: judgments))
    if let against {
      let comparison = PairedComparison(
        of: try run(runs[0]), against: try run(against), by: judgments,
        measures: measures.isEmpty ? PairedComparison.measures : measures,
        resamples: resamples, seed: UInt64(seed))
      try format.printer.print(
        comparison, of: Input.name(of: runs[0]), against: Input.name(of: against), to: output)
      return .fine
    }
    let evaluated = try runs.map { path in
      EvaluatedRun(
        name: Input.name(of: path),
        evaluation: Evaluation(
          of: try run(path), by: judgments,
          measures: measures.isEmpty ? Measure.standard : measures))
    }
    try format.printer.print(evaluated, isByQuery: byQuery, to: output)
    try output.flush()
    for run in evaluated {
      let name = evaluated.count > 1 ? "\(run.name): " : ""
      tell(run.evaluation.unanswered, name, "judged without an answer, counted as 0")
      tell(run.evaluation.unjudged, name, "answered without a judgment, not counted")
    }
    return .fine
  }

  private func run(_ path: String) throws -> Run {
    try Run(parsing: try Input.bytes(of: path), file: Input.name(of: path))
  }

  private func tell(_ queries: [String], _ name: String, _ what: String) {
    if queries.isEmpty { return }
    let shown = queries.prefix(3).joined(separator: ", ") + (queries.count > 3 ? ", …" : "")
    Diagnostics.say("\(name)\(counted(queries.count, "query", "queries")) \(what): \(shown)")
  }

  private static func measure(named name: String) throws -> Measure {
    guard let measure = Measure(name) else {
      throw ValidationError("There is no measure \"\(name)\".")
    }
    return measure
  }
}
