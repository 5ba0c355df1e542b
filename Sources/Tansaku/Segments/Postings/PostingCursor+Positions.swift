import TansakuStorage

/// Where the term occurs, in the documents that the cursor stands on.
extension PostingCursor {
  /// The positions of the term, for the occurrences in the block at hand; nil where they are not
  /// wanted, or not kept.
  func blockPositions() -> PositionCursor? { positions(ofFirst: held) }

  /// The positions of the term, for the occurrences in the first documents of the block at hand.
  private func positions(ofFirst documents: Int) -> PositionCursor? {
    guard let positions else { return nil }
    if positions.isSmall, positions.smallCount < documents { readSmallPositions(documents, positions) }
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
    guard at >= 0, at < held, let positions = positions(ofFirst: at + 1) else { return }
    if unreadBlock.count > 0, !isList, picked < PostingCursor.mostPicked, movePicker(to: 0) {
      var picker = picker
      if picker.hasNoRemainders, let before = picker.quotientsBefore(at),
        let frequency = picker.number(at: at)
      {
        self.picker = picker
        picked &+= 1
        // Each document has one more than its quotient says.
        positions.read(Int(frequency &+ 1), skipping: before &+ at, into: result)
        return
      }
    }
    let frequencies = blockFrequencies
    // Where the last question was about an earlier document of the block, its sum serves on.
    if at < countedTo || countedBlock != block {
      countedBlock = block
      countedTo = 0
      counted = 0
    }
    while countedTo < at {
      counted &+= Int(frequencies[countedTo])
      countedTo &+= 1
    }
    positions.read(Int(frequencies[at]), skipping: counted, into: result)
  }
}
