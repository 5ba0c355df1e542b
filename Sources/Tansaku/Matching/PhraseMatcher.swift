/// Finds the documents of a segment that have a phrase, in increasing order.
///
/// The cursors agree on a document first, the rarest leading; only then are positions read, the
/// rarest again first, and the check ends with the first unit that has no place for the phrase.
final class PhraseMatcher {
  private let cursors: [(cursor: PostingCursor, offset: UInt32)]
  private var places: [UInt32] = []
  private var other: [UInt32] = []

  /// A matcher for a phrase; nil where the segment cannot have it.
  init?(_ phrase: Phrase, in segment: Segment, damage: DamageReport) throws {
    // One unit alone is anywhere: its positions need not be read.
    let withPositions = phrase.elements.count > 1
    var cursors: [(cursor: PostingCursor, offset: UInt32)] = []
    for element in phrase.elements {
      let cursor: PostingCursor
      if element.isPrefix {
        let infos = try segment.infos(prefix: element.key)
        if infos.isEmpty { return nil }
        cursor =
          withPositions
          ? try segment.unionWithPositions(infos, damage: damage)
          : try segment.union(infos, damage: damage)
      } else {
        guard let info = try segment.terms.find(element.key) else { return nil }
        cursor = try segment.cursor(info, withPositions: withPositions, damage: damage)
      }
      cursors.append((cursor, element.offset))
    }
    if cursors.isEmpty { return nil }
    self.cursors = cursors.sorted { $0.cursor.count < $1.cursor.count }
  }

  /// The first document at or after `target` that has all units of the phrase, in whatever order.
  func nextCandidate(from target: UInt32) -> UInt32 {
    var target = target
    while true {
      let lead = cursors[0].cursor
      lead.seek(target)
      if lead.document == endOfPostings { return endOfPostings }
      var agreed = true
      for (cursor, _) in cursors.dropFirst() {
        cursor.seek(lead.document)
        if cursor.document != lead.document {
          target = cursor.document
          agreed = false
          break
        }
      }
      if agreed { return lead.document }
      if target == endOfPostings { return endOfPostings }
    }
  }

  /// Whether the candidate at hand has the units at their distances.
  func matches() -> Bool {
    guard cursors.count > 1 else { return true }
    let base = cursors[0].offset
    cursors[0].cursor.readPositions(into: &places)
    for (cursor, offset) in cursors.dropFirst() {
      cursor.readPositions(into: &other)
      keepPlaces(at: Int(offset) - Int(base))
      if places.isEmpty { return false }
    }
    return true
  }

  /// Keeps the places that have a position of `other` at the distance behind them.
  private func keepPlaces(at distance: Int) {
    var kept = 0
    var index = 0
    for place in places {
      let wanted = Int(place) + distance
      while index < other.count, Int(other[index]) < wanted { index += 1 }
      if index == other.count { break }
      if Int(other[index]) == wanted {
        places[kept] = place
        kept += 1
      }
    }
    places.removeLast(places.count - kept)
  }
}
