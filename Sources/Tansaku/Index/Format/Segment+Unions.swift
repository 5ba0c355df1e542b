import Synchronization

extension Segment {
  /// What the dictionary knows of the entries that a selector selects.
  func infos(_ selector: TermSelector) throws -> [TermInfo] { try selector.infos(in: terms) }

  /// The documents of all of these terms, with the sum of their frequencies.
  ///
  /// The union is worked out whole, in time in proportion to the terms' postings, and in a room of
  /// four bytes for each document that is kept for the next.
  func union(_ infos: [TermInfo], damage: DamageReport) throws -> MemoryPostings {
    let room = unionRooms.withLock { $0.popLast() } ?? UnionRoom(documents: Int(info.documentCount))
    var reused: PostingCursor?
    for info in infos {
      switch info.postings {
      case .single(let document): room.add(document, try frequency(of: info, in: document))
      case .offset:
        let cursor = try cursor(info, reusing: reused, damage: damage)
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
  ///
  /// Worked out whole, in time in proportion to the terms' occurrences, and in the same room.
  func unionWithPositions(_ infos: [TermInfo], damage: DamageReport) throws -> MemoryPostings {
    let room = unionRooms.withLock { $0.popLast() } ?? UnionRoom(documents: Int(info.documentCount))
    let gathered = PositionList()
    var parts: [(document: UInt32, frequency: UInt32)] = []
    for info in infos {
      // Most terms stand in one place, which the dictionary tells.
      if case .single(let document) = info.postings, case .single(let position) = info.positions,
        document < self.info.documentCount
      {
        gathered.extend(by: 1).pointee = position
        parts.append((document, 1))
        continue
      }
      // What has no positions is part of no phrase.
      if !info.hasPositions { continue }
      let before = gathered.count
      try cursor(info, withPositions: true, damage: damage).readAll(into: gathered) {
        // A cursor names no document that the segment has not.
        if $1 > 0 { parts.append(($0, UInt32(truncatingIfNeeded: $1))) }
      }
      if damage.isEmpty, UInt64(gathered.count - before) != info.totalFrequency {
        damage.record(wrongCount(ofPositions: gathered.count - before, info))
      }
    }
    for (document, frequency) in parts { room.add(document, frequency) }
    let union = room.take(parts, gathered: gathered)
    // Where an error was thrown the room is clean, but lost all the same.
    unionRooms.withLock { $0.append(room) }
    return union
  }
}
