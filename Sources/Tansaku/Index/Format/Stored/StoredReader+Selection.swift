import TansakuStorage

extension StoredReader {
  /// Calls `body` with each of some documents in order.
  ///
  /// - Parameters:
  ///   - numbers: Their numbers, increasing.
  ///   - body: Is given the number and the document; each block is decompressed once.
  /// - Throws: `StorageError` where the file is damaged, and what `body` throws.
  func forEach(of numbers: [UInt32], _ body: (UInt32, Document) throws -> Void) throws {
    try forEachRecord(of: numbers) { number, record in
      try body(number, try StoredFormat.decodeFields(&record, end: record.remaining))
    }
  }
}
