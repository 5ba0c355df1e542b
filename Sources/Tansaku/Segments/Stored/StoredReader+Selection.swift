extension StoredReader {
  /// Calls `body` with each of some documents in order.
  ///
  /// - Parameters:
  ///   - numbers: Their numbers, increasing.
  ///   - body: Is given the number and the document; each block is decompressed once.
  /// - Throws: `StorageError` where the file is damaged, and what `body` throws.
  func forEach(of numbers: [UInt32], _ body: (UInt32, Document) throws -> Void) throws {
    var at = 0
    try forEachBlock { block in
      guard at < numbers.count, block.documents.contains(numbers[at]) else { return }
      try block.forEach { number, record in
        guard at < numbers.count, numbers[at] == number else { return }
        at += 1
        try body(number, try document(in: record, of: block))
      }
    }
  }
}
