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
  /// As many tokens are handed over together.
  private static let tokensAtOnce = 4096

  private let breaker: WordBreaker
  private let folder = TextFolder()
  private let cities = CityRecognizer()
  private let quantities = QuantityRecognizer()
  /// Evens out width and case alone; kept here because its tables are worth keeping too.
  package private(set) lazy var widthFolder = TextFolder(.width)
  /// The aliases that the analyzer finds; nil where there are none.
  package let aliases: AliasTable?
  /// An analysis that nobody uses now, kept for its memory.
  private var spare: AnalyzedText?

  /// An analyzer with empty caches.
  ///
  /// - Parameter aliases: names that a user says mean the same.
  /// - Throws: `TextError` where ICU's data cannot be loaded.
  package init(aliases: AliasTable? = nil) throws(TextError) {
    self.aliases = aliases
    breaker = try WordBreaker()
  }

  /// The analysis of a short text.
  package func analyze(_ text: String) throws(TextError) -> AnalyzedText {
    var analyzed = AnalyzedText()
    try analyze(text, into: &analyzed)
    return analyzed
  }

  /// Lends `body` an analysis in memory that is used again and again, for who reads short texts one
  /// after the other; what is in it at first has no meaning.
  package func withAnalysis<Result, Failure: Error>(
    _ body: (inout AnalyzedText) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    var analysis = exchange(&spare, with: nil) ?? AnalyzedText()
    let result = try body(&analysis)
    spare = consume analysis
    return result
  }

  /// Puts the analysis of `text` into `analyzed`, whose former content goes and whose memory is
  /// used again.
  package func analyze(_ text: String, into analyzed: inout AnalyzedText) throws(TextError) {
    try prepare(text, into: &analyzed)
    findTokens(in: &analyzed, atMost: .max) { _, _ in }
  }

  /// Analyzes `text` and hands over its tokens some thousand at a time, in the order in which
  /// `AnalyzedText.tokens` has them, with the folded characters that they are ranges of.
  ///
  /// All of them at once would take more memory than everything else; what is left of them in
  /// `analyzed` has no meaning.
  package func analyze(
    _ text: String, into analyzed: inout AnalyzedText,
    tokens body: (UnsafeBufferPointer<Token>, UnsafeBufferPointer<UInt32>) -> Void
  ) throws(TextError) {
    try prepare(text, into: &analyzed)
    findTokens(in: &analyzed, atMost: Analyzer.tokensAtOnce, body)
  }

  /// Folds `text` into `analyzed` and tells the classes of its characters, for who knows already
  /// where its words are.
  ///
  /// What else is in `analyzed` has no meaning.
  package func fold(_ text: String, into analyzed: inout AnalyzedText) {
    Analyzer.readUTF16(of: text, into: &analyzed.source)
    let folder = folder
    analyzed.source.withUnsafeBufferPointer { folder.fold($0, into: &analyzed.folded) }
    analyzed.classes.fill(analyzed.folded.scalars.count, with: .separator)
    analyzed.folded.scalars.withUnsafeBufferPointer { scalars in
      analyzed.classes.withUnsafeMutableBufferPointer { classes in
        for index in scalars.indices { classes[index] = folder.characterClass(scalars[index]) }
      }
    }
  }

  /// Finds everything but the tokens.
  private func prepare(_ text: String, into analyzed: inout AnalyzedText) throws(TextError) {
    fold(text, into: &analyzed)
    let breaker = breaker
    let failure: TextError? = analyzed.source.withUnsafeBufferPointer { source in
      do throws(TextError) {
        try breaker.findBoundaries(of: source, into: &analyzed.boundaries)
        return nil
      } catch {
        return error
      }
    }
    if let failure { throw failure }
    findCitiesAndQuantities(in: &analyzed)
    findConcepts(in: &analyzed)
    analyzed.parts.removeAll(keepingCapacity: true)
    analyzed.sharedPartCount = analyzed.classes.withUnsafeBufferPointer { classes in
      analyzed.folded.scalars.withUnsafeBufferPointer { scalars in
        WordParts.find(classes, scalars, into: &analyzed.parts)
      }
    }
    findMarkedWords(in: &analyzed)
  }

  private static func readUTF16(of text: String, into units: inout [UInt16]) {
    var text = text
    text.withUTF8 { bytes in
      units.fill(max(bytes.count, 1), with: 0)
      let count = units.withUnsafeMutableBufferPointer {
        Int(tansaku_utf16_from_utf8(bytes.baseAddress, Int32(bytes.count), $0.baseAddress))
      }
      units.removeLast(units.count - max(0, count))
    }
  }

  private func findCitiesAndQuantities(in analyzed: inout AnalyzedText) {
    analyzed.cities.removeAll(keepingCapacity: true)
    analyzed.dates.removeAll(keepingCapacity: true)
    analyzed.numbers.removeAll(keepingCapacity: true)
    analyzed.source.withUnsafeBufferPointer { source in
      analyzed.boundaries.withUnsafeBufferPointer { boundaries in
        cities.findCities(
          in: analyzed.folded, source: source, boundaries: boundaries, into: &analyzed.cities)
        quantities.find(
          in: analyzed.folded, source: source, boundaries: boundaries, dates: &analyzed.dates,
          numbers: &analyzed.numbers)
      }
    }
  }

  private func findConcepts(in analyzed: inout AnalyzedText) {
    analyzed.concepts.removeAll(keepingCapacity: true)
    guard let aliases else { return }
    analyzed.source.withUnsafeBufferPointer { source in
      analyzed.boundaries.withUnsafeBufferPointer { boundaries in
        NameRecognizer(table: aliases.names).forEachName(
          in: analyzed.folded, source: source, boundaries: boundaries, after: analyzed.cities
        ) { concept, range in
          analyzed.concepts.append(ConceptMention(concept: concept, range: range))
        }
      }
    }
  }

  private func findMarkedWords(in analyzed: inout AnalyzedText) {
    // Out of the text while it is found, for a text's properties are copied where two are needed.
    var marked = analyzed.marked
    analyzed.marked = MarkedWords()
    marked.find(
      in: analyzed.folded, of: analyzed.source, analyzed.classes, foldedBy: widthFolder)
    analyzed.marked = marked
  }

  /// Finds the tokens and hands them over whenever so many have come together, and at the end.
  private func findTokens(
    in analyzed: inout AnalyzedText, atMost limit: Int,
    _ body: (UnsafeBufferPointer<Token>, UnsafeBufferPointer<UInt32>) -> Void
  ) {
    let scalars = analyzed.folded.scalars
    let classes = analyzed.classes
    let count = classes.count
    var tokens = analyzed.tokens
    analyzed.tokens = []
    tokens.removeAll(keepingCapacity: true)
    tokens.reserveCapacity(min(limit, count * 2))
    analyzed.positions.fill(count, with: AnalyzedText.separatorPosition)
    scalars.withUnsafeBufferPointer { scalars in
      classes.withUnsafeBufferPointer { classes in
        var units = UnitWalk(classes: classes)
        analyzed.positions.withUnsafeMutableBufferPointer { positions in
          while units.findTokens(positions, into: &tokens, atMost: limit) {
            tokens.withUnsafeBufferPointer { body($0, scalars) }
            tokens.removeAll(keepingCapacity: true)
          }
        }
        analyzed.positionCount = units.position
        analyzed.characterCount = units.characters
        analyzed.folded.starts.withUnsafeBufferPointer { starts in
          analyzed.boundaries.withUnsafeBufferPointer { boundaries in
            analyzed.positions.withUnsafeBufferPointer { positions in
              analyzed.cities.withUnsafeBufferPointer { cities in
                var words = WordWalk(
                  classes: classes, scalars: scalars, starts: starts, boundaries: boundaries,
                  positions: positions, cities: cities)
                while words.findTokens(into: &tokens, atMost: limit) {
                  tokens.withUnsafeBufferPointer { body($0, scalars) }
                  tokens.removeAll(keepingCapacity: true)
                }
              }
            }
          }
        }
        if !tokens.isEmpty { tokens.withUnsafeBufferPointer { body($0, scalars) } }
      }
    }
    analyzed.tokens = tokens
  }
}

