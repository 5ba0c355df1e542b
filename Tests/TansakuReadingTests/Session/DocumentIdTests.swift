import Tansaku
import TansakuTestSupport
import Testing

@Suite("Ids of documents that are read")
struct DocumentIdTests {
  @Test(
    "The reader refuses an id if and only if the writer of an index does",
    arguments: [
      ("a", true), ("a\u{A0}b", true), ("\u{200B}", true), ("都", true), ("a\u{1F}", false),
      ("a\nb", false), ("\u{7F}", false), ("a\u{80}b", false), ("a\u{85}b", false),
      ("\u{9F}", false), ("", false), (String(repeating: "é", count: 256), true),
      (String(repeating: "é", count: 256) + "a", false),
    ])
  func sameRule(id: String, isTaken: Bool) throws {
    let escaped = id.unicodeScalars.map { scalar in
      let digits = String(scalar.value, radix: 16)
      return scalar.value < 0x20
        ? "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        : String(scalar)
    }.joined()
    let folder = try TemporaryDirectory()
    let path = try folder.write("ids.jsonl", "{\"id\":\"\(escaped)\",\"title\":\"x\"}\n")
    #expect(try documents(path).all.map(\.id) == (isTaken ? [id] : []))
    let index = try SearchIndex(at: TemporaryDirectory().path("index"))
    try index.update { writer in
      if isTaken {
        try writer.add(Document(id: id, title: "x"))
      } else {
        let error = #expect(throws: IndexError.self) {
          try writer.add(Document(id: id, title: "x"))
        }
        #expect(error?.code == .badDocument)
      }
    }
  }
}
