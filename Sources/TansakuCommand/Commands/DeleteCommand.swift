import ArgumentParser
import Tansaku

/// `tansaku delete`: documents by their ids.
struct DeleteCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "delete",
    abstract: "Delete documents by their ids.",
    discussion: """
      Examples:
        tansaku delete 2006-taipei-declaration.ja
        tansaku delete -i archive.tansaku draft-1 draft-2
        tansaku delete -- -draft

      All are deleted in one step. Exit status 1: none of them was there.
      """)

  @Argument(help: "The ids, as `search` shows them; after --, one may begin with a hyphen.")
  var ids: [String]

  @OptionGroup var location: IndexLocation

  func execute(_ output: Output) throws -> ExitStatus {
    var missing: [String] = []
    try location.open().update { writer in
      missing = try ids.filter { try !writer.delete(id: $0) }
    }
    for id in missing { Diagnostics.say("there is no document with the id \(id)") }
    try output.write("\(counted(ids.count - missing.count, "document")) deleted\n")
    return missing.count < ids.count ? .fine : .nothing
  }
}
