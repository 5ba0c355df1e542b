import Synchronization

extension Segment {
  /// What the dictionary knows of all terms whose keys begin with `prefix`, or that it describes.
  func infos(prefix: TermKey) throws -> [TermInfo] {
    if let expansion = TermExpansion(prefix) { return try expansion.infos(in: terms) }
    var infos: [TermInfo] = []
    try terms.forEachEntry(prefix: prefix.bytes) { _, info in
      infos.append(info)
      return true
    }
    return infos
  }

  /// The documents of all of these terms, with the sum of their frequencies.
  ///
  /// The union is worked out whole, in time in proportion to the terms' postings, and in a room of
  /// four bytes for each document that is kept for the next.
  func union(_ infos: [TermInfo], damage: DamageReport) throws -> MemoryPostings {
    let room = unionRooms.withLock { $0.popLast() } ?? UnionRoom(documents: Int(info.documentCount))
    var reused: PostingCursor?
    for info in infos {
      switch info.postings {
      case .single(let document):
        room.add(document, UInt32(clamping: info.totalFrequency))
      case .offset(let offset):
        if let reused {
          try reused.restart(
            at: Int(clamping: offset), count: Int(info.documentFrequency),
            hasPositions: info.hasPositions)
        }
        let cursor =
          try reused
          ?? cursor(
            info, withPositions: false, isReused: true, damage: damage)
        reused = cursor
        cursor.addAll(to: room)
      }
    }
    let union = room.take()
    // Where an error was thrown the room is not clean, and not given back.
    unionRooms.withLock { $0.append(room) }
    return union
  }

  /// The documents and the positions of all of these terms.
  func unionWithPositions(_ infos: [TermInfo], damage: DamageReport) throws -> MemoryPostings {
    var occurrences: [UInt64] = []
    let positions = PositionList()
    for info in infos {
      let cursor = try cursor(info, withPositions: true, damage: damage)
      cursor.advance()
      while cursor.document != endOfPostings {
        cursor.readPositions(into: positions)
        for position in positions.values {
          occurrences.append(UInt64(cursor.document) << 32 | UInt64(position))
        }
        cursor.advance()
      }
    }
    occurrences.sort()
    var documents: [UInt32] = []
    var frequencies: [UInt32] = []
    var deltas: [UInt32] = []
    var lastPosition: UInt32 = 0
    for occurrence in occurrences {
      let document = UInt32(occurrence >> 32)
      let position = UInt32(truncatingIfNeeded: occurrence)
      if documents.last == document {
        frequencies[frequencies.count - 1] += 1
      } else {
        documents.append(document)
        frequencies.append(1)
        lastPosition = 0
      }
      deltas.append(position - lastPosition)
      lastPosition = position
    }
    return MemoryPostings(documents: documents, frequencies: frequencies, deltas: deltas)
  }
}
