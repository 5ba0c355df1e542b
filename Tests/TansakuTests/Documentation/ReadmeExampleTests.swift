import FoundationEssentials
import Tansaku
import TansakuTestSupport
import Testing

@Suite("The README's example is the code that is compiled here, and it works")
struct ReadmeExampleTests {
  /// The README's code, letter for letter.
  // swift-format-ignore
  private static func example() throws {
    // begin
    let index = try SearchIndex(at: "archive.tansaku")        // opens it, or creates it
    try index.update { writer in                              // durable on return, undone on throw
      try writer.add(Document(id: "2006-taipei", language: .japanese, kind: .declaration,
                              title: "台北宣言", body: "第5回総会（台北）で採択された。"))
      try writer.delete(id: "draft")
    }
    let searcher = try index.searcher()                       // immutable, Sendable snapshot
    for hit in try searcher.search("Taipei declaration 2006年4月", limit: 10) {
      print(hit.score, hit.id, hit.snippet(of: .body) ?? "")
    }
    // end
  }

  @Test("The README has this code")
  func readmeHasThisCode() throws {
    let file = URL(filePath: #filePath)
    let source = try String(contentsOf: file, encoding: .utf8)
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
    let begin = try #require(lines.firstIndex { $0 == "    // begin" })
    let end = try #require(lines.firstIndex { $0 == "    // end" })
    let code = lines[(begin + 1)..<end].map { $0.dropFirst(4) }.joined(separator: "\n")
    let root = file.deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let readme = try String(
      contentsOf: root.appending(path: "README.md"), encoding: .utf8)
    #expect(readme.contains("```swift\nimport Tansaku\n\n\(code)\n```"))
  }

  @Test("The code finds the declaration")
  func findsTheDeclaration() async {
    // The example writes beside whoever runs it: a process of its own gets a folder of its own.
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryDirectory()
      try #require(FileManager.default.changeCurrentDirectoryPath(folder.path))
      try ReadmeExampleTests.example()
      let hits = try SearchIndex(existingAt: folder.path("archive.tansaku")).searcher()
        .search("Taipei")
      #expect(hits.map(\.id) == ["2006-taipei"])
      #expect(hits.first?.snippet(of: .body) == "第5回総会（台北）で採択された。")
    }
  }
}
