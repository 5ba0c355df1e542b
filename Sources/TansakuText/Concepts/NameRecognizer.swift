/// Finds the names of a table in a text, whatever the script.
///
/// Names are found on the folded characters, leftmost and longest first, and begin and end where the
/// script lets a word begin and end: `NameSurroundings` has the rules.
struct NameRecognizer {
  let table: CityTable
  /// What its names begin with, for who has many texts.
  var beginnings: NameBeginnings?

  /// Calls `body` with whose name it is and where, for each name in order, without overlap.
  ///
  /// Takes time in proportion to the text.
  /// - Parameters:
  ///   - folded: The folded text, with the way back to the text as written.
  ///   - source: The text as written.
  ///   - boundaries: The word boundaries that ICU finds in `source`, increasing, both ends included.
  ///   - others: Names found by another table, in order: behind each a word may begin.
  ///   - body: Is given the number of the entry and the folded characters of the name.
  func forEachName(
    in folded: FoldedText, source: UnsafeBufferPointer<UInt16>,
    boundaries: UnsafeBufferPointer<Int32>, after others: [CityMention],
    _ body: (Int, Range<Int>) -> Void
  ) {
    folded.scalars.withUnsafeBufferPointer { scalars in
      folded.starts.withUnsafeBufferPointer { starts in
        folded.ends.withUnsafeBufferPointer { ends in
          let surroundings = NameSurroundings(
            table: table, scalars: scalars, starts: starts, ends: ends, source: source,
            boundaries: boundaries)
          scan(surroundings, after: others, body)
        }
      }
    }
  }

  /// Whether a name may begin at `at`, where a character of this code stands.
  @inline(__always)
  private func mayBegin(
    _ code: UInt16, at: Int, in scalars: UnsafeBufferPointer<UInt32>
  ) -> Bool {
    guard let beginnings, at &+ 1 < scalars.count else { return true }
    return beginnings.mayBegin(code, table.code(scalars[at &+ 1]))
  }

  @inline(__always)
  private func scan(
    _ text: NameSurroundings, after others: [CityMention], _ body: (Int, Range<Int>) -> Void
  ) {
    let scalars = text.scalars
    // It knows the characters before a name, whosever names they are.
    let cities = CityTable.shared
    var at = 0
    var entryEnd = -1
    var boundary = 0
    var other = 0
    while at < scalars.count {
      let code = table.code(scalars[at])
      let traits = table.traits(code)
      if traits.isInitial, mayBegin(code, at: at, in: scalars) {
        // ICU's boundaries, and the ends of other names, are walked beside the characters.
        let start = text.starts[at]
        while boundary < text.boundaries.count, text.boundaries[boundary] < start { boundary += 1 }
        while other < others.count, others[other].range.upperBound < at { other += 1 }
        if other < others.count, others[other].range.upperBound == at { entryEnd = at }
        let isWordStart =
          entryEnd == at
          || boundary < text.boundaries.count && text.boundaries[boundary] == start
        let limits: NameSurroundings.Limits?
        let before =
          at > 0 ? cities.traits(cities.code(scalars[at - 1])) : CharacterTraits(rawValue: 0)
        switch traits.kind {
        case .han:
          if isWordStart || before.isAdministrative {
            limits = .init()
          } else {
            limits = before.isPreposition ? .init(mustCrossBoundary: true) : nil
          }
        case .alphabetic where before.kind == .alphabetic: limits = nil
        default: limits = text.limits(ofNameAt: at, kind: traits.kind, isWordStart: isWordStart)
        }
        if let limits,
          let found = text.longestName(from: at, within: limits, afterEntry: entryEnd == at)
        {
          if let number = found.name.cityNumber { body(number, at..<found.end) }
          at = found.end
          entryEnd = at
          continue
        }
      }
      at += 1
    }
  }
}
