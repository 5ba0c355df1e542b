import TansakuTestSupport
import Testing

@testable import TansakuCommand

@Suite("Progress") struct IndexProgressTests {
  @Test("Rate and time left follow from bytes and seconds") func knownTotal() {
    #expect(
      IndexProgress.line(documents: 1_200, bytes: 3_500_000, total: 14_000_000, seconds: 2)
        == "1,200 documents, 3.5 of 14.0 MB, 1.8 MB/s, 0:06 left")
    // A file that grew while it was read.
    #expect(
      IndexProgress.line(documents: 1, bytes: 2_000_000, total: 1_000_000, seconds: 1)
        == "1 document, 2.0 of 2.0 MB, 2.0 MB/s, 0:00 left")
  }

  @Test("Without a total there is no time left, and without time no rate") func unknownTotal() {
    #expect(
      IndexProgress.line(documents: 2, bytes: 1_000_000, total: nil, seconds: 4)
        == "2 documents, 1.0 MB, 0.3 MB/s")
    #expect(
      IndexProgress.line(documents: 0, bytes: 0, total: 10_000_000, seconds: 0)
        == "0 documents, 0.0 of 10.0 MB, 0.0 MB/s")
  }

  @Test("Times are rounded up, with hours only where there are some")
  func times() {
    let times = [
      0: "0:00", 0.2: "0:01", 59.5: "1:00", 125: "2:05", 3_725: "1:02:05", 1e12: "277777:46:40",
    ]
    for (seconds, text) in times { #expect(IndexProgress.time(seconds) == text) }
  }

  /// What the tool writes to a terminal made for it by `script`, of util-linux.
  private func terminalOutput(of command: String, in directory: TemporaryDirectory) throws
    -> String?
  {
    let shell = Tool(in: directory)
    let outcome = try shell(
      [],
      wrapper: [
        "sh", "-c",
        "command -v script >/dev/null || exit 9; script -qec \"$0 \(command)\" /dev/null",
      ])
    return outcome.status == 9 ? nil : outcome.output
  }

  @Test("On a terminal, files have a time left and a pipe has none; elsewhere nothing is shown")
  func terminal() throws {
    let directory = try TemporaryDirectory()
    let tool = Tool(in: directory)
    let text = String(repeating: "word ", count: 2_000)
    let lines = (0..<250).map { #"{"id":"\#($0)","text":"\#(text)"}"# }.joined(separator: "\n")
    for name in ["a.jsonl", "b.jsonl"] { try tool.put(name, lines) }
    guard let files = try terminalOutput(of: "index a.jsonl b.jsonl", in: directory) else { return }
    #expect(files.contains(" of 5.0 MB, ") && files.contains(" left"), "\(files)")
    #expect(files.contains("writing the rest"))
    let pipe = try #require(try terminalOutput(of: "index - < a.jsonl", in: directory))
    #expect(pipe.contains(" MB/s") && !pipe.contains(" left"), "\(pipe)")
    let quiet = try tool("index", "a.jsonl")
    #expect(quiet.status == 0 && quiet.errors.isEmpty && !quiet.output.contains("left"))
  }
}
