internal import CTansakuICU

/// Turns a text into tokens: the one road for documents and for queries.
///
/// The text is segmented as it was written, for ICU's dictionaries know native forms, and folded
/// after that. Two layers of tokens share one space of positions: *grams*, by which any run of
/// characters of a script without spaces is found, and *words*, which carry the meaning.
/// Takes time in proportion to the text. Not for two threads at once.
package final class Analyzer {
  /// The longest unit or word that is a token, in folded characters.
  ///
  /// A longer unit is cut into pieces at adjoining positions, so that it is still found as a run;
  /// a longer word is found by its units alone.
  package static let longestToken = 64

  private let breaker: WordBreaker
  private let folder = TextFolder()
  private let cities = CityRecognizer()

  /// An analyzer with empty caches.
  ///
  /// - Throws: `TextError` where ICU's data cannot be loaded.
  package init() throws(TextError) {
    breaker = try WordBreaker()
  }

  /// The analysis of a short text.
  package func analyze(_ text: String) throws(TextError) -> AnalyzedText {
    var analyzed = AnalyzedText()
    try analyze(text, into: &analyzed)
    return analyzed
  }

  /// Puts the analysis of `text` into `analyzed`, whose former content goes and whose memory is
  /// used again.
  package func analyze(_ text: String, into analyzed: inout AnalyzedText) throws(TextError) {
    analyzed.source = Analyzer.utf16(of: text)
    let folder = folder
    let breaker = breaker
    analyzed.source.withUnsafeBufferPointer { folder.fold($0, into: &analyzed.folded) }
    let failure: TextError? = analyzed.source.withUnsafeBufferPointer { source in
      do throws(TextError) {
        try breaker.findBoundaries(of: source, into: &analyzed.boundaries)
        return nil
      } catch {
        return error
      }
    }
    if let failure { throw failure }
    findCities(in: &analyzed)
    let scalars = analyzed.folded.scalars
    analyzed.classes = scalars.withUnsafeBufferPointer { scalars in
      [CharacterClass](unsafeUninitializedCapacity: scalars.count) { classes, count in
        for index in scalars.indices { classes[index] = folder.characterClass(scalars[index]) }
        count = scalars.count
      }
    }
    findUnits(in: &analyzed)
    findWords(in: &analyzed)
  }

  private static func utf16(of text: String) -> [UInt16] {
    var text = text
    return text.withUTF8 { bytes in
      [UInt16](unsafeUninitializedCapacity: max(bytes.count, 1)) { units, count in
        count = max(
          0, Int(tansaku_utf16_from_utf8(bytes.baseAddress, Int32(bytes.count), units.baseAddress)))
      }
    }
  }

  private func findCities(in analyzed: inout AnalyzedText) {
    analyzed.cities.removeAll(keepingCapacity: true)
    analyzed.source.withUnsafeBufferPointer { source in
      analyzed.boundaries.withUnsafeBufferPointer { boundaries in
        cities.findCities(
          in: analyzed.folded, source: source, boundaries: boundaries, into: &analyzed.cities)
      }
    }
  }

  /// Gives every character its position and finds the units and grams.
  private func findUnits(in analyzed: inout AnalyzedText) {
    let classes = analyzed.classes
    let count = classes.count
    analyzed.tokens.removeAll(keepingCapacity: true)
    analyzed.tokens.reserveCapacity(count * 2)
    var position: UInt32 = 0
    var characters = 0
    analyzed.positions = [UInt32](unsafeUninitializedCapacity: count) { positions, initialized in
      var at = 0
      while at < count {
        let kind = classes[at]
        var end = at + 1
        switch kind {
        case .run:
          let paired = end < count && classes[end] == .run
          analyzed.tokens.append(
            Token(
              kind: .gram, position: position, start: Int32(truncatingIfNeeded: at),
              length: paired ? 2 : 1))
          characters += 1
        case .letter, .digit:
          while end < count, end - at < Analyzer.longestToken, classes[end] == kind { end += 1 }
          analyzed.tokens.append(
            Token(
              kind: .unit, position: position, start: Int32(truncatingIfNeeded: at),
              length: Int32(truncatingIfNeeded: end - at)))
          characters += end - at
        case .separator:
          positions[at] = AnalyzedText.separatorPosition
          at = end
          continue
        }
        for index in at..<end { positions[index] = position }
        position += 1
        at = end
      }
      initialized = count
    }
    analyzed.positionCount = position
    analyzed.characterCount = characters
  }

  /// Finds the words between ICU's boundaries.
  private func findWords(in analyzed: inout AnalyzedText) {
    let scalars = analyzed.folded.scalars
    let starts = analyzed.folded.starts
    let classes = analyzed.classes
    var at = 0
    var city = 0
    for boundary in analyzed.boundaries.dropFirst() {
      var first = at
      while at < scalars.count, starts[at] < boundary { at += 1 }
      var end = at
      while first < end, classes[first] == .separator { first += 1 }
      while first < end, classes[end - 1] == .separator { end -= 1 }
      guard first < end, end - first <= Analyzer.longestToken else { continue }
      if isUnit(first..<end, classes) { continue }
      while city < analyzed.cities.count, analyzed.cities[city].range.upperBound <= first {
        city += 1
      }
      if city < analyzed.cities.count,
        isAnotherName(first..<end, inside: analyzed.cities[city], of: scalars)
      {
        continue
      }
      analyzed.tokens.append(
        Token(
          kind: .word, position: analyzed.positions[first],
          start: Int32(truncatingIfNeeded: first), length: Int32(truncatingIfNeeded: end - first)))
    }
  }

  /// Whether a word is one unit, which is a token already.
  @inline(__always)
  private func isUnit(_ range: Range<Int>, _ classes: [CharacterClass]) -> Bool {
    let kind = classes[range.lowerBound]
    if kind == .run { return false }
    return range.dropFirst().allSatisfy { classes[$0] == kind }
  }

  /// Whether ICU cut a name of another city out of the name of a city: 东|京都 holds no 京都.
  private func isAnotherName(
    _ range: Range<Int>, inside mention: CityMention, of scalars: [UInt32]
  ) -> Bool {
    guard range.overlaps(mention.range), range != mention.range,
      let city = CityTable.shared.isName(scalars[range])
    else { return false }
    return city != mention.city
  }
}
