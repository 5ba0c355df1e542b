import TansakuTestSupport
import Testing

@testable import Tansaku

@Suite("What a document must be like")
struct DocumentCheckTests {
  /// The code with which a document is refused where a text may have 8 bytes; nil where it is taken.
  private func refusal(_ document: Document) -> IndexError.Code? {
    do {
      try DocumentCheck(longestText: 8).check(document)
      return nil
    } catch {
      return (error as? IndexError)?.code
    }
  }

  @Test("An id has 1 to 512 bytes and no control characters")
  func identifiers() {
    #expect(refusal(Document(id: String(repeating: "a", count: 512))) == nil)
    for id in ["", String(repeating: "a", count: 513), "a\nb", "\u{7F}"] {
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

  @Test("No text is longer than what its places can be counted in")
  func lengths() {
    let longest = String(repeating: "a", count: 8)
    let over = longest + "a"
    #expect(
      refusal(Document(id: "a", title: longest, body: longest, attributes: ["x": longest])) == nil)
    for document in [
      Document(id: "a", title: over), Document(id: "a", body: over),
      Document(id: "a", source: over), Document(id: "a", attributes: ["x": over]),
    ] {
      #expect(refusal(document) == .tooLarge)
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
