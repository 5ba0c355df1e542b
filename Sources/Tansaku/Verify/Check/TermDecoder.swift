import TansakuStorage

/// Decodes the lists of a segment's terms whole, by the slow decoders, which share no code with the
/// cursors of a search.
struct TermDecoder {
  /// The segment's file of postings.
  let postings: CheckedFile
  /// The segment's file of positions.
  let positions: CheckedFile
  /// The length code of each document of the segment.
  let lengths: [UInt8]

  /// Where the parts of a term end in the two files; nil for a file that has no part of the term.
  struct Ends {
    var postings: Int?
    var positions: Int?
  }

  /// Puts the lists of a term into `list`, whose former content goes.
  ///
  /// Takes time in proportion to the number of the term's occurrences.
  ///
  /// - Throws: `StorageError` where they cannot be read; what can be read and is wrong goes to the
  ///   list's faults.
  func decode(_ info: TermInfo, into list: inout PostingList) throws(StorageError) -> Ends {
    var ends = Ends()
    let blocks = try readPositions(of: info, into: &list, &ends)
    switch info.postings {
    case .single(let document):
      list.set(single: document, frequency: UInt32(clamping: info.totalFrequency))
    case .offset(let offset):
      var decoder = PostingsDecoder(
        postings, at: Int(clamping: offset), hasPositions: info.hasPositions,
        positionBlocks: blocks, lengths: lengths)
      try decoder.decode(
        Int(info.documentFrequency), hasSmallPositions: info.positions == .small, into: &list)
      ends.postings = decoder.offset
    }
    return ends
  }

  /// Decodes the positions that do not stand with the postings; returns where each block of them
  /// begins, counted from the first.
  private func readPositions(
    of info: TermInfo, into list: inout PostingList, _ ends: inout Ends
  ) throws(StorageError) -> [Int] {
    list.deltas.removeAll(keepingCapacity: true)
    switch info.positions {
    case .none, .small: return []
    case .single(let position):
      list.deltas.append(position)
      return []
    case .offset(let offset):
      var decoder = PositionsDecoder(positions, at: Int(clamping: offset))
      try decoder.decode(info.totalFrequency, into: &list.deltas)
      ends.positions = decoder.offset
      return decoder.blocks
    }
  }
}