extension Array {
  /// Becomes so many of an element, in the memory that it has: a new array would ask for its type at
  /// run time, which takes longer than a query's word.
  mutating func fill(_ count: Int, with element: Element) {
    removeAll(keepingCapacity: true)
    append(contentsOf: repeatElement(element, count: count))
  }
}

/// A walk over the characters of a text that finds its units and grams.
private struct UnitWalk {
  let classes: UnsafeBufferPointer<CharacterClass>
  private var at = 0
  /// How many positions were given.
  private(set) var position: UInt32 = 0
  /// How many characters were no separators.
  private(set) var characters = 0

  init(classes: UnsafeBufferPointer<CharacterClass>) { self.classes = classes }

  /// Gives characters their positions and appends tokens, until there are so many or the text ends;
  /// returns whether there are so many.
  mutating func findTokens(
    _ positions: UnsafeMutableBufferPointer<UInt32>, into tokens: inout [Token],
    atMost limit: Int
  ) -> Bool {
    let count = classes.count
    var at = at
    var position = position
    var characters = characters
    defer { (self.at, self.position, self.characters) = (at, position, characters) }
    while at < count {
      if tokens.count >= limit { return true }
      let kind = classes[at]
      var end = at + 1
      switch kind {
      case .run:
        let paired = end < count && classes[end] == .run
        tokens.append(
          Token(
            kind: .gram, position: position, start: Int32(truncatingIfNeeded: at),
            length: paired ? 2 : 1))
        characters += 1
      case .letter, .digit:
        while end < count, end - at < Analyzer.longestToken, classes[end] == kind { end += 1 }
        tokens.append(
          Token(
            kind: .unit, position: position, start: Int32(truncatingIfNeeded: at),
            length: Int32(truncatingIfNeeded: end - at)))
        characters += end - at
      case .separator:
        at = end
        continue
      }
      for index in at..<end { positions[index] = position }
      position += 1
      at = end
    }
    return tokens.count >= limit
  }
}

