import ArgumentParser
import Tansaku

/// The facts that documents are chosen by.
struct FilterOptions: ParsableArguments {
  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "Only documents with this fact: kind, language, date, city, work, path, source, year or one "
        + "of their own. The same name again: any of the values; another name: that too. With != only "
        + "documents without it.",
      discussion: "The value * stands for any, a language for those within it (zh for zh-Hant), "
        + "a city for what is about it under any of its names, date=2006 for all dates of that year, "
        + "date=2001..2006 for a stretch of time. where:name=value in a query means the same.",
      valueName: "name=value"))
  var facts: [Fact] = []

  /// The facts by name.
  var filter: Filter {
    Filter(facts(excluded: false), excluding: facts(excluded: true))
  }

  private func facts(excluded: Bool) -> [String: [String]] {
    Dictionary(grouping: facts.filter { $0.isExcluded == excluded }, by: \.name)
      .mapValues { $0.map(\.value) }
  }
}

/// One fact of a document that it must have, `kind=declaration`, or must not have, `kind!=meeting`.
struct Fact: ExpressibleByArgument {
  let name: String
  let value: String
  let isExcluded: Bool

  init?(argument: String) {
    guard let sign = argument.firstIndex(of: "=") else { return nil }
    let name = argument[..<sign]
    isExcluded = name.last == "!"
    self.name = String(isExcluded ? name.dropLast() : name)
    value = String(argument[argument.index(after: sign)...])
    if self.name.isEmpty { return nil }
  }
}
