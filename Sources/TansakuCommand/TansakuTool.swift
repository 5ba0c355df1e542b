import ArgumentParser
import Tansaku
import TansakuText

/// The tool itself, which only knows its commands.
struct TansakuTool: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tansaku",
    abstract: "Full-text search in many languages and scripts.",
    discussion: """
      Build an index, then search it:

        tansaku index Corpus
        tansaku search 台北宣言

      A city is found by all its names in all scripts, a run of Chinese, Japanese, Thai or Korean \
      characters wherever it stands, and other words as words.

      Results go to standard output, all else to standard error. Exit status: 0 found or fine, \
      1 nothing found or a check found a fault, 2 error, 64 wrong usage.
      """,
    version: "tansaku \(EngineVersion.current) (\(AnalysisVersion.current))",
    subcommands: [
      IndexCommand.self, DeleteCommand.self, MergeCommand.self, SearchCommand.self,
      SuggestCommand.self, CompleteCommand.self, SimilarCommand.self,
      KwicCommand.self, BatchCommand.self, WhyCommand.self,
      EvaluateCommand.self, AnalyzeCommand.self, InspectCommand.self, CheckCommand.self,
      AuditCommand.self, SalvageCommand.self,
    ])

  @OptionGroup var location: IndexLocation
}
