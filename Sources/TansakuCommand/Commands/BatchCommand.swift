import ArgumentParser
import Tansaku

/// `tansaku batch`: many queries, one ranking each.
struct BatchCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "batch",
    abstract: "Answer many queries with one TREC run.",
    discussion: """
      Each line of the file is a query: its id, a tab, its text; or JSON with _id and text, as \
      BEIR has it. Each line of the run is a hit: \
      query, Q0, document, rank, score, tansaku.

      Examples:
        tansaku batch queries.tsv > run.trec
        printf 'q1\\t台北宣言\\n' | tansaku batch - --limit 10
        tansaku batch queries.tsv --repeat 5 --latencies latencies.tsv > run.trec

      The latencies are a line for each query and pass: id, pass, microseconds, hits; between tabs.
      """)

  @Argument(help: "The file of queries; - for standard input.")
  var queries: String

  @Option(name: [.customShort("n"), .long], help: "The most hits for each query.")
  var limit = 1000

  @Option(name: .customLong("repeat"), help: "How often to answer all; the run is of the first.")
  var passes = 1

  @Option(help: ArgumentHelp("Write how long each answer took to this file.", valueName: "file"))
  var latencies: String?

  @Flag(
    help: """
      Look for what stands between spaces as whole words alone, neither by their characters nor as \
      names; phrases in quotes as ever.
      """)
  var wholeWords = false

  @Option(
    help: """
      How freely a text may be written to match; unless given, meaning by the index alone, where \
      nothing gains by being written as the query is.
      """)
  var level: MatchLevel?

  @OptionGroup var location: IndexLocation

  func validate() throws {
    guard limit >= 0 else { throw ValidationError("--limit is a count: 0 or more.") }
    guard passes >= 1 else { throw ValidationError("--repeat is a count: 1 or more.") }
    guard !wholeWords || level == nil else {
      throw ValidationError("--whole-words has no levels: leave out --level.")
    }
  }

  func execute(_ output: Output) throws -> ExitStatus {
    let list = try QueryList(try Input.bytes(of: queries), name: Input.name(of: queries))
    let searcher = try location.open().searcher()
    let times = try latencies.map { try Output(file: $0) }
    let run = TRECRun(output)
    let clock = ContinuousClock()
    // An option is looked up anew each time that it is read.
    let (wholeWords, limit, level) = (wholeWords, limit, level)
    var found = false
    for pass in 1...passes {
      for query in list.entries {
        let start = clock.now
        let ranking = try searcher.ranking(
          Query(query.text), wholeWords: wholeWords, limit: limit, level: level)
        let microseconds = Int(((clock.now - start).seconds * 1_000_000).rounded())
        try times?.write("\(query.id)\t\(pass)\t\(microseconds)\t\(ranking.count)\n")
        if pass == 1 {
          try run.write(query: query.id, ranking.lazy.map { ($0.id, $0.score) })
        }
        found = found || !ranking.isEmpty
      }
    }
    try times?.flush()
    if found { return .fine }
    Diagnostics.say("nothing found for \(counted(list.entries.count, "query", "queries"))")
    return .nothing
  }
}
