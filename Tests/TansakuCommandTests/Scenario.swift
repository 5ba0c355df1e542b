import FoundationEssentials

/// One behaviour, told in a file of `Tests/Scenarios` whose name is the sentence.
struct Scenario: KeyedDecodable {
  /// The documents that are indexed first, as lines of JSON Lines.
  var documents: [[String: String]]?
  /// Whether the index of `Corpus` is searched instead.
  var corpus: Bool?
  /// Files that are written into the folder that the tool works in.
  var files: [String: String]?
  /// What is run, one after another.
  var steps: [WithoutUnknownKeys<Step>]

  enum CodingKeys: String, CodingKey, CaseIterable {
    case documents, corpus, files, steps
  }

  /// One run of the tool and what is expected of it.
  struct Step: KeyedDecodable {
    /// The arguments of the tool.
    var run: [String]?
    /// Instead of arguments, a query, which is asked for all hits.
    var search: String?
    /// What is given on standard input.
    var stdin: String?
    /// Variables of the environment.
    var environment: [String: String]?

    /// The exit status; 0 unless said.
    ///
    /// A step that expects nothing else says it.
    var exit: Int32?
    /// The ids of all hits in order.
    ///
    /// The output of a step that expects ids is JSON Lines.
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

    enum CodingKeys: String, CodingKey, CaseIterable {
      case run, search, stdin, environment
      case exit, ids, idsInAnyOrder, first, firstInAnyOrder, absent
      case output, outputContains, outputLacks, errorContains
    }

    /// Whether the ids of hits are expected to be or not to be something.
    var expectsIDs: Bool {
      ids != nil || [idsInAnyOrder, first, firstInAnyOrder, absent].contains { $0 != nil }
    }

    /// What is wrong with the step: it runs nothing or two things, or an expectation of it can never fail.
    var fault: String? {
      if (run == nil) == (search == nil) { return "has either \"run\" or \"search\"" }
      let lists: [(CodingKeys, [String]?)] = [
        (.first, first), (.firstInAnyOrder, firstInAnyOrder), (.absent, absent),
        (.outputContains, outputContains), (.outputLacks, outputLacks),
        (.errorContains, errorContains),
      ]
      for (key, list) in lists where list?.isEmpty == true {
        return "has an empty \"\(key.rawValue)\", which can never fail"
      }
      let isSilent =
        exit == nil && output == nil && !expectsIDs
        && [outputContains, outputLacks, errorContains].allSatisfy { $0 == nil }
      return isSilent
        ? "expects nothing: say \"exit\": 0 if it is only to succeed" : nil
    }

    /// What the tool is given.
    var arguments: [String] {
      run ?? ["search", "--format", "json", "--limit", "100000", "--", search ?? ""]
    }
  }

  /// The scenario in a file.
  init(named name: String) throws {
    let path = "\(repositoryRoot)/Tests/Scenarios/\(name).json"
    try self.init(json: try bytes(of: path))
  }

  /// The scenario that a JSON text tells.
  ///
  /// - Throws: `ScenarioFault` if a key is unknown or a step cannot fail; `DecodingError` if a value has
  ///   the wrong type.
  init(json: [UInt8]) throws {
    self = try JSONDecoder().decode(WithoutUnknownKeys<Scenario>.self, from: Data(json)).value
    for (index, step) in steps.enumerated() {
      if let fault = step.value.fault { throw ScenarioFault("Step \(index + 1) \(fault).") }
    }
  }

  /// The names of all scenarios.
  static var names: [String] {
    get throws {
      try TansakuCommandTests.names(in: "\(repositoryRoot)/Tests/Scenarios")
        .filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }
    }
  }
}
