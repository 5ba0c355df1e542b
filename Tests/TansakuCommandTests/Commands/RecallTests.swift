import Tansaku
import TansakuTestSupport
import TansakuText
import Testing

@Suite("Recall") struct RecallTests {
  /// Whether a folded text holds a folded run: what `grep` would find.
  private static func holds(_ text: String, _ run: String) throws -> Bool {
    let analyzer = try Analyzer()
    let text = try analyzer.analyze(text).folded.scalars
    let run = try analyzer.analyze(run).folded.scalars
    guard text.count >= run.count else { return false }
    return (0...text.count - run.count).contains { text[$0..<$0 + run.count].elementsEqual(run) }
  }

  @Test(
    "What a scan of the texts finds, the index finds",
    arguments: ["網", "都市", "ネット", "要都", "国", "市ネ", "ワーク", "大都市", "21の", "京都", "議的"])
  func indexFindsWhatAScanFinds(run: String) throws {
    let corpus = try Corpus.shared.get()
    let searcher = try SearchIndex(existingAt: corpus.index).searcher()
    let all =
      try names(in: "\(repositoryRoot)/Corpus/declarations")
      + names(in: "\(repositoryRoot)/Corpus/meetings")
      + names(in: "\(repositoryRoot)/Corpus/projects")
    var scanned: Set<String> = []
    var read = 0
    for name in all where name.hasSuffix(".md") {
      guard let document = try searcher.document(id: String(name.dropLast(3))) else { continue }
      read += 1
      if try RecallTests.holds(document.title, run) || RecallTests.holds(document.body, run) {
        scanned.insert(document.id)
      }
    }
    #expect(read == searcher.documentCount)
    let quoted = try ids(
      inJSON: corpus.tool("search", "\"\(run)\"", "--format", "json", "-n", "100000").output)
    #expect(Set(quoted) == scanned)
    // 京都 is a name, and without quotes it means the city.
    if run == "京都" { return }
    let words = try ids(
      inJSON: corpus.tool("search", run, "--format", "json", "-n", "100000").output)
    #expect(scanned.isSubset(of: words), "missed: \(scanned.subtracting(words))")
  }
}
