/// Finds the cities that a text names, whatever the script.
///
/// Names are found on the folded characters, leftmost and longest first, and begin and end where
/// the script lets a word begin and end. ICU's words alone would lose 首|爾, swallow the city in
/// 台北市 and see 京都 in 东|京都. What is no city but holds the name of one (a country, 河内町) is in
/// the table too, and blocks.
package struct CityRecognizer: Sendable {
  private let table = CityTable.shared

  /// A recognizer of the cities that the program carries.
  package init() {}

  /// Appends the cities named in a text, in order, without overlap.
  ///
  /// Takes time in proportion to the text.
  /// - Parameters:
  ///   - folded: The folded text, with the way back to the text as written.
  ///   - source: The text as written.
  ///   - boundaries: The word boundaries that ICU finds in `source`, increasing, both ends included.
  ///   - mentions: Where the cities go.
  package func findCities(
    in folded: FoldedText, source: UnsafeBufferPointer<UInt16>,
    boundaries: UnsafeBufferPointer<Int32>, into mentions: inout [CityMention]
  ) {
    folded.scalars.withUnsafeBufferPointer { scalars in
      folded.starts.withUnsafeBufferPointer { starts in
        folded.ends.withUnsafeBufferPointer { ends in
          let surroundings = NameSurroundings(
            table: table, scalars: scalars, starts: starts, ends: ends, source: source,
            boundaries: boundaries)
          scan(surroundings, into: &mentions)
        }
      }
    }
  }

  private func scan(_ text: NameSurroundings, into mentions: inout [CityMention]) {
    let scalars = text.scalars
    var at = 0
    var before = CharacterTraits(rawValue: 0)
    var entryEnd = -1
    var boundary = 0
    while at < scalars.count {
      let traits = table.traits(table.code(scalars[at]))
      if traits.isInitial {
        // ICU's boundaries are walked beside the characters.
        let start = text.starts[at]
        while boundary < text.boundaries.count, text.boundaries[boundary] < start { boundary += 1 }
        let isBoundary =
          boundary < text.boundaries.count && text.boundaries[boundary] == start
        let limits: NameSurroundings.Limits?
        switch traits.kind {
        case .han:
          if isBoundary || entryEnd == at || before.isAdministrative {
            limits = .init()
          } else {
            limits = before.isPreposition ? .init(mustCrossBoundary: true) : nil
          }
        case .alphabetic where before.kind == .alphabetic: limits = nil
        default:
          limits = text.limits(
            ofNameAt: at, kind: traits.kind, isWordStart: isBoundary || entryEnd == at)
        }
        if let limits,
          let found = text.longestName(from: at, within: limits, afterEntry: entryEnd == at)
        {
          if let number = found.name.cityNumber {
            mentions.append(CityMention(city: table.id(ofNumber: number), range: at..<found.end))
          }
          at = found.end
          entryEnd = at
          before = table.traits(table.code(scalars[at - 1]))
          continue
        }
      }
      before = traits
      at += 1
    }
  }
}
