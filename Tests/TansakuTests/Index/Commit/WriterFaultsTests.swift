import TansakuStorage
import TansakuTestSupport
import Testing

@testable import Tansaku

@Suite("What goes wrong in an update is not committed, whatever the caller makes of it")
struct WriterFaultsTests {
  @Test("An error that the caller swallows still undoes the update")
  func swallowed() throws {
    let disk = FaultyFileSystem()
    let index = try SearchIndex(at: "index", creating: true, fileSystem: disk)
    try index.update { try $0.add(Document(id: "a", body: "old")) }
    #expect(throws: (any Error).self) {
      try index.update { writer in
        disk.fail(operation: disk.operationCount, with: .noSpace)
        try? writer.add(Document(id: "a", body: "new"))
      }
    }
    #expect(try index.searcher().search("old").map(\.id) == ["a"])
  }

  @Test("Ids are told apart byte for byte, within a commit and across commits")
  func identifiers() throws {
    let documents = ["\u{304C}", "\u{304B}\u{3099}"].map { Document(id: $0, body: "x") }
    for segments in [1, 2] {
      let built = try BuiltIndex(documents, segments: segments)
      #expect(try built.index.searcher().documentCount == 2)
    }
  }

  @Test("A name that could pass for a fact, or is too long, is refused, and the update goes on")
  func attributes() throws {
    let built = try BuiltIndex([])
    try built.index.update { writer in
      for name in ["a=b", "kind", String(repeating: "n", count: 300)] {
        #expect(throws: IndexError.self) {
          try writer.add(Document(id: "bad", attributes: [name: "v"]))
        }
      }
      try writer.add(Document(id: "good", body: "x", attributes: ["author": "a=b"]))
    }
    let searcher = try built.index.searcher()
    #expect(searcher.documentCount == 1)
    #expect(try searcher.search("x", filter: Filter(["author": ["a=b"]])).count == 1)
  }

  @Test("An index that lost its manifest is damaged, not new")
  func lostManifest() throws {
    let disk = FaultyFileSystem()
    let index = try SearchIndex(at: "index", creating: true, fileSystem: disk)
    try index.update { try $0.add(Document(id: "a", body: "old")) }
    try disk.remove("index/\(Manifest.name)")
    for creating in [true, false] {
      do {
        _ = try SearchIndex(at: "index", creating: creating, fileSystem: disk)
        Issue.record("a new index took the place of the old one")
      } catch let error as IndexError {
        #expect(error.code == .corrupt)
      }
    }
    #expect(try disk.list("index").contains { $0.hasSuffix(".terms") })
  }
}
