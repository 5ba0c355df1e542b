import ArgumentParser
import Tansaku
import TansakuText

/// `tansaku kwic`: every occurrence of what is looked for, between what stands around it.
struct KwicCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "kwic",
    abstract: "Show every occurrence of a query in its context, one a line.",
    discussion: """
      A concordance (key word in context): what stands before, the occurrence, what stands behind, \
      then the document with the line. All documents that match the query are read, in the order in \
      which they were added.

      Examples:
        tansaku kwic 宣言
        tansaku kwic '"human rights"' --sort right --locale en
        tansaku kwic 臺北 --level exact --width 20
        tansaku kwic Taipei --where language=ja --limit 50
        tansaku kwic 会議 --format tsv > lines.tsv

      --sort left goes by the word before the occurrence, then by the word before that; in scripts \
      written without spaces by the character. Sorting holds 65,536 lines and reads the documents \
      again for the next, so that memory stays bounded.

      TSV and JSON Lines give the place of each occurrence: the line and column, and the start and \
      length in bytes of UTF-8; JSON in Unicode scalars and UTF-16 units too. They count in the text \
      of the document, not in the file that it was read from.

      Exit status 1: nothing was found.
      """)

  /// The orders in which lines can be shown.
  enum Order: String, ExpressibleByArgument, CaseIterable {
    case left
    case right
    case none
    case document

    /// The order as the library has it: without one, lines come as the documents do.
    var order: ConcordanceOrder {
      switch self {
      case .left: .left
      case .right: .right
      case .none, .document: .document
      }
    }
  }

  /// The forms in which lines can be shown.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case tsv
    case json
  }

  @Argument(help: "Words and phrases in quotes; after --, a word may begin with a hyphen.")
  var query: [String]

  @Option(help: "How many columns of a terminal to show on each side.")
  var width = 36

  @Option(
    help: "Sort by what stands left or right of the occurrence; document or none: as they come.")
  var sort = Order.document

  @Option(
    help: ArgumentHelp(
      "The language whose order counts for --sort: a BCP 47 tag such as ja or zh-Hant.",
      valueName: "tag"))
  var locale = ""

  @Option(name: [.customShort("n"), .long], help: "The most lines to show; all unless given.")
  var limit: Int?

  @OptionGroup var filter: FilterOptions

  @Option(help: "How freely a text may be written to match.")
  var level = MatchLevel.meaning

  @Option(help: "How to show the lines: text, tsv or json (JSON Lines).")
  var format = Format.text

  @OptionGroup var color: ColorOption
  @OptionGroup var location: IndexLocation

  func validate() throws {
    guard (0...1 << 16).contains(width) else {
      throw ValidationError("--width is a number of columns: 0 to 65536.")
    }
    guard limit ?? 0 >= 0 else { throw ValidationError("--limit is a count: 0 or more.") }
    guard try Collator(languageTag: locale) != nil else {
      throw ValidationError("--locale is a BCP 47 tag, such as ja or zh-Hant.")
    }
  }

  func execute(_ output: Output) throws -> ExitStatus {
    let typed = query.joined(separator: " ")
    let searcher = try location.open().searcher()
    let lines = try searcher.concordance(
      of: Query(typed), width: width, order: sort.order, locale: locale, limit: limit,
      filter: filter.filter, level: level)
    let count = try printer(for: output).print(lines, to: output)
    try output.flush()
    if count > 0 {
      if format == .text {
        Diagnostics.say(
          "\(counted(count, "line")), \(counted(lines.documentCount, "matching document"))")
      }
      return .fine
    }
    if limit == 0, lines.documentCount > 0 { return .fine }
    Diagnostics.say(
      !lines.isSearchable
        ? "nothing to search for: a query has a letter or a digit"
        : lines.documentCount == 0
          ? "nothing found for \(typed)"
          : "no place in the texts to show: \(counted(lines.documentCount, "document")) "
            + "found by facts alone")
    return .nothing
  }

  private func printer(for output: Output) -> any ConcordancePrinter {
    switch format {
    case .text: TextConcordance(width: width, isMarked: color.isOn(for: output))
    case .tsv: TabConcordance()
    case .json: JSONConcordance()
    }
  }
}
