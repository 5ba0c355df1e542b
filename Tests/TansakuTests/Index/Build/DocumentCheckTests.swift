import TansakuStorage
import TansakuTestSupport
import Testing

@testable import Tansaku

@Suite("What a document must be like")
struct DocumentCheckTests {
  /// The code with which a document is refused where its texts may have 5,000 bytes; nil where it is taken.
  private func refusal(_ document: Document) -> IndexError.Code? {
    do {
      try DocumentCheck(mostBytes: 5000).check(document)
      return nil
    } catch {
      return (error as? IndexError)?.code
    }
  }

  @Test("An id has 1 to 512 bytes and no control characters")
  func identifiers() {
    #expect(refusal(Document(id: String(repeating: "a", count: 512))) == nil)
    for id in ["", String(repeating: "a", count: 513), "a\nb", "\u{7F}", "a\u{85}b"] {
      #expect(refusal(Document(id: id)) == .badDocument)
    }
  }

  @Test("An attribute may not be named like a fact, nor hold an equals sign in its name")
  func attributeNames() {
    #expect(refusal(Document(id: "a", attributes: ["colour": "red"])) == nil)
    for name in ["kind", "a=b", String(repeating: "a", count: 257)] {
      #expect(refusal(Document(id: "a", attributes: [name: "x"])) == .badDocument)
    }
  }

  @Test("All texts of a document together are not longer than what a reader makes room for")
  func lengths() {
    let half = String(repeating: "a", count: 2400)
    let over = String(repeating: "a", count: 5000)
    #expect(refusal(Document(id: "a", title: half, body: half)) == nil)
    #expect(refusal(Document(id: "a", title: half, body: half, source: half)) == .tooLarge)
    for document in [
      Document(id: "a", title: over), Document(id: "a", body: over),
      Document(id: "a", source: over), Document(id: "a", attributes: ["x": over]),
    ] {
      #expect(refusal(document) == .tooLarge)
    }
    // However the texts are told, the record is not longer than was counted.
    for document in [
      Document(id: "a", title: half, body: half), Document(id: "a", attributes: ["x": half]),
      Document(
        id: "a",
        attributes: Dictionary(uniqueKeysWithValues: (0..<60).map { ("name\($0)", "\($0)") })),
    ] {
      var bytes = ByteWriter()
      StoredFormat.encode(document, to: &bytes)
      #expect(refusal(document) == nil && bytes.count <= 5000)
    }
  }

  @Test("A document that is refused is not added, and the writer goes on")
  func writerGoesOn() throws {
    let folder = try TemporaryDirectory()
    let index = try SearchIndex(at: folder.path("index"))
    try index.update { writer in
      try writer.add(Document(id: "a", body: "東京"))
      #expect(throws: IndexError.self) { try writer.add(Document(id: "", body: "東京")) }
      try writer.add(Document(id: "b", body: "東京"))
    }
    #expect(try index.searcher().search("東京", limit: 10).map(\.id).sorted() == ["a", "b"])
  }
}
