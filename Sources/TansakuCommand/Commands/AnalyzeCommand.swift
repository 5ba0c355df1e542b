import ArgumentParser
import TansakuText

/// `tansaku analyze`: what becomes of a text.
struct AnalyzeCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "analyze",
    abstract: "Show how a text is cut, folded and named.",
    discussion: """
      A row for each stage: the segments (words as ICU cuts them), the folded text, then the terms \
      that the text is found by. A word is found as a word, a gram as characters wherever they \
      stand, a city (by its GeoNames number) by all its names, a concept of --aliases by all of its.

      Examples:
        tansaku analyze 台北宣言
        tansaku analyze "Ulaanbaatar's ＡＮＭＣ21" --format json
        tansaku analyze - < Corpus/declarations/2006-taipei-declaration.ja.md

      Starts and lengths count Unicode scalars of the text as it was given.
      """)

  /// The forms in which an analysis can be shown.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
  }

  @Argument(help: "The text; - for standard input.")
  var text: [String]

  @Option(help: "How to show it: text or json (JSON Lines, one token each).")
  var format = Format.text

  @Option(
    help: ArgumentHelp(
      "A file of names that mean the same, one concept a line.", valueName: "file"))
  var aliases: String?

  func execute(_ output: Output) throws -> ExitStatus {
    let given =
      text == ["-"]
      ? String(decoding: try Input.bytes(of: "-"), as: UTF8.self) : text.joined(separator: " ")
    let table = try aliases.map(AliasFile.table)
    switch format {
    case .text:
      let printer = TextAnalysis()
      try TokenListing.forEachPiece(of: given, aliases: table) { try printer.print($0, to: output) }
    case .json:
      let printer = JSONTokens()
      try TokenListing.forEachPiece(of: given, aliases: table) { try printer.print($0, to: output) }
    }
    return .fine
  }
}
