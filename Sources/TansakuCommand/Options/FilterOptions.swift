import ArgumentParser
import Tansaku

/// The facts that documents are chosen by.
struct FilterOptions: ParsableArguments {
  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "Only documents with this fact: kind, language, date, city, work or one of their own. "
        + "The same name again: any of the values; another name: that too.",
      valueName: "name=value"))
  var facts: [Fact] = []

  /// The facts by name.
  var filter: Filter {
    Filter(Dictionary(grouping: facts, by: \.name).mapValues { $0.map(\.value) })
  }
}

/// One fact of a document: `kind=declaration`.
struct Fact: ExpressibleByArgument {
  let name: String
  let value: String

  init?(argument: String) {
    guard let sign = argument.firstIndex(of: "="), sign != argument.startIndex else { return nil }
    name = String(argument[..<sign])
    value = String(argument[argument.index(after: sign)...])
  }
}
