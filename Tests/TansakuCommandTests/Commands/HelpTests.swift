import ArgumentParser
import Testing

@testable import TansakuCommand

@Suite("Help texts")
struct HelpTests {
  /// The lines of a help text in which a run of three or more blanks stands inside a sentence.
  ///
  /// The blanks at the beginning of a line, and those between the name of an option or a command and
  /// what is said of it, are the layout of the parser.
  private static func linesWithRuns(in help: String) -> [String] {
    var isList = false
    var found: [String] = []
    for line in help.split(separator: "\n", omittingEmptySubsequences: false) {
      if let first = line.first, first != " " {
        isList = line.hasSuffix(":") && line == line.uppercased()
      }
      var sentence = line.drop { $0 == " " }
      if isList, line.hasPrefix("  "), !line.dropFirst(2).hasPrefix(" "),
        let blanks = sentence.firstRange(of: "  ")
      {
        sentence = sentence[blanks.upperBound...].drop { $0 == " " }
      }
      if sentence.contains("   ") { found.append(String(line)) }
    }
    return found
  }

  @Test("No sentence has a run of blanks in it, as a literal has that lost the backslash of a line")
  func noRunsOfBlanks() throws {
    var commands: [any ParsableCommand.Type] = [TansakuTool.self]
    commands += TansakuTool.configuration.subcommands
    #expect(commands.count > 15)
    for command in commands {
      // The lines are as wide as they need to be, because a line that is broken may break a run.
      let help = TansakuTool.helpMessage(for: command, includeHidden: true, columns: 100_000)
      try #require(help.contains("OPTIONS:"))
      #expect(HelpTests.linesWithRuns(in: help) == [])
    }
  }

  @Test("A run of blanks is found in a sentence, and not in the layout")
  func findsRuns() {
    let help = """
      OVERVIEW: Find      it.

      A sentence, where       nothing gains.
        tansaku search x

      OPTIONS:
        -n, --limit <limit>     The most     hits.
        --skip <skip>           How many to pass over.
                                Again.
      """
    #expect(
      HelpTests.linesWithRuns(in: help).map { $0.split(separator: " ").first ?? "" }
        == ["OVERVIEW:", "A", "-n,"])
  }
}
