import TansakuTestSupport
import Testing

@Suite("A pipe that nobody reads") struct ClosedPipeTests {
  @Test(
    "Ending early is no failure",
    arguments: [
      ["search", "台北", "-n", "100"], ["search", "台北", "--format", "json"], ["--help"],
      ["analyze", "台北宣言"],
    ])
  func closedPipeIsSuccess(arguments: [String]) throws {
    #expect(try Corpus.shared.get().tool.withClosedPipe(arguments) == 0)
  }

  #if os(Linux)
  @Test("A full disk is a failure") func fullDiskFails() throws {
    let tool = try Corpus.shared.get().tool
    let outcome = try tool(
      ["batch", "-", "--latencies", "/dev/full"], input: "1\t台北\n")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("/dev/full: No space left on device"))
  }
  #endif
}
