import ArgumentParser
import Tansaku

/// `tansaku salvage`: an index from what can be read of a damaged one.
struct SalvageCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "salvage",
    abstract: "Build an index from the documents that can still be read of a damaged one.",
    discussion: """
      Reads the stored texts of every segment and indexes them anew in another folder. The damaged \
      index stays as it is. Prints for every segment how many documents were taken from it and what \
      could not be read.

      If the manifest cannot be read, the aliases of the index are lost: name them with --aliases.

      Examples:
        tansaku check || tansaku salvage --into saved.tansaku
        tansaku salvage -i archive.tansaku --into saved.tansaku --aliases names.txt

      Exit status 1: something could not be read.
      """)

  @Option(help: ArgumentHelp("The folder for the new index, which has none yet.", valueName: "dir"))
  var into: String

  @Option(
    help: ArgumentHelp(
      "A file of names that mean the same, instead of those of the damaged index.",
      valueName: "file"))
  var aliases: String?

  @OptionGroup var location: IndexLocation

  func validate() throws {
    if into.isEmpty { throw ValidationError("An empty name is no folder for an index.") }
  }

  func execute(_ output: Output) throws -> ExitStatus {
    let report = try SearchIndex.salvage(
      from: location.path, into: into, aliases: try aliases.map(AliasFile.read))
    try TextSalvage(report).print(to: output)
    return report.isComplete ? .fine : .nothing
  }
}
