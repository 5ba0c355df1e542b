import ArgumentParser

/// A command that does something: its arguments become values, one call of the library gives the
/// results, one printer shows them.
protocol Subcommand: ParsableCommand {
  /// Does the work.
  func execute(_ output: Output) throws -> ExitStatus
}
