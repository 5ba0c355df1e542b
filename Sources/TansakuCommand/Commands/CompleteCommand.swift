import ArgumentParser
import Tansaku

/// `tansaku complete`: what a text that is being typed may become.
struct CompleteCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "complete",
    abstract: "Complete a text that is being typed.",
    discussion: """
      Completes to titles, to cities that documents name (by any of their names), and to words of \
      several documents. Half a syllable is enough, and what is read as the text is comes last: \
      toukyou becomes 東京.

      Examples:
        tansaku complete tai
        tansaku complete 台
        tansaku complete 서우
        tansaku complete とうk --limit 3
        tansaku complete - --latencies latencies.tsv < prefixes.txt

      With - each line of standard input is completed in one process; then the latencies are a line \
      for each: its number, microseconds, completions; between tabs. The first has to read the \
      index. Exit status 1: there is no completion.
      """)

  @Argument(help: "The text so far; - for lines of standard input.")
  var prefix: String

  @Option(name: [.customShort("n"), .long], help: "The most completions of a text, at most 100.")
  var limit = 10

  @Option(help: "How to show the completions: text or json (JSON Lines).")
  var format = PlainFormat.text

  @Option(help: ArgumentHelp("Write how long each text took to this file.", valueName: "file"))
  var latencies: String?

  @OptionGroup var location: IndexLocation

  func validate() throws {
    guard (0...Searcher.mostCompletions).contains(limit) else {
      throw ValidationError("--limit is a count: 0 to \(Searcher.mostCompletions).")
    }
  }

  func execute(_ output: Output) throws -> ExitStatus {
    let searcher = try location.open().searcher()
    let texts =
      prefix == "-"
      ? String(decoding: try Input.bytes(of: prefix), as: UTF8.self)
        .split(whereSeparator: \.isNewline).map(String.init)
      : [prefix]
    let times = try latencies.map { try Output(file: $0) }
    let clock = ContinuousClock()
    var found = false
    for (number, text) in texts.enumerated() {
      let start = clock.now
      let completions = try searcher.completions(of: text, limit: limit)
      let microseconds = Int(((clock.now - start).seconds * 1_000_000).rounded())
      try times?.write("\(number + 1)\t\(microseconds)\t\(completions.count)\n")
      for completion in completions { try print(completion, of: text, output) }
      found = found || !completions.isEmpty
    }
    try times?.flush()
    if found { return .fine }
    Diagnostics.say(
      prefix == "-"
        ? "no completion for \(counted(texts.count, "text"))" : "no completion for \(prefix)")
    return .nothing
  }

  private func print(_ completion: Completion, of text: String, _ output: Output) throws {
    switch format {
    case .text:
      try output.write(
        "\(completion.text.withoutControls())\t\(completion.source.rawValue)"
          + "\t\(completion.documentCount)\n")
    case .json: try output.write(JSONObject(completion, of: text).line)
    }
  }
}
