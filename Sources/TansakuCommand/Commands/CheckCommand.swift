import ArgumentParser
import Tansaku

/// `tansaku check`: whether an index is as it was written.
struct CheckCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Read the whole index and tell what is wrong with it.",
    discussion: """
      Compares every byte with its checksum and every term with its documents and positions. \
      Changes nothing.

      Examples:
        tansaku check
        tansaku check -i archive.tansaku && cp -r archive.tansaku backup

      Exit status 1: a fault was found, and the index must be built again.
      """)

  @OptionGroup var location: IndexLocation

  func execute(_ output: Output) throws -> ExitStatus {
    // An index whose manifest is damaged cannot be opened, but it can be checked.
    let report = try IndexCheck(directory: location.path).run()
    try TextCheck(report).print(to: output)
    return report.isSound ? .fine : .nothing
  }
}