/// A walk over ICU's boundaries that finds the words between them.
private struct WordWalk {
  let classes: UnsafeBufferPointer<CharacterClass>
  let scalars: UnsafeBufferPointer<UInt32>
  let starts: UnsafeBufferPointer<Int32>
  let boundaries: UnsafeBufferPointer<Int32>
  let positions: UnsafeBufferPointer<UInt32>
  let cities: UnsafeBufferPointer<CityMention>
  private var at = 0
  private var city = 0
  /// The first boundary is no end of a word.
  private var boundary = 1

  init(
    classes: UnsafeBufferPointer<CharacterClass>, scalars: UnsafeBufferPointer<UInt32>,
    starts: UnsafeBufferPointer<Int32>, boundaries: UnsafeBufferPointer<Int32>,
    positions: UnsafeBufferPointer<UInt32>, cities: UnsafeBufferPointer<CityMention>
  ) {
    self.classes = classes
    self.scalars = scalars
    self.starts = starts
    self.boundaries = boundaries
    self.positions = positions
    self.cities = cities
  }

  /// Appends words until there are so many tokens or the text ends; returns whether there are so
  /// many.
  mutating func findTokens(into tokens: inout [Token], atMost limit: Int) -> Bool {
    let longest = Analyzer.longestToken
    while boundary < boundaries.count {
      if tokens.count >= limit { return true }
      let end = boundaries[boundary]
      boundary += 1
      var first = at
      while at < scalars.count, starts[at] < end { at += 1 }
      var last = at
      while first < last, classes[first] == .separator { first += 1 }
      while first < last, classes[last - 1] == .separator { last -= 1 }
      guard first < last, last - first <= longest else { continue }
      if isUnit(first..<last) { continue }
      while city < cities.count, cities[city].range.upperBound <= first { city += 1 }
      if city < cities.count, isAnotherName(first..<last, inside: cities[city]) { continue }
      tokens.append(
        Token(
          kind: .word, position: positions[first], start: Int32(truncatingIfNeeded: first),
          length: Int32(truncatingIfNeeded: last - first)))
    }
    return false
  }

  /// Whether a word is one unit, which is a token already.
  @inline(__always)
  private func isUnit(_ range: Range<Int>) -> Bool {
    let kind = classes[range.lowerBound]
    if kind == .run { return false }
    return range.dropFirst().allSatisfy { classes[$0] == kind }
  }

  /// Whether ICU cut a name of another city out of the name of a city: 东|京都 holds no 京都.
  private func isAnotherName(_ range: Range<Int>, inside mention: CityMention) -> Bool {
    guard range.overlaps(mention.range), range != mention.range,
      let city = CityTable.shared.isName(scalars[range])
    else { return false }
    return city != mention.city
  }
}
