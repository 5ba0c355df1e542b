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
  var sort = SortArgument(name: "score", isDescending: false)

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
    if sort.name == "score", sort.isDescending {
      throw ValidationError("The best score always comes first: take --sort score.")
    }
    if locale != nil, sort.name != "title" {
      throw ValidationError("--locale is the order of titles: it goes with --sort title.")
    }
  }

  /// What the library sorts by.
  var order: SortOrder {
    switch sort.name {
    case "score": .score
    case "date": .date(ascending: !sort.isDescending)
    case "title": .title(locale: locale ?? "und", ascending: !sort.isDescending)
    default: .fact(sort.name, ascending: !sort.isDescending)
    }
  }
}

/// What to sort by, `date`, and in which direction, `-date`.
struct SortArgument: ExpressibleByArgument {
  let name: String
  let isDescending: Bool

  init(name: String, isDescending: Bool) {
    self.name = name
    self.isDescending = isDescending
  }

  init?(argument: String) {
    isDescending = argument.first == "-"
    name = String(isDescending ? argument.dropFirst() : argument[...])
    if name.isEmpty { return nil }
  }

  var defaultValueDescription: String { (isDescending ? "-" : "") + name }
}
