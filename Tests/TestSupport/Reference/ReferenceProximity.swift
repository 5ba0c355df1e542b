/// Whether parts of a query stand near each other, by trying all places.
enum ReferenceProximity {
  /// Whether one place of each part can be chosen so that no two overlap and, in the order of the
  /// text, at most so many positions lie between each and the next.
  ///
  /// Of the rarest part every place is tried, and of the others those that are not too far from it.
  static func holds(_ parts: [[ScannedText.Occurrence]], distance: Int) -> Bool {
    let places = parts.map { part in
      part.map(\.positions).sorted { $0.lowerBound < $1.lowerBound }
    }.sorted { $0.count < $1.count }
    let longest = places.joined().map(\.count).max() ?? 0
    let reach = parts.count * (longest + distance)

    func holds(_ chosen: [Range<Int>], _ rest: ArraySlice<[Range<Int>]>) -> Bool {
      guard let next = rest.first else {
        let sorted = chosen.sorted { $0.lowerBound < $1.lowerBound }
        return zip(sorted, sorted.dropFirst()).allSatisfy {
          $0.upperBound <= $1.lowerBound && $1.lowerBound - $0.upperBound <= distance
        }
      }
      let near = chosen.first.map { within(reach, of: $0, next) } ?? next[...]
      return near.contains { place in
        !chosen.contains { $0.overlaps(place) } && holds(chosen + [place], rest.dropFirst())
      }
    }
    return holds([], places[...])
  }

  /// The places that begin at most so many positions before or behind another place begins.
  private static func within(
    _ reach: Int, of place: Range<Int>, _ places: [Range<Int>]
  ) -> ArraySlice<Range<Int>> {
    func first(from position: Int) -> Int {
      var (low, high) = (0, places.count)
      while low < high {
        let middle = (low + high) / 2
        if places[middle].lowerBound < position { low = middle + 1 } else { high = middle }
      }
      return low
    }
    return places[first(from: place.lowerBound - reach)..<first(from: place.lowerBound + reach + 1)]
  }
}
