import TansakuStorage

/// What is shown of a document in a list.
struct StoredHead: Equatable {
  var id = ""
  var title = ""
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
      var head = StoredHead()
      while !record.isAtEnd {
        // Fields stand in the order of their tags.
        switch try record.readCount() {
        case 1: head.id = try record.readString()
        case 2: head.title = try record.readString()
        default: return try body(number, head)
        }
      }
      try body(number, head)
    }
  }
}
