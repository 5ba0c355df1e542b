/// Finds marks of emphasis that CommonMark left standing beside Chinese and Japanese.
///
/// Its rule lets a mark close only after a letter or before a space or punctuation, so the second
/// mark of `**「台北」**で` stays in the text, and `__重要__` between kana does not begin at all. Two
/// equal runs within a line or paragraph, each hugging what is between them, one of them beside an
/// East Asian character, are such a pair.
struct LeftoverEmphasis {
  private struct Kind: Hashable {
    let mark: UInt8
    let length: Int
  }

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
    var openers: [Kind: Range<Int>] = [:]
    for run in runs where run.count > 1 || text[run.lowerBound] == UInt8(ascii: "*") {
      let kind = Kind(mark: text[run.lowerBound], length: run.count)
      if let opener = openers[kind], Self.hug(opener, run, text) {
        doomed += [opener, run]
        openers[kind] = nil
      } else {
        openers[kind] = run
      }
    }
    Self.remove(doomed.sorted { $0.lowerBound < $1.lowerBound }, from: &text)
  }

  private static func remove(_ doomed: [Range<Int>], from text: inout [UInt8]) {
    guard let first = doomed.first else { return }
    var rest = text[first.lowerBound...]
    var kept: [UInt8] = []
    for run in doomed {
      kept += rest[..<run.lowerBound]
      rest = rest[run.upperBound...]
    }
    kept += rest
    text.replaceSubrange(first.lowerBound..., with: kept)
  }

  private static func hug(_ open: Range<Int>, _ close: Range<Int>, _ text: [UInt8]) -> Bool {
    guard text[open.upperBound] > 0x20, text[close.lowerBound - 1] > 0x20,
      open.upperBound < close.lowerBound
    else { return false }
    return EastAsian.ends(text[..<open.lowerBound]) || EastAsian.begins(text[open.upperBound...])
      || EastAsian.ends(text[..<close.lowerBound]) || EastAsian.begins(text[close.upperBound...])
  }
}
