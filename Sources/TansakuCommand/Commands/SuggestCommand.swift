import ArgumentParser
import Tansaku

/// `tansaku suggest`: what a person may have meant.
struct SuggestCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "suggest",
    abstract: "Tell what may have been meant by a misspelt query.",
    discussion: """
      Words that the index does not have are replaced by the nearest that it has, in letters, kana \
      and Hangul; the names of cities count. A word of one or two documents is replaced too, where a \
      near one is far more frequent. Digits and Han characters stay as they are. What is suggested \
      finds something.

      Examples:
        tansaku suggest Taipie declaraton
        tansaku suggest タイペー
        tansaku suggest 조성 --format json

      Exit status 1: there is nothing to suggest.
      """)

  @Argument(help: "The query, as for search.")
  var query: [String]

  @OptionGroup var filter: FilterOptions

  @Option(help: "How freely a text may be written to match.")
  var level = MatchLevel.meaning

  @Option(help: "How to show the suggestion: text or json (JSON Lines).")
  var format = PlainFormat.text

  @OptionGroup var location: IndexLocation

  func execute(_ output: Output) throws -> ExitStatus {
    let typed = query.joined(separator: " ")
    let suggestion = try location.open().searcher().suggestion(
      for: typed, filter: filter.filter, level: level)
    guard let suggestion else {
      Diagnostics.say("nothing to suggest for \(typed)")
      return .nothing
    }
    switch format {
    case .text: try output.write("\(suggestion.query.withoutControls())\n")
    case .json: try output.write(JSONObject(suggestion).line)
    }
    return .fine
  }
}
