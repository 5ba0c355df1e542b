import ArgumentParser
import Tansaku

/// In which order hits are shown, and what is counted and put together.
struct ArrangementOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "What to sort by: score, date, title or a fact of the documents; -date the other way round.",
      discussion: "Documents without it come last in both directions.",
      valueName: "name"))
  var sort = "score"

  @Option(
    help: ArgumentHelp(
      "The language whose order titles are sorted in, by its BCP 47 tag: ja, zh, sv.",
      valueName: "tag"))
  var locale: String?

  @Option(
    help: ArgumentHelp(
      "Count the matches by each value of a fact; also year and decade. May be given again.",
      valueName: "name"))
  var facet: [String] = []

  @Option(
    help: ArgumentHelp(
      "Show documents with the same value of a fact as one hit: work for the language versions of a "
        + "work.",
      valueName: "name"))
  var group: String?

  func validate() throws {
    guard let order = SortOrder(sort, locale: locale) else {
      throw ValidationError(
        sort == "-score"
          ? "The best score always comes first: take --sort score."
          : "--sort is score, date, title or a fact of the documents.")
    }
    if locale != nil, !order.takesLocale {
      throw ValidationError("--locale is the order of titles: it goes with --sort title.")
    }
  }

  /// What the library sorts by.
  var order: SortOrder { SortOrder(sort, locale: locale) ?? .score }
}
