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
        tansaku search 타이베이 --format json --offsets
        tansaku search 臺北 --level exact
        tansaku search Taipei --where language=zh --where date=2001..2006 --where 'kind!=meeting'
        tansaku search 総会 --group work --sort -date
        tansaku search 都市 --sort title --locale ja --facet kind --facet year
        tansaku search 台北宣言 -n 1000 --format bibtex > sources.bib
        tansaku search 台北宣言 --cite

      The levels, each of which finds more than the one before: exact (the characters as written), \
      width (full or half width and capitals do not matter), variant (nor do variant characters and \
      the marks of Latin letters), meaning (a city by all its names), sound (what is read as the \
      query is, after all that matches otherwise).

      Where nothing or little is found, or a word stands in no document, another spelling that finds \
      something is told on standard error: did you mean.

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

  @Option(
    help: ArgumentHelp(
      "How to show the hits: text, json (JSON Lines), trec, or as a bibliography in bibtex, ris or "
        + "csl (CSL-JSON)."))
  var format = SearchFormat.text

  @Flag(help: "With --format json: every match in the texts of a hit, with its offsets.")
  var offsets = false

  @Flag(help: "Tell of each hit why it matches, and what adds up to its score.")
  var explain = false

  @Flag(help: "Tell behind the hits what was searched, where and when, so that it can be cited.")
  var cite = false

  @OptionGroup var color: ColorOption
  @OptionGroup var location: IndexLocation

  func validate() throws {
    guard limit >= 0 else { throw ValidationError("--limit is a count: 0 or more.") }
    guard skip >= 0 else { throw ValidationError("--skip is a count: 0 or more.") }
    guard format.takesRemarks || !explain && !cite && arrangement.facet.isEmpty else {
      let option = explain ? "explain" : cite ? "cite" : "facet"
      throw ValidationError(
        "--format \(format.rawValue) has no room for --\(option): take text or json.")
    }
    guard !offsets || format == .json else {
      throw ValidationError("--offsets is for programs: take --format json with it.")
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
    var answer = SearchAnswer(results, milliseconds: 0)
    if !arrangement.facet.isEmpty {
      answer.facets = try searcher.facets(
        arrangement.facet, for: query, filter: filter.filter, level: level)
    }
    answer.milliseconds = (clock.now - start).seconds * 1000
    if cite {
      answer.citation = try searcher.citation(
        of: query, filter: filter.filter, level: level)
    }
    // What has few documents may be a slip, and a word that none has is one.
    answer.suggestion = try searcher.suggestion(
      for: typed, filter: filter.filter, level: level,
      replacesRareWords: results.total < SearchCommand.fewHits)
    try printer(for: output, searcher, query).print(answer, to: output)
    try output.flush()
    if results.total == 0 {
      Diagnostics.say(
        results.isSearchable
          ? "nothing found for \(typed)"
          : "nothing to search for: a query has a letter or a digit")
    }
    if let suggestion = answer.suggestion { Diagnostics.say("did you mean: \(suggestion.query)") }
    return results.total > 0 ? .fine : .nothing
  }

  /// Where fewer documents match, rare words are taken for slips too.
  private static let fewHits = 5

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
    case .json: JSONHits(hasOffsets: offsets, explain: explain)
    case .trec: TRECHits()
    case .bibtex: BibliographyHits(text: \.bibTeX)
    case .ris: BibliographyHits(text: \.ris)
    case .csl: BibliographyHits(text: \.csl)
    }
  }
}
