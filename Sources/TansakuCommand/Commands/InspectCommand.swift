import ArgumentParser
import Tansaku

/// `tansaku inspect`: what is in an index.
struct InspectCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Show what is in the index: counts, a document, a term, terms.",
    discussion: """
      Examples:
        tansaku inspect
        tansaku inspect --document 2006-taipei-declaration.ja
        tansaku inspect --term 宣言
        tansaku inspect --term 台北 --layer city
        tansaku inspect --terms anmc --limit 20

      The layers are word, gram (characters of scripts without spaces), city, subject (a city that \
      the document is about), id and attribute (name=value). Exit status 1: there is no such \
      document or term.
      """)

  @Option(help: ArgumentHelp("Show the document with this id.", valueName: "id"))
  var document: String?

  @Option(help: ArgumentHelp("Show where this term occurs.", valueName: "term"))
  var term: String?

  @Option(help: ArgumentHelp("Show the terms that begin so; '' for all.", valueName: "prefix"))
  var terms: String?

  @Option(help: "The layer of the term or terms.")
  var layer = "word"

  @Option(
    name: [.customShort("n"), .long], help: "The most terms, or documents of a term, to show.")
  var limit = 10

  @OptionGroup var location: IndexLocation

  func validate() throws {
    guard [document, term, terms].count(where: { $0 != nil }) <= 1 else {
      throw ValidationError("Only one of --document, --term and --terms can be shown at once.")
    }
    guard limit >= 0 else { throw ValidationError("--limit is a count: 0 or more.") }
    guard IndexInspection.layers.contains(layer) else {
      let layers = IndexInspection.layers.joined(separator: ", ")
      throw ValidationError("There is no layer \"\(layer)\"; the layers are \(layers).")
    }
  }

  func execute(_ output: Output) throws -> ExitStatus {
    let index = try location.open()
    if let document { return try showDocument(document, of: index, output) }
    let inspection = try IndexInspection(index)
    let printer = TextInspection(output)
    if let term {
      guard let found = try inspection.term(term, layer: layer, limit: limit) else {
        Diagnostics.say("there is no term \(term) in the layer \(layer)")
        return .nothing
      }
      try printer.print(found.term, found.occurrences)
    } else if let terms {
      let found = try inspection.terms(prefix: terms, layer: layer, limit: limit)
      if found.isEmpty {
        Diagnostics.say("no term of the layer \(layer) begins with \(terms)")
        return .nothing
      }
      try printer.print(found)
    } else {
      try printer.print(inspection)
    }
    return .fine
  }

  private func showDocument(
    _ id: String, of index: SearchIndex, _ output: Output
  ) throws -> ExitStatus {
    guard let document = try index.searcher().document(id: id) else {
      Diagnostics.say("there is no document with the id \(id)")
      return .nothing
    }
    try TextDocument(document).print(to: output)
    return .fine
  }
}
