import ArgumentParser

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Where the process begins: arguments in, an exit status out.
@main
enum Program {
  static func main() {
    // A reader that has gone is told by the writing itself, which then ends quietly.
    signal(SIGPIPE, SIG_IGN)
    // A file that would pass the size that is allowed is an error like a full disk.
    signal(SIGXFSZ, SIG_IGN)
    exit(run(Array(CommandLine.arguments.dropFirst())).rawValue)
  }

  private static func run(_ arguments: [String]) -> ExitStatus {
    let output = Output()
    do {
      let command: any ParsableCommand
      do {
        command = try parse(arguments)
      } catch {
        return try report(error, of: arguments, to: output)
      }
      guard let command = command as? any Subcommand else { return .fine }
      let status: ExitStatus
      do {
        status = try command.execute(output)
      } catch {
        try output.flush()
        throw error
      }
      try output.flush()
      return status
    } catch is ClosedPipe {
      return .fine
    } catch {
      let advice = Advice.on(error).map { " \($0)" } ?? ""
      Diagnostics.say(String(describing: error) + advice)
      return .failed
    }
  }

  /// The command that the arguments name; a request for help is thrown, as the parser does.
  static func parse(_ arguments: [String]) throws -> any ParsableCommand {
    var command = try TansakuTool.parseAsRoot(HyphenedText.joiningSortNames(arguments))
    // What is no subcommand of ours asks for help: the tool without one, and `help`.
    if !(command is any Subcommand) { try command.run() }
    return command
  }

  /// Shows help that was asked for, or what is wrong with the arguments.
  private static func report(
    _ error: any Error, of arguments: [String], to output: Output
  ) throws -> ExitStatus {
    var message = TansakuTool.fullMessage(for: error)
    if TansakuTool.exitCode(for: error).isSuccess,
      let fault = HyphenedText.fault(inHelpFor: arguments)
    {
      Diagnostics.say(fault)
      return .misused
    }
    if TansakuTool.exitCode(for: error).isSuccess {
      try output.write(message + "\n")
      try output.flush()
      return .fine
    }
    message = HyphenedText.advised(message, arguments)
    let mistake = "Error: "
    Diagnostics.say(message.hasPrefix(mistake) ? String(message.dropFirst(mistake.count)) : message)
    return .misused
  }
}
