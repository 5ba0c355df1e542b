import TansakuTestSupport
import Testing

@testable import TansakuCommand

@Suite("TREC runs") struct TRECRunTests {
  private func lines(_ ranking: [(id: String, score: Float)], skipped: Int = 0) throws -> [[String]]
  {
    let directory = try TemporaryDirectory()
    let output = try Output(file: directory.path("run"))
    try TRECRun(output).write(query: "q", ranking, skipped: skipped)
    try output.flush()
    return try text(of: directory.path("run")).split(separator: "\n")
      .map { $0.split(separator: " ").map(String.init) }
  }

  @Test("The order of the scores is the order of the ranks, of equal scores too")
  func scoresFall() throws {
    var random = SeededGenerator(seed: 3)
    for _ in 0..<50 {
      let ranking = (0..<60).map {
        (id: "d\($0)", score: Float(Int.random(in: 0..<6, using: &random)))
      }
      .sorted { $0.score > $1.score }
      let lines = try lines(ranking)
      #expect(lines.map { $0[2] } == ranking.map(\.id))
      #expect(lines.map { $0[3] } == (1...60).map(String.init))
      let scores = lines.compactMap { Float($0[4]) }
      #expect(zip(scores, scores.dropFirst()).allSatisfy { $0 > $1 })
      #expect(zip(scores, ranking).allSatisfy { abs($0 - $1.score) < 1e-4 })
    }
  }

  @Test("A line has the six fields of the format") func fields() throws {
    #expect(try lines([("d", 1.5)], skipped: 4) == [["q", "Q0", "d", "5", "1.5", "tansaku"]])
  }

  @Test("An id with a space is refused") func spaceIsRefused() {
    #expect(throws: TRECRun.SpaceInIdentifier.self) { try lines([("a b", 1)]) }
  }
}
