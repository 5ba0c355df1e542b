import Tansaku
import TansakuTestSupport
import Testing

@Suite("Stored documents")
struct StoredPaddingTests {
  @Test("come back from the last block, however long it is and its padding", arguments: 0..<24)
  func lastBlock(length: Int) throws {
    let disk = FaultyFileSystem()
    let index = try SearchIndex(at: "index", creating: true, fileSystem: disk)
    let document = Document(id: "d", body: String("abcdefghijklmnopqrstuvwxyz".prefix(length)))
    try index.update { try $0.add(document) }
    #expect(try index.searcher().document(id: "d") == document)
  }
}
