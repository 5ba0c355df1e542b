/// A stretch of a text that shows what matches, and how much of the query it shows.
struct Passage {
  /// What the parts of the query that it shows weigh together.
  private(set) var weight = 0
  /// How many matches it shows.
  private(set) var matches = 0
  /// The occurrences that it shows.
  private var chosen = 0..<0

  /// The best passage: what weighs most, then shows most matches, then the first.
  ///
  /// - Parameters:
  ///   - occurrences: What is found in the text, by their beginnings.
  ///   - weights: What each part of the query weighs.
  ///   - text: Where the text may be cut.
  ///   - room: How many columns are to be filled; a quarter of them is kept for what stands around
  ///     several matches.
  init(_ occurrences: [Occurrence], weights: [Int], in text: CutText, room: Int) {
    for index in occurrences.indices {
      let first = text.cuts(around: occurrences[index].range).first
      var seen: Set<Int> = []
      var weight = 0
      var last = 0
      var end = index
      while end < occurrences.count {
        last = max(last, text.cuts(around: occurrences[end].range).last)
        if end > index, text.columns(first, last) > room * 3 / 4 { break }
        if seen.insert(occurrences[end].part).inserted { weight += weights[occurrences[end].part] }
        end += 1
      }
      if (weight, end - index) > (self.weight, matches) {
        (self.weight, matches, chosen) = (weight, end - index, index..<end)
      }
    }
  }

  /// The passage with what stands around it, as far as there is room: a third of that before and the
  /// rest behind, in UTF-16 units of the text.
  ///
  /// At least what is between two cuts; of a match that takes more than the room its beginning.
  func range(of occurrences: [Occurrence], in text: CutText, room: Int) -> Range<Int> {
    guard text.cuts.count > 1 else { return 0..<0 }
    var (first, last) = (0, 0)
    if !chosen.isEmpty {
      let end = occurrences[chosen].map(\.range.upperBound).max() ?? 0
      (first, last) = text.cuts(around: occurrences[chosen.lowerBound].range.lowerBound..<end)
    }
    if first + 1 >= text.cuts.count { first = text.cuts.count - 2 }
    while last > first + 1, text.columns(first, last) > room { last -= 1 }
    last = max(last, first + 1)
    let before = max(0, room - text.columns(first, last)) / 3
    let start = first
    while first > 0, text.columns(first - 1, start) <= before { first -= 1 }
    while last + 1 < text.cuts.count, text.columns(first, last + 1) <= room { last += 1 }
    while first > 0, text.columns(first - 1, last) <= room { first -= 1 }
    return text.cuts[first]..<text.cuts[last]
  }
}
