import TansakuStorage

/// The documents and frequencies of a list: see `PostingsFormat`.
enum ListCoding {
  /// Appends the documents and frequencies of a list.
  ///
  /// - Parameters:
  ///   - documents: the documents, increasing; fewer than `PostingsFormat.fewestInBlocks`.
  ///   - frequencies: how often the term occurs in each.
  ///   - low: the least that the first document can be.
  ///   - documentCount: how many documents the segment has.
  ///   - bits: what to append to.
  static func append(
    _ documents: UnsafeBufferPointer<UInt32>, _ frequencies: UnsafeBufferPointer<UInt32>,
    low: UInt32, of documentCount: Int, to bits: inout BitWriter
  ) {
    let count = documents.count
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: count) { room in
      guard let rest = room.baseAddress, let documents = documents.baseAddress else {
        preconditionFailure("A list has a document")
      }
      for index in 0..<count { rest[index] = frequencies[index] &- 1 }
      let place = PostingsFormat.frequencyPlace(of: RiceCoding.parameter(for: rest, count: count))
      bits.append(UInt32(place), count: PostingsFormat.listHead)
      InterpolativeCoding.append(
        documents, count: count, low: low, high: UInt32(documentCount - 1), to: &bits)
      for start in stride(from: 0, to: count, by: PostingsFormat.frequenciesInRun) {
        RiceCoding.append(
          rest + start, count: min(PostingsFormat.frequenciesInRun, count - start),
          parameter: PostingsFormat.frequencyParameter(at: place), to: &bits)
      }
    }
  }

  /// Reads the documents of a list.
  ///
  /// - Parameters:
  ///   - bytes: bytes, which may be anything, from the first of the list.
  ///   - count: how many documents it has.
  ///   - low: the least that the first can be.
  ///   - documentCount: how many documents the segment has.
  ///   - documents: memory for `count` of them.
  /// - Returns: the bit behind them, where the frequencies begin; nil where the bytes are no list.
  static func readDocuments(
    _ bytes: UnsafeRawBufferPointer, count: Int, low: UInt32, of documentCount: UInt32,
    into documents: UnsafeMutablePointer<UInt32>
  ) -> Int? {
    guard documentCount > 0 else { return nil }
    return InterpolativeCoding.read(
      bytes, from: PostingsFormat.listHead, count: count, low: low, high: documentCount - 1,
      into: documents)
  }

  /// Reads the frequencies of a list.
  ///
  /// - Parameters:
  ///   - bytes: bytes, which may be anything, from the first of the list.
  ///   - bit: the bit that the frequencies begin at.
  ///   - count: how many there are.
  ///   - frequencies: memory for `count` of them, rounded up to a multiple of four.
  /// - Returns: the bit behind them; nil where the bytes end before it.
  static func readFrequencies(
    _ bytes: UnsafeRawBufferPointer, from bit: Int, count: Int,
    into frequencies: UnsafeMutablePointer<UInt32>
  ) -> Int? {
    guard let first = bytes.first else { return nil }
    let parameter = PostingsFormat.frequencyParameter(at: Int(first & 7))
    var bit = bit
    for start in stride(from: 0, to: count, by: PostingsFormat.frequenciesInRun) {
      guard
        let end = RiceCoding.read(
          bytes, from: bit, count: min(PostingsFormat.frequenciesInRun, count - start),
          parameter: parameter, adding: 1, into: frequencies + start)
      else { return nil }
      bit = end
    }
    return bit
  }
}
