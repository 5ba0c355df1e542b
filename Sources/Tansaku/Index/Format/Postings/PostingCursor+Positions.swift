import TansakuStorage

/// Where the term occurs, in the documents that the cursor stands on.
extension PostingCursor {
  /// The positions of the term, for the occurrences in the block at hand; nil where they are not
  /// wanted, or not kept.
  func blockPositions() -> PositionCursor? {
    guard let positions else { return nil }
    if positions.isSmall, positions.smallCount < held { readSmallPositions(held, positions) }
    return positions
  }

  /// Reads the positions behind a list, in so many of its first documents.
  @inline(never)
  private func readSmallPositions(_ wanted: Int, _ positions: PositionCursor) {
    guard let file, list == nil else { return }
    if unreadBlock.count > 0 { readFrequencies() }
    let first = start + entries.length
    let bit = frequenciesEnd
    // Nothing says where they end either.
    for longest in [
      bit / 8 + 2 * count + 64, PostingsFormat.longestList(documents: count),
    ] {
      do {
        let isRead = positions.readSmall(
          try file.bytes(first..<min(first + longest, file.count)), from: bit, documents: documents,
          frequencies: frequencies, count: wanted)
        if isRead { return }
      } catch {
        damage?.record(error)
        return
      }
    }
    reportContradiction()
  }

  /// Puts the positions of the term in the document at hand into `result`, increasing.
  ///
  /// An occurrence in a title stands twice. Empty for a term without positions.
  func readPositions(into result: PositionList) {
    result.keep(first: 0)
    guard at >= 0, at < held, let positions else { return }
    // Counting references would cost as much as a position; the cursor keeps its positions.
    Unmanaged.passUnretained(positions)._withUnsafeGuaranteedRef { read($0, into: result) }
  }

  /// Walks to the end from a cursor that has not moved, and appends the positions of each document to
  /// `positions`; calls `body` with the document and how many they are.
  func readAll(into positions: PositionList, _ body: (UInt32, Int) -> Void) {
    advance()
    while document != endOfPostings {
      if let places = blockPositions() {
        let frequencies = blockFrequencies
        var before = 0
        for index in 0..<held {
          let first = positions.count
          places.read(Int(frequencies[index]), skipping: before, into: positions)
          before &+= Int(frequencies[index])
          body(documents[index], positions.count &- first)
        }
      }
      move(to: held)
    }
  }

  @inline(__always)
  private func read(_ positions: PositionCursor, into result: PositionList) {
    if unreadBlock.count > 0, !isList, frequencyParameter == 0, pick(at) {
      positions.read(Int(pickedFrequency), skipping: occurrencesBefore, into: result)
      return
    }
    if positions.isSmall, positions.smallCount <= at { readSmallPositions(at + 1, positions) }
    let frequencies = blockFrequencies
    // Where the last question was about an earlier document of the block, its sum serves on.
    if at < countedTo || countedBlock != block {
      countedBlock = block
      countedTo = 0
      counted = 0
    }
    // Summed up aside: what is a part of an object is written at every step.
    var sum: UInt32 = 0
    for index in countedTo..<at { sum &+= frequencies[index] }
    counted &+= Int(sum)
    countedTo = at
    positions.read(Int(frequencies[at]), skipping: counted, into: result)
  }
}
