import ArgumentParser
import Tansaku

/// `tansaku merge`: fewer segments, and no room for what was deleted.
struct MergeCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Rewrite the index with fewer segments and without deleted documents.",
    discussion: """
      Searches find the same documents before and after, and are faster the fewer segments there \
      are; what is deleted no longer counts for how rare a word is. \
      An update merges by itself what costs little; this is for an index that will not change \
      for a while.

      Examples:
        tansaku merge
        tansaku merge -i archive.tansaku --max-segments 4
      """)

  @Option(
    name: .customLong("max-segments"),
    help: ArgumentHelp("How many segments may be left, at least 1.", valueName: "count"))
  var maximumSegments = 1

  @OptionGroup var location: IndexLocation

  func validate() throws {
    guard maximumSegments >= 1 else { throw ValidationError("--max-segments is at least 1.") }
  }

  func execute(_ output: Output) throws -> ExitStatus {
    let left = try location.open().merge(maximumSegments: maximumSegments)
    try output.write("\(counted(left, "segment"))\n")
    return .fine
  }
}
