/// Mandarin in Latin letters, tones left out (Hanyu Pinyin, ISO 7098).
package enum Pinyin {
  /// As many ways to cut one word into syllables are followed.
  private static let mostCuts = 8

  /// The ways to cut a word in small letters into syllables; none where it is no Mandarin.
  ///
  /// Several where one syllable holds two: `xian` is one, or xi and an.
  package static func syllables(_ letters: [UInt8]) -> [[String]] {
    var found: [[String]] = []
    follow(letters[...], [], &found)
    return found
  }

  private static func follow(
    _ rest: ArraySlice<UInt8>, _ syllables: [String], _ found: inout [[String]]
  ) {
    if found.count == mostCuts { return }
    if rest.isEmpty {
      found.append(syllables)
      return
    }
    for length in stride(from: min(6, rest.count), through: 1, by: -1) {
      let syllable = String(decoding: rest.prefix(length), as: UTF8.self)
      guard ReadingTable.shared.isReading(syllable, in: .mandarin) else { continue }
      var after = rest.dropFirst(length)
      if after.first == UInt8(ascii: "'") { after = after.dropFirst() }
      follow(after, syllables + [syllable], &found)
    }
  }
}
