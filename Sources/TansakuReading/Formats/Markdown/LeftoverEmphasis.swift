/// Finds marks of emphasis that CommonMark left standing beside Chinese and Japanese.
///
/// Its rule lets a mark close only after a letter or before a space or punctuation, so the second
/// mark of `**「台北」**で` stays in the text, and `__重要__` between kana does not begin at all. Two
/// equal runs within a line or paragraph, each hugging what is between them, one of them beside an
/// East Asian character, are such a pair.
struct LeftoverEmphasis {
  private var places: [Int] = []

  /// Notes that a `*` or `_` outside of code stands at this byte of the text.
  mutating func note(_ place: Int) { places.append(place) }

  /// Takes the pairs noted so far out of the text and forgets all.
  mutating func remove(from text: inout [UInt8]) {
    guard !places.isEmpty else { return }
    defer { places.removeAll() }
    var runs: [Range<Int>] = []
    for place in places {
      if let last = runs.last, last.upperBound == place, text[last.lowerBound] == text[place] {
        runs[runs.count - 1] = last.lowerBound..<(place + 1)
      } else {
        runs.append(place..<(place + 1))
      }
    }
    var doomed: [Range<Int>] = []
    var opener: Range<Int>?
    for run in runs where run.count > 1 || text[run.lowerBound] == UInt8(ascii: "*") {
      if let open = opener, open.count == run.count, text[open.lowerBound] == text[run.lowerBound],
        Self.hug(open, run, text)
      {
        doomed += [open, run]
        opener = nil
      } else {
        opener = run
      }
    }
    for run in doomed.reversed() { text.removeSubrange(run) }
  }

  private static func hug(_ open: Range<Int>, _ close: Range<Int>, _ text: [UInt8]) -> Bool {
    guard text[open.upperBound] > 0x20, text[close.lowerBound - 1] > 0x20,
      open.upperBound < close.lowerBound
    else { return false }
    return EastAsian.ends(text[..<open.lowerBound]) || EastAsian.begins(text[open.upperBound...])
      || EastAsian.ends(text[..<close.lowerBound]) || EastAsian.begins(text[close.upperBound...])
  }
}
