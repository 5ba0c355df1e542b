import TansakuTestSupport
import Testing

/// The texts in `Corpus` and one index of them that all tests share and none changes.
final class Corpus: Sendable {
  /// Built when the first test asks.
  static let shared = Result { try Corpus() }

  private let directory: TemporaryDirectory
  /// The folder of the index.
  let index: String

  private init() throws {
    directory = try TemporaryDirectory()
    index = directory.path("Index")
    let outcome = try Tool(in: directory)("index", "-i", index, "\(repositoryRoot)/Corpus")
    guard outcome.status == 0 else { throw IndexingFailed(errors: outcome.errors) }
  }

  /// The tool, searching the corpus.
  var tool: Tool {
    var tool = Tool(in: directory)
    tool.environment["TANSAKU_INDEX"] = index
    return tool
  }

  struct IndexingFailed: Error { let errors: String }
}

/// The hits of JSON Lines: their ids in order.
func ids(inJSON output: String) throws -> [String] {
  try lines(inJSON: output).compactMap { $0["type"] == .text("hit") ? $0["id"]?.text : nil }
}
