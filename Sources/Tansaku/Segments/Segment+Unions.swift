extension Segment {
  /// What the dictionary knows of all terms whose keys begin with `prefix`.
  func infos(prefix: TermKey) throws -> [TermInfo] {
    var infos: [TermInfo] = []
    try terms.forEach(prefix: prefix.bytes) { _, info in
      infos.append(info)
      return true
    }
    return infos
  }

  /// One cursor over the documents of all of these terms, with the sum of their frequencies.
  ///
  /// The union is worked out whole, in time and memory in proportion to the terms' postings.
  func union(_ infos: [TermInfo], damage: DamageReport) throws -> PostingCursor {
    var frequencies = [UInt32](repeating: 0, count: Int(info.documentCount))
    for info in infos {
      let cursor = try cursor(info, withPositions: false, damage: damage)
      cursor.advance()
      while cursor.document != endOfPostings {
        frequencies[Int(cursor.document)] &+= cursor.frequency
        cursor.advance()
      }
    }
    let documents = frequencies.indices.filter { frequencies[$0] > 0 }.map(UInt32.init)
    return PostingCursor(
      documents: documents, frequencies: documents.map { frequencies[Int($0)] })
  }

  /// One cursor over the documents and the positions of all of these terms.
  func unionWithPositions(_ infos: [TermInfo], damage: DamageReport) throws -> PostingCursor {
    var occurrences: [UInt64] = []
    var positions: [UInt32] = []
    for info in infos {
      let cursor = try cursor(info, withPositions: true, damage: damage)
      cursor.advance()
      while cursor.document != endOfPostings {
        cursor.readPositions(into: &positions)
        for position in positions {
          occurrences.append(UInt64(cursor.document) << 32 | UInt64(position))
        }
        cursor.advance()
      }
    }
    occurrences.sort()
    var list = OccurrenceList()
    var lastPosition: UInt32 = 0
    for occurrence in occurrences {
      let document = UInt32(occurrence >> 32)
      let position = UInt32(truncatingIfNeeded: occurrence)
      if list.documents.last == document {
        list.frequencies[list.frequencies.count - 1] += 1
      } else {
        list.documents.append(document)
        list.frequencies.append(1)
        lastPosition = 0
      }
      list.deltas.append(position - lastPosition)
      lastPosition = position
    }
    return PostingCursor(
      documents: list.documents, frequencies: list.frequencies,
      positions: PositionCursor(deltas: list.deltas))
  }
}
