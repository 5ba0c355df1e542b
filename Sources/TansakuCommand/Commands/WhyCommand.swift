import ArgumentParser
import Tansaku

/// `tansaku why`: each step from a query to a document's score, or to what lost it.
struct WhyCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Tell why a document matches a query, or why not.",
    discussion: """
      Says of each part of the query where the document has it and how it is written there, then \
      what each term adds to the score. Of a document that does not match, the first step that \
      lost it, with what comes nearest.

      Examples:
        tansaku why 2006-taipei-declaration.ja 臺北宣言
        tansaku why 2006-taipei-declaration.ja Kyoto
        tansaku why 2006-taipei-declaration.ja 臺北 --level exact --format json

      Exit status 1: the document does not match.
      """)

  /// The forms in which an explanation can be shown.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
  }

  @Argument(help: "The id of the document.")
  var id: String

  @Argument(help: "Words and phrases in quotes, as for search.")
  var query: [String]

  @OptionGroup var filter: FilterOptions

  @Option(help: "How freely a text may be written to match.")
  var level = MatchLevel.meaning

  @Option(help: "How to show the steps: text or json (JSON Lines).")
  var format = Format.text

  @OptionGroup var location: IndexLocation

  func execute(_ output: Output) throws -> ExitStatus {
    let explanation = try location.open().searcher().explain(
      id: id, query.joined(separator: " "), filter: filter.filter, level: level)
    switch format {
    case .text: try TextExplanation(explanation).print(to: output)
    case .json: try JSONExplanation(explanation).print(to: output.write)
    }
    return explanation.isMatch ? .fine : .nothing
  }
}
