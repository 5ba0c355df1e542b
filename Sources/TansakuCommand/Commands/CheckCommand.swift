import ArgumentParser
import Tansaku
import TansakuText

/// `tansaku check`: whether an index is as it was written.
struct CheckCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Read the whole index and tell what is wrong with it.",
    discussion: """
      Compares every byte with its checksum, every file with what the manifest says of it, every \
      term with its documents and positions, and the positions and the length of every document with \
      each other. Changes nothing.

      With --deep all texts are analyzed again, as when they were indexed, and every term, number, \
      date, city, fact and length that they give is compared with what the index has. That takes \
      about as long as indexing them, on one processor. It cannot be done where the texts were \
      analyzed by another version of the rules.

      Examples:
        tansaku check
        tansaku check --deep
        tansaku check -i archive.tansaku && cp -r archive.tansaku backup

      Exit status 1: a fault was found, and the index must be built again; tansaku salvage builds \
      another one from what can be read.
      """)

  @Flag(help: "Analyze the stored texts again and compare the index with what they give.")
  var deep = false

  @OptionGroup var location: IndexLocation

  func execute(_ output: Output) throws -> ExitStatus {
    // An index whose manifest is damaged cannot be opened, but it can be checked.
    let report = try IndexCheck(directory: location.path, deep: deep).run()
    try TextCheck(report).print(to: output)
    guard report.isSound else { return .nothing }
    if deep, !report.otherAnalyses.isEmpty {
      try output.flush()
      Diagnostics.say(
        "The index was not compared with its texts, because some were analyzed by "
          + report.otherAnalyses.joined(separator: "; ") + " and this program has "
          + "\(AnalysisVersion.current). Build the index again, or check it with the program that "
          + "built it.")
      return .failed
    }
    return .fine
  }
}
