import ArgumentParser
import Tansaku

/// `tansaku similar`: the documents most like one.
struct SimilarCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "similar",
    abstract: "Find the documents that are most like one.",
    discussion: """
      Searches for what tells the document from others: its words, cities, dates and concepts that \
      are rare. The language versions of one text come first, unless --other-works leaves them out.

      Examples:
        tansaku similar 2006-taipei-declaration.ja
        tansaku similar 2006-taipei-declaration.ja --other-works --where language=ja
        tansaku similar --text letter.txt
        tansaku similar --text - < letter.txt

      Exit status 1: nothing is like it.
      """)

  @Argument(help: "The id of the document.")
  var id: String?

  @Option(help: ArgumentHelp("Compare with this text; - for standard input.", valueName: "file"))
  var text: String?

  @Flag(help: "Leave out documents of the same work, as its language versions are.")
  var otherWorks = false

  @Option(name: [.customShort("n"), .long], help: "The most hits to show.")
  var limit = 10

  @OptionGroup var filter: FilterOptions

  @Option(help: "How to show the hits: text, json (JSON Lines), trec, bibtex, ris or csl.")
  var format = SearchFormat.text

  @OptionGroup var color: ColorOption
  @OptionGroup var location: IndexLocation

  func validate() throws {
    guard limit >= 0 else { throw ValidationError("--limit is a count: 0 or more.") }
    guard (id == nil) != (text == nil) else {
      throw ValidationError("Give the id of a document, or a text with --text.")
    }
    guard text == nil || !otherWorks else {
      throw ValidationError("A text is of no work: leave out --other-works.")
    }
  }

  func execute(_ output: Output) throws -> ExitStatus {
    let searcher = try location.open().searcher()
    let clock = ContinuousClock()
    let start = clock.now
    let results: Results
    if let text {
      let bytes = try Input.bytes(of: text)
      results = try searcher.moreLikeThis(
        text: String(decoding: bytes, as: UTF8.self), limit: limit, filter: filter.filter)
    } else {
      results = try searcher.moreLikeThis(
        id: id ?? "", limit: limit, onlyOtherWorks: otherWorks, filter: filter.filter)
    }
    let milliseconds = (clock.now - start).seconds * 1000
    let printer: any SearchPrinter =
      switch format {
      case .text: TextHits(isMarked: color.isOn(for: output))
      case .json: JSONHits()
      case .trec: TRECHits()
      case .bibtex: BibliographyHits(text: \.bibTeX)
      case .ris: BibliographyHits(text: \.ris)
      case .csl: BibliographyHits(text: \.csl)
      }
    try printer.print(SearchAnswer(results, milliseconds: milliseconds), to: output)
    if results.total > 0 { return .fine }
    try output.flush()
    Diagnostics.say("nothing is like \(id ?? "the text")")
    return .nothing
  }
}
