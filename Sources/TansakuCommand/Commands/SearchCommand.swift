import ArgumentParser
import Tansaku

/// `tansaku search`: the best documents for what a person typed.
struct SearchCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Find the best documents for a query.",
    discussion: """
      Words search meaning: 台北宣言, 臺北宣言 and Taipei Declaration find the same documents. Quotes \
      search characters, wherever they stand: "京都" finds 東京都 too.

      Examples:
        tansaku search 台北宣言
        tansaku search Taipei declaration --limit 3
        tansaku search 'Taipei AND 総会'
        tansaku search 宣言 date:2001..2006
        tansaku search '"plenary meeting" Manila' --where kind=meeting --where language=en
        tansaku search 타이베이 --format json
        tansaku search 타이베이 --format json --offsets
        tansaku search 臺北 --level exact

      The levels, each of which finds more than the one before: exact (the characters as written),       width (full or half width and capitals do not matter), variant (nor do variant characters and       the marks of Latin letters), meaning (a city by all its names), sound (what is read as the       query is, after all that matches otherwise).

      Exit status 1: nothing was found.
      """)

  @Argument(help: "Words and phrases in quotes; after --, a word may begin with a hyphen.")
  var query: [String]

  @Option(name: [.customShort("n"), .long], help: "The most hits to show.")
  var limit = 10

  @Option(help: "How many of the best to pass over.")
  var skip = 0

  @OptionGroup var filter: FilterOptions

  @Option(help: "How freely a text may be written to match.")
  var level = MatchLevel.meaning

  @Option(help: "How to show the hits: text, json (JSON Lines) or trec.")
  var format = SearchFormat.text

  @Flag(help: "With --format json: every match in the texts of a hit, with its offsets.")
  var offsets = false

  @Flag(help: "Tell of each hit why it matches, and what adds up to its score.")
  var explain = false

  @OptionGroup var color: ColorOption
  @OptionGroup var location: IndexLocation

  func validate() throws {
    guard limit >= 0 else { throw ValidationError("--limit is a count: 0 or more.") }
    guard skip >= 0 else { throw ValidationError("--skip is a count: 0 or more.") }
    guard !explain || format != .trec else {
      throw ValidationError("A TREC run has no room for --explain: take text or json.")
    }
    guard !offsets || format == .json else {
      throw ValidationError("--offsets is for programs: take --format json with it.")
    }
  }

  func execute(_ output: Output) throws -> ExitStatus {
    let typed = query.joined(separator: " ")
    let searcher = try location.open().searcher()
    let clock = ContinuousClock()
    let start = clock.now
    let results = try searcher.search(
      typed, limit: limit, skip: skip, filter: filter.filter, countExactly: true, level: level)
    let milliseconds = (clock.now - start).seconds * 1000
    try printer(for: output, searcher).print(results, milliseconds: milliseconds, to: output)
    if results.total > 0 { return .fine }
    try output.flush()
    Diagnostics.say(
      results.isSearchable
        ? "nothing found for \(typed)" : "nothing to search for: a query has a letter or a digit")
    return .nothing
  }

  private func printer(for output: Output, _ searcher: Searcher) -> any SearchPrinter {
    let explain: ((Hit) throws -> Explanation)? =
      explain
      ? {
        try searcher.explain(
          id: $0.id, query.joined(separator: " "), filter: filter.filter, level: level)
      } : nil
    return switch format {
    case .text: TextHits(isMarked: color.isOn(for: output), explain: explain)
    case .json: JSONHits(hasOffsets: offsets, explain: explain)
    case .trec: TRECHits()
    }
  }
}
