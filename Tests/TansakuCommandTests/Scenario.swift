import FoundationEssentials

/// One behaviour, told in a file of `Tests/Scenarios` whose name is the sentence.
struct Scenario: Decodable {
  /// The documents that are indexed first, as lines of JSON Lines.
  var documents: [[String: String]]?
  /// Whether the index of `Corpus` is searched instead.
  var corpus: Bool?
  /// Files that are written into the folder that the tool works in.
  var files: [String: String]?
  /// What is run, one after another.
  var steps: [Step]

  /// One run of the tool and what is expected of it.
  struct Step: Decodable {
    /// The arguments of the tool.
    var run: [String]?
    /// Instead of arguments, a query, which is asked for all hits.
    var search: String?
    /// What is given on standard input.
    var stdin: String?
    /// Variables of the environment.
    var environment: [String: String]?

    /// The exit status; 0 unless said.
    var exit: Int32?
    /// The ids of all hits in order.
    var ids: [String]?
    /// The ids of all hits in any order.
    var idsInAnyOrder: [String]?
    /// The ids of the first hits in order.
    var first: [String]?
    /// The ids of the first hits in any order.
    var firstInAnyOrder: [String]?
    /// Ids that are not among the hits.
    var absent: [String]?
    /// What standard output is, to the letter.
    var output: String?
    /// What standard output holds.
    var outputContains: [String]?
    /// What standard output does not hold.
    var outputLacks: [String]?
    /// What standard error holds.
    var errorContains: [String]?

    /// What the tool is given.
    var arguments: [String] {
      run ?? ["search", "--format", "json", "--limit", "100000", "--", search ?? ""]
    }
  }

  /// The scenario in a file.
  init(named name: String) throws {
    let path = "\(repositoryRoot)/Tests/Scenarios/\(name).json"
    self = try JSONDecoder().decode(Scenario.self, from: Data(try bytes(of: path)))
  }

  /// The names of all scenarios.
  static var names: [String] {
    get throws {
      try TansakuCommandTests.names(in: "\(repositoryRoot)/Tests/Scenarios")
        .filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }
    }
  }
}
