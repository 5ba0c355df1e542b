import TansakuEvaluation
import Testing

@Suite("Measures")
struct MeasureTests {
  private func evaluate(
    _ run: String, _ judgments: String, _ names: [String]
  ) throws -> Evaluation {
    Evaluation(
      of: try Run(parsing: Array(run.utf8)), by: try Judgments(parsing: Array(judgments.utf8)),
      measures: names.compactMap { Measure($0) })
  }

  @Test("are those of trec_eval on a random run, query by query and in the mean")
  func randomRun() throws {
    let evaluation = try evaluate(RandomRun.run, RandomRun.judgments, RandomRun.measures)
    #expect(evaluation.results.map(\.query).sorted() == RandomRun.figures.keys.sorted())
    for result in evaluation.results {
      let expected = try #require(RandomRun.figures[result.query])
      for (index, name) in RandomRun.measures.enumerated() {
        #expect(
          abs(result.values[index] - expected[index]) < 1e-12, "\(name) of \(result.query)")
      }
    }
    for index in RandomRun.measures.indices {
      let mean = RandomRun.figures.values.map { $0[index] }.reduce(0, +) / 7
      #expect(abs(evaluation.means[index] - mean) < 1e-12)
    }
    #expect(evaluation.unanswered == ["q4"])
    #expect(evaluation.unjudged == ["q6"])
  }

  @Test("come out as worked out by hand")
  func byHand() throws {
    let evaluation = try evaluate(
      "1 Q0 a 1 3 x\n1 Q0 b 2 2 x\n1 Q0 c 3 1 x",
      "1 0 b 1\n1 0 c 2\n1 0 d 1", ["nDCG@10", "RR@10", "RR@1", "R@2", "Success@1", "AP"])
    let values = evaluation.results[0].values
    // Found 0, 1, 2 against 2, 1, 1 at best; log2 of 2, 3 and 4.
    #expect(
      abs(values[0] - (1 / 1.584962500721156 + 2 / 2) / (2 + 1 / 1.584962500721156 + 0.5)) < 1e-12)
    #expect(values[1] == 0.5)
    #expect(values[2] == 0)
    #expect(abs(values[3] - 1.0 / 3) < 1e-12)
    #expect(values[4] == 0)
    #expect(abs(values[5] - (1.0 / 2 + 2.0 / 3) / 3) < 1e-12)
  }

  @Test("go by the names of ir-measures")
  func names() {
    #expect(
      Measure.standard.map(\.description)
        == ["nDCG@10", "RR@10", "R@100", "R@1000", "Success@1", "AP"])
    for measure in Measure.standard { #expect(Measure(measure.description) == measure) }
    #expect(Measure("MRR@10") == .reciprocalRank(at: 10))
    for name in ["", "nDCG", "R@0", "R@-1", "AP@3", "R@@3", "P@10", "r@10"] {
      #expect(Measure(name) == nil)
    }
  }

  @Test("of nothing are nothing")
  func nothing() throws {
    let evaluation = try evaluate("", "", ["AP"])
    #expect(evaluation.means == [0])
    #expect(evaluation.results.isEmpty)
  }
}
