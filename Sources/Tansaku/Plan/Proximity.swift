/// Whether parts of a query stand near each other.
///
/// Parts are near where one place of each can be chosen so that no two of them overlap and that, in
/// the order of the text, at most `distance` positions lie between each and the next.
struct Proximity {
  /// Where a part stands, in positions of the document.
  struct Place: Equatable, Comparable {
    var start: UInt32
    /// The position behind it.
    var end: UInt32
    /// Whether it stands in the title.
    var isInTitle = false

    static func < (one: Place, other: Place) -> Bool {
      one.start != other.start ? one.start < other.start : one.end < other.end
    }
  }

  /// The places of all parts, and of which part each is.
  private(set) var all: [(place: Place, part: Int)] = []
  /// For each place, which sets of parts a chain of places that ends there can have met: a bit for
  /// each set.
  private var chains: [UInt64] = []

  /// Whether there are such places.
  ///
  /// - Parameters:
  ///   - places: For each part where it stands; at most `QueryLimits.nearParts` of them.
  ///   - distance: How many positions may lie between neighbours.
  /// - Returns: Whether the parts are near.
  static func holds(_ places: [[Place]], distance: Int) -> Bool {
    var proximity = Proximity()
    for (part, list) in places.enumerated() {
      if list.isEmpty { return false }
      for place in list { proximity.add(place, of: part) }
    }
    return proximity.holds(parts: places.count, distance: distance)
  }

  /// Forgets all places, but not the room for them: documents are asked about one after the other.
  mutating func removeAll() { all.removeAll(keepingCapacity: true) }

  /// Adds a place where a part stands.
  mutating func add(_ place: Place, of part: Int) { all.append((place, part)) }

  /// Whether places can be chosen of those that were added, one for each of so many parts.
  ///
  /// Takes time in proportion to the number of places times those within the distance of one.
  mutating func holds(parts: Int, distance: Int) -> Bool {
    all.sort { $0.place < $1.place }
    var longest = 0
    for (place, _) in all { longest = max(longest, Int(place.end) - Int(place.start)) }
    let whole = UInt64((1 << parts) - 1)
    chains.removeAll(keepingCapacity: true)
    for index in all.indices {
      let (place, part) = all[index]
      var sets: UInt64 = 1
      var earlier = index - 1
      while earlier >= 0 {
        let other = all[earlier].place
        if Int(place.start) - Int(other.start) > distance + longest { break }
        if other.end <= place.start, other.isInTitle == place.isInTitle,
          Int(place.start) - Int(other.end) <= distance
        {
          sets |= chains[earlier]
        }
        earlier -= 1
      }
      let chain = (sets & Proximity.setsWithout[part]) << (1 << UInt64(part))
      if chain >> whole & 1 == 1 { return true }
      chains.append(chain)
    }
    return false
  }

  /// For each part, a bit for each set of parts that has it not.
  private static let setsWithout: [UInt64] = (0..<QueryLimits.nearParts).map { part in
    (0..<UInt64(64)).reduce(0) { $0 | ($1 >> UInt64(part) & 1 == 0 ? 1 << $1 : 0) }
  }
}
