import TansakuEvaluation
import Testing

@Suite("Reading runs and judgments")
struct ReadingTests {
  private func run(_ text: String) throws(EvaluationError) -> Run {
    try Run(parsing: Array(text.utf8), file: "r.run")
  }

  private func judgments(_ text: String) throws(EvaluationError) -> Judgments {
    try Judgments(parsing: Array(text.utf8), file: "q.tsv")
  }

  @Test("orders by score, whatever the ranks say, and equal scores by falling ids")
  func order() throws {
    let run = try run("1 Q0 a 1 2 x\n2 Q0 z 1 1 x\n1 Q0 b 9 2.0 x\n1 Q0 c 3 -1e1 x\n1 Q0 d 4 7 x\n")
    #expect(run.documents(of: "1") == ["d", "b", "a", "c"])
    #expect(run.queries == ["1", "2"])
    #expect(run.documents(of: "3").isEmpty)
  }

  @Test(
    "takes tabs, carriage returns, empty lines, a byte order mark and spaces in ids between tabs")
  func forms() throws {
    let run = try run("\u{FEFF}1\tQ0\ta b\t1\t2\tx\r\n\r\n  \n1 Q0  c   2 1 x")
    #expect(run.documents(of: "1") == ["a b", "c"])
    let headed = try judgments("query-id\tcorpus-id\tscore\r\n1\td 1\t2\n1\td2\t0\n")
    #expect(headed["1", "d 1"] == 2)
    #expect(headed["1", "d2"] == 0)
    #expect(headed["1", "d3"] == nil)
    #expect(try judgments("1 0 d 3\n1 0 d 3").queries == ["1"])
  }

  @Test(
    "tells the file, the line and the fault of a bad run",
    arguments: [
      ("1 Q0 a 1 2 x\n1 Q0 b 2 1", "r.run:2: A result has the fields"),
      ("\n1 Q0 a 1 two x", "r.run:2: The score \"two\" is no number."),
      ("1 Q0 a 1 nan x", "r.run:1: The score"),
      ("1 Q0 a 1 2 x\n1 Q0 a 2 1 x", "r.run:2: a stands twice"),
      ("1\tQ0\t\t1\t2\tx", "r.run:1: The query's or the document's id is empty."),
    ])
  func badRun(text: String, message: String) throws {
    let error = #expect(throws: EvaluationError.self) { try run(text) }
    #expect(error?.description.hasPrefix(message) == true)
  }

  @Test(
    "tells the file, the line and the fault of bad judgments",
    arguments: [
      ("1 0 d 1\n1 0 d", "q.tsv:2: A judgment has the fields query, 0, document, grade"),
      ("1 0 d high", "q.tsv:1: The grade \"high\" is no whole number."),
      ("query-id\tcorpus-id\tscore\n1 0 d 1", "q.tsv:2: A judgment has the fields query, document"),
      ("1 0 d 1\n1 0 d 2", "q.tsv:2: d is judged 2 here and 1 before."),
    ])
  func badJudgments(text: String, message: String) throws {
    let error = #expect(throws: EvaluationError.self) { try judgments(text) }
    #expect(error?.description.hasPrefix(message) == true)
  }

  @Test("refuses what is no UTF-8")
  func notUTF8() {
    let error = #expect(throws: EvaluationError.self) {
      try Run(parsing: Array("1 Q0 a 1 2 x\n1 Q0 ".utf8) + [0xFF, 0xFE] + Array(" 2 1 x".utf8))
    }
    #expect(error?.line == 2)
    #expect(error?.description == "2: The line is not valid UTF-8.")
  }
}
