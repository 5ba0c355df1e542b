import TansakuStorage

/// What is shown of a document in a list.
struct StoredHead: Equatable {
  let id: String
  /// Empty where the document has none.
  var title: String
}

extension StoredReader {
  /// Calls `body` with the ids and titles of some documents in order; no other text is made of bytes.
  ///
  /// - Parameters:
  ///   - numbers: Their numbers, increasing.
  ///   - body: Is given the number and the head.
  /// - Throws: `StorageError` where the file is damaged, and what `body` throws.
  func forEachHead(of numbers: [UInt32], _ body: (UInt32, StoredHead) throws -> Void) throws {
    try forEachRecord(of: numbers) { number, record in
      // Fields stand in the order of their tags, and every document has an id.
      guard !record.isAtEnd, try record.readCount() == 1 else {
        throw record.error("A stored document has no id.")
      }
      var head = StoredHead(id: try record.readString(), title: "")
      if !record.isAtEnd, try record.readCount() == 2 { head.title = try record.readString() }
      try body(number, head)
    }
  }
}
