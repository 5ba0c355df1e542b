/// Whether parts of a query stand near each other.
///
/// Parts are near where one place of each can be chosen so that no two of them overlap and that, in
/// the order of the text, at most `distance` positions lie between each and the next.
enum Proximity {
  /// Where a part stands, in positions of the document.
  struct Place: Equatable, Comparable {
    var start: UInt32
    /// The position behind it.
    var end: UInt32
    /// Whether it stands in the title.
    var isInTitle = false

    static func < (one: Place, other: Place) -> Bool {
      (one.start, one.end) < (other.start, other.end)
    }
  }

  /// The most parts, so that the sets of parts met so far fit the bits of one number.
  static let mostParts = 6

  /// Whether there are such places.
  ///
  /// Takes time in proportion to the number of places times those within the distance of one.
  ///
  /// - Parameters:
  ///   - places: For each part where it stands; at most `mostParts` of them.
  ///   - distance: How many positions may lie between neighbours.
  /// - Returns: Whether the parts are near.
  static func holds(_ places: [[Place]], distance: Int) -> Bool {
    if places.contains(where: \.isEmpty) { return false }
    var all: [(place: Place, part: Int)] = []
    for (part, list) in places.enumerated() { all += list.map { ($0, part) } }
    all.sort { $0.place < $1.place }
    let longest = all.reduce(0) { max($0, Int($1.place.end - $1.place.start)) }
    let whole = 1 << places.count - 1
    // For each place, which sets of parts a chain of places that ends there can have met: a bit for
    // each set.
    var chains = [UInt64](repeating: 0, count: all.count)
    for (index, (place, part)) in all.enumerated() {
      var sets: UInt64 = 1
      for earlier in (0..<index).reversed() {
        let other = all[earlier].place
        if Int(place.start) - Int(other.start) > distance + longest { break }
        if other.end > place.start || other.isInTitle != place.isInTitle { continue }
        if Int(place.start) - Int(other.end) <= distance { sets |= chains[earlier] }
      }
      chains[index] = (sets & Proximity.setsWithout[part]) << (1 << UInt64(part))
      if chains[index] >> UInt64(whole) & 1 == 1 { return true }
    }
    return false
  }

  /// For each part, a bit for each set of parts that has it not.
  private static let setsWithout: [UInt64] = (0..<mostParts).map { part in
    (0..<UInt64(64)).reduce(0) { $0 | ($1 >> UInt64(part) & 1 == 0 ? 1 << $1 : 0) }
  }
}
