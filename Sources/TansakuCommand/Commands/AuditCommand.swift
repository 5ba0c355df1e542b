import ArgumentParser
import Tansaku

/// `tansaku audit`: whether the index finds what stands in the texts, and nothing else.
struct AuditCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Prove on your own texts that the index misses nothing.",
    discussion: """
      Draws random substrings of the stored texts, of 1 to 12 characters and from every script that \
      is there, looks for each in quotes, and reads all texts from end to end for the same \
      characters. Both must find the same documents. Ends at the first difference and says which \
      documents the index missed or found wrongly. Changes nothing.

      Elsewhere than in scripts written without spaces and in Hangul, whole words are looked for.

      Examples:
        tansaku audit
        tansaku audit --samples 10000 --cities 100
        tansaku audit 京都 要都市 --samples 0
        tansaku audit --terms names.txt --seed 7 --format json

      The same --seed on the same index draws the same substrings; without it they are others every \
      time, and the report tells the seed. Exit status 1: a difference was found.
      """)

  /// The forms in which a report can be shown.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
  }

  @Argument(help: "What to look for besides the samples.")
  var terms: [String] = []

  @Option(help: "How many random substrings of the texts to look for.")
  var samples = 1000

  @Option(
    help: ArgumentHelp(
      "How many cities that the texts name to look for by all their names: each must find every "
        + "document that names the city.", valueName: "count"))
  var cities = 0

  @Option(help: "A number that decides which substrings are drawn.")
  var seed: UInt32?

  @Option(
    name: .customLong("terms"),
    help: ArgumentHelp(
      "Look for the lines of this file too, in UTF-8; - for standard input.", valueName: "file"))
  var file: String?

  @Option(help: "How to show the report: text or json (JSON Lines).")
  var format = Format.text

  @OptionGroup var location: IndexLocation

  func validate() throws {
    guard samples >= 0 else { throw ValidationError("--samples is a count: 0 or more.") }
    guard cities >= 0 else { throw ValidationError("--cities is a count: 0 or more.") }
  }

  func execute(_ output: Output) throws -> ExitStatus {
    let terms = try self.terms + (file.map(TermList.read) ?? [])
    let searcher = try location.open().searcher()
    let clock = ContinuousClock()
    let start = clock.now
    var shown = start
    let report = try searcher.audit(
      samples: samples, seed: UInt64(seed ?? .random(in: 1...999_999)), terms: terms,
      cities: cities
    ) { progress in
      guard (clock.now - shown).seconds >= 0.2 else { return }
      shown = clock.now
      Diagnostics.showProgress(AuditProgressLine.text(progress))
    }
    Diagnostics.clearProgress()
    let seconds = (clock.now - start).seconds
    switch format {
    case .text: try TextAudit(report, seconds: seconds).print(to: output)
    case .json: try JSONAudit(report, seconds: seconds).print(to: output.write)
    }
    try output.flush()
    for term in report.unsearchable {
      Diagnostics.say("nothing to look for in \(term): a term has a letter or a digit")
    }
    return report.isSound ? .fine : .nothing
  }
}
