import TansakuStorage
import Testing

@testable import Tansaku

@Suite("A stored document that contradicts itself is told")
struct DamagedRecordTests {
  /// Reads a record of these fields, told to be `lie` bytes longer than it is, with another behind it.
  private func read(_ fields: [(tag: UInt64, texts: [String])], lie: Int = 0) throws -> Document {
    var record = ByteWriter()
    for (tag, texts) in fields {
      record.appendVarint(tag)
      for text in texts { record.appendString(text) }
    }
    var block = ByteWriter()
    block.appendVarint(UInt64(record.count + lie))
    record.withUnsafeBytes { block.append(contentsOf: $0) }
    StoredFormat.encode(Document(id: "z", body: "behind"), to: &block)
    return try block.withUnsafeBytes { bytes in
      var reader = ByteReader(bytes)
      return try StoredFormat.decode(&reader)
    }
  }

  @Test("A record with its fields in their order is a document")
  func whole() throws {
    #expect(
      try read([(1, ["a"]), (2, ["t"]), (3, ["b"]), (0, ["x", "1"]), (0, ["y", "2"])])
        == Document(id: "a", title: "t", body: "b", attributes: ["x": "1", "y": "2"]))
  }

  @Test("No id, a field twice, fields out of order, an attribute twice, an unknown field")
  func fields() {
    let damaged: [[(tag: UInt64, texts: [String])]] = [
      [], [(2, ["t"])], [(1, ["a"]), (1, ["b"])], [(1, ["a"]), (3, ["b"]), (2, ["t"])],
      [(1, ["a"]), (0, ["x", "1"]), (0, ["x", "2"])], [(1, ["a"]), (0, ["x", "1"]), (3, ["b"])],
      [(1, ["a"]), (11, ["b"])],
    ]
    for fields in damaged {
      #expect(throws: StorageError.self, "\(fields)") { try read(fields) }
    }
  }

  @Test("A field that reaches into the next document", arguments: [-1, -2, 1, 2, 3])
  func length(lie: Int) {
    #expect(throws: StorageError.self) { try read([(1, ["a"]), (3, ["body"])], lie: lie) }
  }
}
