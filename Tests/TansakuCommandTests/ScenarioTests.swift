import Tansaku
import TansakuTestSupport
import Testing

@Suite("Scenarios") struct ScenarioTests {
  @Test("A scenario holds", arguments: try Scenario.names)
  func scenarioHolds(name: String) throws {
    let scenario = try Scenario(named: name)
    let directory = try TemporaryDirectory()
    var tool = Tool(in: directory)
    if scenario.corpus == true { tool.environment["TANSAKU_INDEX"] = try Corpus.shared.get().index }
    if let documents = scenario.documents {
      let input = documents.map(ScenarioTests.line).joined()
      let outcome = try tool(["index", "-"], input: input)
      try #require(outcome.status == 0, "\(outcome.errors)")
    }
    for (name, content) in scenario.files ?? [:] { try tool.put(name, content) }
    try #require(!scenario.steps.isEmpty)
    for step in scenario.steps { try check(step.value, tool) }
  }

  @Test(
    "A scenario with an unknown key or with an expectation that can never fail is refused",
    arguments: [
      (#""search": "a", "outputContain": ["b"]"#, "There is no key \"outputContain\""),
      (#""search": "a""#, "expects nothing"), (#""run": ["check"]"#, "expects nothing"),
      (#""run": ["check"], "outputContains": []"#, "empty \"outputContains\""),
      (#""search": "a", "absent": []"#, "empty \"absent\""),
      (#""search": "a", "run": ["check"], "exit": 0"#, "either"), (#""exit": 0"#, "either"),
    ])
  func faultyStepsAreRefused(step: String, message: String) {
    let error = #expect(throws: ScenarioFault.self) {
      try Scenario(json: Array("{\"steps\": [{\(step)}]}".utf8))
    }
    #expect(error?.description.contains(message) == true, "\(String(describing: error))")
  }

  @Test("A scenario with an unknown key beside its steps is refused")
  func faultyScenariosAreRefused() {
    #expect(throws: ScenarioFault.self) {
      try Scenario(json: Array(#"{"document": [], "steps": [{"search": "a", "ids": []}]}"#.utf8))
    }
  }

  private func check(_ step: Scenario.Step, _ tool: Tool) throws {
    let outcome = try tool(
      step.arguments, input: step.stdin ?? "", environment: step.environment ?? [:])
    let said = Comment(
      "tansaku \(step.arguments.joined(separator: " "))\n\(outcome.output)\(outcome.errors)")
    #expect(outcome.status == step.exit ?? 0, said)
    if step.search != nil || step.expectsIDs {
      let found = try ids(inJSON: outcome.output)
      if let ids = step.ids { #expect(found == ids, said) }
      if let ids = step.idsInAnyOrder { #expect(found.sorted() == ids.sorted(), said) }
      if let ids = step.first { #expect(Array(found.prefix(ids.count)) == ids, said) }
      if let ids = step.firstInAnyOrder {
        #expect(found.prefix(ids.count).sorted() == ids.sorted(), said)
      }
      for id in step.absent ?? [] { #expect(!found.contains(id), said) }
    }
    if let output = step.output { #expect(outcome.output == output, said) }
    for text in step.outputContains ?? [] { #expect(outcome.output.contains(text), said) }
    for text in step.outputLacks ?? [] { #expect(!outcome.output.contains(text), said) }
    for text in step.errorContains ?? [] { #expect(outcome.errors.contains(text), said) }
  }

  private static func line(of document: [String: String]) -> String {
    var object = JSONObject()
    for (key, value) in document.sorted(by: { $0.key < $1.key }) { object.set(key, value) }
    return object.line
  }
}
