import TansakuEvaluation
import TansakuTestSupport

/// The judged sets in `Tests/Relevance/Sets`, and how well the tool ranks their documents.
final class JudgedSets: Sendable {
  /// Indexed and asked when the first test asks.
  static let shared = Result { try JudgedSets() }

  /// The names of the sets.
  static var names: [String] {
    get throws { try TansakuCommandTests.names(in: "\(RelevanceTables.folder)/Sets") }
  }

  private let runs: [String: [String: String]]

  private init() throws {
    var runs: [String: [String: String]] = [:]
    let names = try JudgedSets.names
    runs["apart"] = try names.reduce(into: [:]) { runs, name in
      runs[name] = try JudgedSets.run(of: name, in: JudgedSets.index([name]))
    }
    // One index of all, and each set asked on its own.
    let together = try JudgedSets.index(names)
    runs["together"] = try names.reduce(into: [:]) { runs, name in
      runs[name] = try JudgedSets.run(of: name, in: together)
    }
    self.runs = runs
  }

  /// The mean reciprocal rank by set, and the mean of the sets as `mean`.
  ///
  /// - Parameters:
  ///   - index: `apart` or `together`.
  ///   - change: what is done to each ranking first.
  /// - Returns: the values; empty for another index.
  /// - Throws: what is wrong with the files.
  func values(
    of index: String, changing change: ([String]) -> [String] = { $0 }
  ) throws -> [String: Double] {
    let runs = (runs[index] ?? [:]).sorted { $0.key < $1.key }
    var values = try runs.reduce(into: [String: Double]()) { values, entry in
      let judgments = try bytes(of: JudgedSets.path(entry.key, "qrels.txt"))
      values[entry.key] =
        Evaluation(
          of: try Run(parsing: Array(JudgedSets.changed(entry.value, change).utf8)),
          by: try Judgments(parsing: judgments), measures: [.reciprocalRank(at: 10)]
        ).means[0]
    }
    values["mean"] = values.values.reduce(0, +) / Double(max(values.count, 1))
    return values
  }

  private static func path(_ set: String, _ file: String) -> String {
    "\(RelevanceTables.folder)/Sets/\(set)/\(file)"
  }

  private static func index(_ names: [String]) throws -> TemporaryDirectory {
    let directory = try TemporaryDirectory()
    let outcome = try Tool(in: directory)(["index"] + names.map { path($0, "docs.jsonl") })
    guard outcome.status == 0 else { throw ToolFailed(errors: outcome.errors) }
    return directory
  }

  private static func run(of name: String, in directory: TemporaryDirectory) throws -> String {
    let outcome = try Tool(in: directory)("batch", path(name, "queries.tsv"), "--limit", "10")
    guard outcome.status == 0 else { throw ToolFailed(errors: outcome.errors) }
    return outcome.output
  }

  /// The run with each query's documents in another order.
  private static func changed(_ run: String, _ change: ([String]) -> [String]) -> String {
    let fields = run.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    let rankings = Dictionary(grouping: fields, by: \.[0]).sorted { $0.key < $1.key }
    return rankings.map { query, lines in
      change(lines.map { $0[2] }).enumerated().map { place, document in
        "\(query) Q0 \(document) \(place + 1) \(-place) x\n"
      }.joined()
    }.joined()
  }

  struct ToolFailed: Error { let errors: String }
}
