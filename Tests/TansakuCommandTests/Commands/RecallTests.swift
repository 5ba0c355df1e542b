import Tansaku
import TansakuText
import Testing

@Suite("Recall") struct RecallTests {
  /// The titles and texts of the corpus, folded, by the ids of their documents.
  private static let folded = Result<[String: [[UInt32]]], any Error> {
    let searcher = try SearchIndex(existingAt: Corpus.shared.get().index).searcher()
    let analyzer = try Analyzer()
    var folded: [String: [[UInt32]]] = [:]
    for folder in ["declarations", "meetings", "projects"] {
      for name in try names(in: "\(repositoryRoot)/Corpus/\(folder)") where name.hasSuffix(".md") {
        guard let document = try searcher.document(id: String(name.dropLast(3))) else { continue }
        folded[document.id] = try [document.title, document.body].map {
          try analyzer.analyze($0).folded.scalars
        }
      }
    }
    try #require(folded.count == searcher.documentCount)
    return folded
  }

  /// Whether a text has a run of characters, whatever words it cuts: what `grep` would find.
  private static func holds(_ text: [UInt32], _ run: [UInt32]) -> Bool {
    text.indices.dropLast(run.count - 1).contains { text[$0...].starts(with: run) }
  }

  @Test(
    "What a scan of the texts finds, the index finds",
    arguments: ["網", "都市", "ネット", "要都", "国", "市ネ", "ワーク", "大都市", "回総会", "京都", "議的"])
  func indexFindsWhatAScanFinds(run: String) throws {
    let folded = try Analyzer().analyze(run).folded.scalars
    let scanned = Set(
      try RecallTests.folded.get().filter { document in
        document.value.contains { RecallTests.holds($0, folded) }
      }.keys)
    #expect(!scanned.isEmpty)
    let tool = try Corpus.shared.get().tool
    let quoted = try ids(
      inJSON: tool("search", "\"\(run)\"", "--format", "json", "-n", "100000").output)
    #expect(Set(quoted) == scanned)
    // 京都 is a name, and without quotes it means the city.
    if run == "京都" { return }
    let words = try ids(inJSON: tool("search", run, "--format", "json", "-n", "100000").output)
    #expect(scanned.isSubset(of: words), "missed: \(scanned.subtracting(words))")
  }
}
