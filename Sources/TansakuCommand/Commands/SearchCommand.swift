import ArgumentParser
import Tansaku

/// `tansaku search`: the best documents for what a person typed.
struct SearchCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Find the best documents for a query.",
    discussion: """
      Words search meaning: 台北宣言, 臺北宣言 and Taipei Declaration find the same documents. Quotes \
      search characters, wherever they stand: "京都" finds 東京都 too. Any of the words is enough; AND, \
      OR, NOT (or a hyphen), brackets and NEAR/5 say more, * and ? stand for characters, word~1 \
      allows an edit, ^2 counts twice, title: and body: choose a field, kind: language: city: work: \
      path: id: where:name= a fact, date: a date or two with .. between. A backslash takes from a sign \
      what it means. All but ? may be typed in full width.

      Examples:
        tansaku search 台北宣言
        tansaku search Taipei declaration --limit 3
        tansaku search 'Taipei AND 総会'
        tansaku search '(東京 OR 北京) AND 会議 -秘'
        tansaku search '"plenary meeting" NEAR/5 Manila' 'declar*'
        tansaku search 宣言 date:2001..2006 kind:declaration
        tansaku search '"plenary meeting" Manila' --where kind=meeting --where language=en
        tansaku search 타이베이 --format json
        tansaku search 臺北 --level exact
        tansaku search Taipei --where language=zh --where date=2001..2006 --where 'kind!=meeting'
        tansaku search 総会 --group work --sort -date
        tansaku search 都市 --sort title --locale ja --facet kind --facet year

      The levels, each of which finds more than the one before: exact (the characters as written),       width (full or half width and capitals do not matter), variant (nor do variant characters and       the marks of Latin letters), meaning (a city by all its names), sound (what is read as the       query is, after all that matches otherwise).

      Exit status 1: nothing was found.
      """)

  @Argument(help: "Words and phrases in quotes; after --, a word may begin with a hyphen.")
  var query: [String]

  @Option(name: [.customShort("n"), .long], help: "The most hits to show.")
  var limit = 10

  @Option(help: "How many of the best to pass over.")
  var skip = 0

  @OptionGroup var reading: QueryOptions
  @OptionGroup var filter: FilterOptions
  @OptionGroup var arrangement: ArrangementOptions

  @Option(help: "How freely a text may be written to match.")
  var level = MatchLevel.meaning

  @Option(help: "How to show the hits: text, json (JSON Lines) or trec.")
  var format = SearchFormat.text

  @Flag(help: "Tell of each hit why it matches, and what adds up to its score.")
  var explain = false

  @OptionGroup var color: ColorOption
  @OptionGroup var location: IndexLocation

  func validate() throws {
    guard limit >= 0 else { throw ValidationError("--limit is a count: 0 or more.") }
    guard skip >= 0 else { throw ValidationError("--skip is a count: 0 or more.") }
    guard format != .trec || !explain && arrangement.facet.isEmpty else {
      throw ValidationError(
        "A TREC run has no room for --explain and --facet: take text or json.")
    }
  }

  func execute(_ output: Output) throws -> ExitStatus {
    let typed = query.joined(separator: " ")
    let query = try reading.query(from: typed)
    let searcher = try location.open().searcher()
    let clock = ContinuousClock()
    let start = clock.now
    let results = try searcher.search(
      query, limit: limit, skip: skip, filter: filter.filter, countExactly: true, level: level,
      sort: arrangement.order, group: arrangement.group)
    let facets =
      arrangement.facet.isEmpty
      ? []
      : try searcher.facets(
        arrangement.facet, for: query, filter: filter.filter, level: level)
    let milliseconds = (clock.now - start).seconds * 1000
    try printer(for: output, searcher, query).print(
      results, facets: facets, milliseconds: milliseconds, to: output)
    if results.total > 0 { return .fine }
    try output.flush()
    Diagnostics.say(
      results.isSearchable
        ? "nothing found for \(typed)" : "nothing to search for: a query has a letter or a digit")
    return .nothing
  }

  private func printer(
    for output: Output, _ searcher: Searcher, _ query: Query
  ) -> any SearchPrinter {
    let explain: ((Hit) throws -> Explanation)? =
      explain
      ? {
        try searcher.explain(id: $0.id, query, filter: filter.filter, level: level)
      } : nil
    return switch format {
    case .text:
      TextHits(
        isMarked: color.isOn(for: output), isScored: arrangement.order == .score, explain: explain)
    case .json: JSONHits(explain: explain)
    case .trec: TRECHits()
    }
  }
}
