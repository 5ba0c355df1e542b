/// The documents of a segment that have one key of each of several groups, in increasing order.
struct Conjunction {
  private let cursors: [PostingCursor]

  /// Documents that have all of the keys; nil where the segment has none.
  init?(_ keys: [TermKey], in segment: Segment, damage: DamageReport) throws {
    var cursors: [PostingCursor] = []
    for key in keys {
      guard let info = try segment.terms.find(key) else { return nil }
      cursors.append(try segment.cursor(info, withPositions: false, damage: damage))
    }
    if cursors.isEmpty { return nil }
    self.cursors = cursors.sorted { $0.count < $1.count }
  }

  /// Documents that have any of the keys.
  init(anyOf keys: [TermKey], in segment: Segment, damage: DamageReport) throws {
    let infos = try keys.compactMap { try segment.terms.find($0) }
    cursors =
      infos.count == 1
      ? [try segment.cursor(infos[0], withPositions: false, damage: damage)]
      : [try segment.union(infos, damage: damage)]
  }

  /// Whether a document belongs to them; documents must be asked for in increasing order.
  func has(_ document: UInt32) -> Bool {
    for cursor in cursors {
      cursor.seek(document)
      if cursor.document != document { return false }
    }
    return true
  }

  /// Calls `body` with each of them in `start..<limit`; ranges must come in increasing order.
  func forEach(from start: UInt32, to limit: UInt32, _ body: (UInt32) -> Void) {
    let lead = cursors[0]
    lead.seek(start)
    while lead.document < limit {
      let document = lead.document
      if has(document) { body(document) }
      lead.seek(document + 1)
    }
  }
}
