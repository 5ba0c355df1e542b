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
  /// The same without counting references, which would cost as much as a position; `units` keeps
  /// the cursors.
  private let asked: [AskedUnit]
  private lazy var leapfrog = Leapfrog(units.map(\.cursor))
  private var candidate: UInt32 = 0
  private var hasCandidate = false
  /// Where the first units have the place for the phrase that the next ones must have too, and the
  /// positions of one of these; unmanaged likewise, freed by `deinit`.
  private let places = Unmanaged.passRetained(PositionList())
  private let others = Unmanaged.passRetained(PositionList())

  private struct AskedUnit {
    let cursor: Unmanaged<PostingCursor>
    /// How far behind the first of them it stands.
    let distance: Int
    /// How many documents have it.
    let count: Int

    /// What it costs to ask for it, compared with what it tells: grams that overlap with the first
    /// stand beside it more often than not.
    var cost: Int { abs(distance) == 1 ? 2 * count : count }
  }

  /// A matcher of at least one unit.
  init(_ units: [Unit], checksPositions: Bool, implied: TermScorer? = nil) {
    self.units =
      units.count > 1 ? units.sorted { $0.cursor.count < $1.cursor.count } : units
    let first = self.units[0]
    cost = first.cursor.count
    var asked = self.units.map {
      AskedUnit(
        cursor: .passUnretained($0.cursor), distance: Int($0.offset) - Int(first.offset),
        count: $0.cursor.count)
    }
    if asked.count > 2 { asked[1...].sort { $0.cost < $1.cost } }
    self.asked = asked
    self.checksPositions = checksPositions && units.count > 1
    self.implied = implied
  }

  deinit {
    places.release()
    others.release()
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
  func matches() -> Bool { !checksPositions || findPlaces().count > 0 }

  /// Whether to stand where the rarest unit stands is to have the leaf.
  var isOneUnit: Bool { units.count == 1 }

  /// How far the rarest unit stands behind the start of the leaf.
  var rarestOffset: Int { Int(units[0].offset) }

  /// The positions of the rarest unit where the candidate at hand has all units at their distances.
  private func findPlaces() -> UnsafeMutableBufferPointer<UInt32> {
    _ = readRarest()
    return keepPlaces()
  }

  /// The positions of the rarest unit in the candidate at hand, for `keepPlaces` to choose from.
  ///
  /// Valid until another document is asked about.
  func readRarest() -> UnsafeMutableBufferPointer<UInt32> {
    asked.withUnsafeBufferPointer { units in
      places._withUnsafeGuaranteedRef { places in
        units[0].cursor._withUnsafeGuaranteedRef { $0.readPositions(into: places) }
        return places.values
      }
    }
  }

  /// Those that `readRarest` gave where the candidate has all other units too, at their distances.
  func keepPlaces() -> UnsafeMutableBufferPointer<UInt32> {
    asked.withUnsafeBufferPointer { units in
      places._withUnsafeGuaranteedRef { places in
        var index = 1
        while index < units.count, places.count > 0 {
          others._withUnsafeGuaranteedRef { others in
            units[index].cursor._withUnsafeGuaranteedRef { $0.readPositions(into: others) }
            LeafMatcher.keep(places, before: others, at: units[index].distance)
          }
          index &+= 1
        }
        return places.values
      }
    }
  }

  /// Keeps the places that have a position of `others` at the distance behind them.
  private static func keep(_ list: PositionList, before others: PositionList, at distance: Int) {
    let places = list.values
    let others = others.values
    var kept = 0
    var index = 0
    for place in places {
      let wanted = Int(place) &+ distance
      while index < others.count, Int(others[index]) < wanted { index &+= 1 }
      if index == others.count { break }
      if Int(others[index]) == wanted {
        places[kept] = place
        kept &+= 1
      }
    }
    list.keep(first: kept)
  }
}
