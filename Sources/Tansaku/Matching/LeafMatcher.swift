/// Finds the documents of a segment that match one leaf of a plan, in increasing order: those that
/// have all of several keys and, for a phrase, have them at their distances.
///
/// In two phases: the cursors agree on a document first, the rarest leading; only when somebody asks
/// are positions read, the rarest again first, and the check ends with the first unit that has no
/// place for the phrase.
final class LeafMatcher {
  /// One unit of the leaf: where its postings are, and how far behind the first it stands.
  struct Unit {
    var cursor: PostingCursor
    var offset: UInt32
  }

  /// How many documents have the rarest unit.
  let cost: Int
  /// Whether the documents that have all units must be asked for the distances.
  let checksPositions: Bool
  /// A scored term that occurs only where the leaf matches.
  let implied: TermScorer?
  private let units: [Unit]
  private lazy var leapfrog = Leapfrog(units.map(\.cursor))
  private var candidate: UInt32 = 0
  private var hasCandidate = false
  private var places: [UInt32] = []
  private var other: [UInt32] = []

  /// A matcher of at least one unit.
  init(_ units: [Unit], checksPositions: Bool, implied: TermScorer? = nil) {
    self.units =
      units.count > 1 ? units.sorted { $0.cursor.count < $1.cursor.count } : units
    cost = self.units[0].cursor.count
    self.checksPositions = checksPositions && units.count > 1
    self.implied = implied
  }

  /// Appends the cursors of all units.
  func appendCursors(to cursors: inout [PostingCursor]) {
    for unit in units { cursors.append(unit.cursor) }
  }

  /// One past the last document up to which one bound of scores serves well.
  func windowEnd(from start: UInt32) -> UInt32 { leapfrog.windowEnd(from: start) }

  /// The first document at or after `target` that has all units, in whatever order; `target` must
  /// not fall.
  func nextCandidate(from target: UInt32) -> UInt32 {
    if hasCandidate, candidate >= target { return candidate }
    hasCandidate = true
    candidate = leapfrog.next(from: target)
    return candidate
  }

  /// Whether the candidate at hand has the units at their distances.
  func matches() -> Bool { !checksPositions || hasPlaces { _ in } }

  /// Calls `body` with the positions of the first unit where the candidate at hand has the units at
  /// their distances: in increasing order, those in the title twice.
  ///
  /// The cursors must know positions.
  func readPlaces(_ body: (UInt32) -> Void) {
    _ = hasPlaces { places in
      for place in places { body(place - units[0].offset) }
    }
  }

  @inline(__always)
  private func hasPlaces(_ body: ([UInt32]) -> Void) -> Bool {
    // Out of the object while it changes, for an object's properties are guarded at every access.
    var places = self.places
    var other = self.other
    self.places = []
    self.other = []
    defer {
      self.places = places
      self.other = other
    }
    return units.withUnsafeBufferPointer { units in
      units[0].read(into: &places)
      for index in 1..<units.count {
        units[index].read(into: &other)
        LeafMatcher.keep(
          &places, before: other, at: Int(units[index].offset) - Int(units[0].offset))
        if places.isEmpty { return false }
      }
      body(places)
      return true
    }
  }

  /// Keeps the places that have a position of `other` at the distance behind them.
  private static func keep(_ places: inout [UInt32], before other: [UInt32], at distance: Int) {
    var kept = 0
    var index = 0
    // By number: a loop over the array itself would hold it, so that the first change copied it.
    for number in places.indices {
      let place = places[number]
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

extension LeafMatcher.Unit {
  /// Puts the unit's positions in the document at hand into `places`.
  @inline(__always)
  fileprivate func read(into places: inout [UInt32]) {
    Unmanaged.passUnretained(cursor)._withUnsafeGuaranteedRef { $0.readPositions(into: &places) }
  }
}
