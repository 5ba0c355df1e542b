import Tansaku
import TansakuTestSupport
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

@Suite("Two processes and one index") struct TwoProcessesTests {
  private let directory: TemporaryDirectory
  private let tool: Tool
  private let index: SearchIndex

  init() throws {
    directory = try TemporaryDirectory()
    tool = Tool(in: directory)
    index = try SearchIndex(at: directory.path("Index"))
  }

  private func put(_ version: Int) throws {
    let lines = (0..<40).map { #"{"id":"d\#($0)","title":"v\#(version)","text":"台北宣言 \#($0)"}"# }
    try tool.put("\(version).jsonl", lines.joined(separator: "\n"))
  }

  private func titles(_ searcher: Searcher) throws -> Set<String> {
    let hits = try searcher.search("Taipei", limit: 100)
    #expect(hits.count == 40)
    return Set(hits.map(\.title))
  }

  @Test("A searcher keeps its commit while another process replaces and merges all files")
  func snapshot() throws {
    try put(0)
    #expect(try tool("index", "0.jsonl").status == 0)
    let old = try index.searcher()
    let untouched = try index.searcher()
    #expect(try titles(old) == ["v0"])
    for version in 1..<4 {
      try put(version)
      #expect(try tool("index", "\(version).jsonl").status == 0)
      #expect(try tool("merge").status == 0)
      #expect(try titles(old) == ["v0"])
      // Reopening shows the new commit.
      let now = try index.searcher()
      #expect(try titles(now) == ["v\(version)"])
      #expect(now.generation > old.generation)
    }
    // Nothing of it was read before its files were removed.
    #expect(try titles(untouched) == ["v0"])
    #expect(try index.check().isSound)
  }

  @Test("A process that begins after a commit finds it, and one before is not disturbed")
  func commitsOfThisProcess() throws {
    for version in 0..<4 {
      try index.update { writer in
        for number in 0..<40 {
          try writer.add(Document(id: "d\(number)", title: "v\(version)", body: "台北宣言"))
        }
        // What is not committed yet, nobody sees.
        guard version > 0 else { return }
        let outcome = try tool("search", "--format", "json", "-n", "100", "Taipei")
        #expect(outcome.lines.count { $0.contains(#""title":"v\#(version - 1)""#) } == 40)
      }
      let outcome = try tool("search", "--format", "json", "-n", "100", "Taipei")
      #expect(outcome.lines.count { $0.contains(#""title":"v\#(version)""#) } == 40)
    }
  }

  @Test("While one process writes, another is told so, and nothing of it is lost")
  func locked() throws {
    try put(1)
    try index.update { writer in
      try writer.add(Document(id: "mine", body: "台北"))
      let outcome = try tool("index", "1.jsonl")
      #expect(outcome.status == 2)
      #expect(outcome.errors.contains("Another process"), "\(outcome.errors)")
    }
    #expect(try index.searcher().documentCount == 1)
    #expect(try tool("index", "1.jsonl").status == 0)
    #expect(try index.searcher().documentCount == 41)
  }

  @Test("A writer whose lock file was removed commits nothing, and leaves what another one wrote")
  func lostLock() throws {
    try put(1)
    try index.update { try $0.add(Document(id: "first", body: "台北")) }
    let error = #expect(throws: IndexError.self) {
      try index.update { writer in
        try writer.add(Document(id: "lost", body: "台北"))
        #expect(unlink(directory.path("Index/tansaku-lock")) == 0)
        #expect(try tool("index", "1.jsonl").status == 0)
      }
    }
    #expect(error?.code == .locked)
    #expect(error?.message.contains("nothing was committed") == true)
    #expect(try index.searcher().document(id: "lost") == nil)
    #expect(try index.searcher().documentCount == 41)
    #expect(try tool("check").status == 0)
    try index.update { try $0.add(Document(id: "next", body: "台北")) }
    #expect(try index.searcher().documentCount == 42)
  }
}
