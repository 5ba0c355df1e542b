import Testing

@Suite("Relevance") struct RelevanceTests {
  private func rankings(of queries: [String]) throws -> [[String]] {
    let input = queries.enumerated().map { "\($0)\t\($1)\n" }.joined()
    let outcome = try Corpus.shared.get().tool(
      ["batch", "-", "--limit", "\(RelevanceExpectation.depth)"], input: input)
    try #require(outcome.status == 0, "\(outcome.errors)")
    var rankings = queries.map { _ in [String]() }
    for line in outcome.lines {
      let fields = line.split(separator: " ").map(String.init)
      rankings[try #require(Int(fields[0]))].append(fields[2])
    }
    return rankings
  }

  @Test("What is expected of the corpus comes first") func expectationsHold() throws {
    let expectations = try RelevanceTables.expectations
    try #require(expectations.count >= 30)
    for (expectation, ranking) in zip(expectations, try rankings(of: expectations.map(\.query))) {
      let failure = expectation.failure(in: ranking)
      #expect(failure == nil, "\(failure ?? "")")
    }
  }

  @Test("An expectation that does not hold is told") func expectationsFail() throws {
    let queries = ["Beijing withdrawal", "Beijing withdrawal", "!?"]
    let rankings = try rankings(of: queries)
    let first = try #require(rankings[0].first)
    let second = rankings[1][1]
    #expect(
      RelevanceExpectation(query: queries[0], id: first, rank: 1).failure(in: rankings[0]) == nil)
    #expect(
      RelevanceExpectation(query: queries[0], id: second, rank: 1).failure(in: rankings[0])
        == "\(queries[0]): \(second) must be among the first 1 and is number 2, behind \(first)")
    #expect(
      RelevanceExpectation(query: queries[1], id: "no-such-document", rank: 10)
        .failure(in: rankings[1])?.contains("none of the first 10") == true)
    #expect(
      RelevanceExpectation(query: queries[2], id: first, rank: 10).failure(in: rankings[2]) != nil)
  }

  @Test(
    "Judged questions find their documents as well as they did", arguments: ["apart", "together"])
  func thresholdsHold(index: String) throws {
    let values = try JudgedSets.shared.get().values(of: index)
    let thresholds = try RelevanceTables.thresholds.filter { $0.index == index }
    #expect(Set(thresholds.map(\.set)) == Set(try JudgedSets.names + ["mean"]))
    for threshold in thresholds {
      let failure = threshold.failure(in: values)
      #expect(failure == nil, "\(failure ?? "")")
    }
  }

  @Test("A ranking that is a little worse is told: first and second place changed for all queries")
  func thresholdsFail() throws {
    let values = try JudgedSets.shared.get().values(of: "together") { ranking in
      Array(ranking.prefix(2).reversed() + ranking.dropFirst(2))
    }
    for threshold in try RelevanceTables.thresholds where threshold.index == "together" {
      #expect(threshold.failure(in: values) != nil)
    }
    #expect(RelevanceThreshold(index: "apart", set: "none", least: 0.1).failure(in: values) != nil)
  }

  @Test("A ranking in which one question in twenty is lost is told")
  func fewLosses() throws {
    var count = 0
    let values = try JudgedSets.shared.get().values(of: "apart") { ranking in
      count += 1
      return count.isMultiple(of: 20) ? [] : ranking
    }
    for threshold in try RelevanceTables.thresholds where threshold.index == "apart" {
      #expect(threshold.failure(in: values) != nil)
    }
  }
}
