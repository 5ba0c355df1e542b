/// Turns a text into tokens: the one road for documents and for queries.
///
/// The text is segmented as it was written, for ICU's dictionaries know native forms, and folded
/// after that. Two layers of tokens share one space of positions: *grams*, by which any run of
/// characters of a script without spaces is found, and *words*, which carry the meaning.
/// Takes time in proportion to the text. Not for two threads at once.
package final class Analyzer {
  /// As many tokens are handed over together.
  private static let tokensAtOnce = 4096

  private let breaker: WordBreaker
  private let folder = TextFolder()
  private let cities: CityRecognizer
  private let quantities = QuantityRecognizer()
  /// Evens out width and case alone; kept here because its tables are worth keeping too.
  package private(set) lazy var widthFolder = TextFolder(.width)
  /// The aliases that the analyzer finds; nil where there are none.
  package let aliases: AliasTable?
  /// An analysis that nobody uses now, kept for its memory.
  private var spare: AnalyzedText?

  /// An analyzer with empty caches.
  ///
  /// - Parameters:
  ///   - aliases: names that a user says mean the same.
  ///   - isForManyTexts: whether it is to analyze so many that a millisecond of preparation pays.
  /// - Throws: `TextError` where ICU's data cannot be loaded.
  package init(
    aliases: AliasTable? = nil, forManyTexts isForManyTexts: Bool = false
  ) throws(TextError) {
    self.aliases = aliases
    cities = CityRecognizer(forManyTexts: isForManyTexts)
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
    try segment(text, &analyzed.source, &analyzed.boundaries)
    findAllButTokens(in: &analyzed)
    var tokens = analyzed.tokens
    analyzed.tokens = []
    tokens.removeAll(keepingCapacity: true)
    findTokens(in: &analyzed, atMost: .max) { found, _ in tokens.append(contentsOf: found) }
    analyzed.tokens = tokens
  }

  /// Analyzes `text` and hands over its tokens some thousand at a time, in the order in which
  /// `AnalyzedText.tokens` has them, with the folded characters that they are ranges of.
  ///
  /// All of them at once would take more memory than everything else; `analyzed` has none of them.
  package func analyze(
    _ text: String, into analyzed: inout AnalyzedText,
    tokens body: (UnsafeBufferPointer<Token>, UnsafeBufferPointer<UInt32>) -> Void
  ) throws(TextError) {
    try segment(text, &analyzed.source, &analyzed.boundaries)
    findAllButTokens(in: &analyzed)
    analyzed.tokens.removeAll(keepingCapacity: true)
    findTokens(in: &analyzed, atMost: Analyzer.tokensAtOnce, body)
  }

  /// Analyzes a text whose words were found before, as `analyze` does that is given the text; nothing
  /// is left of it in `segmented` but memory.
  package func analyze(
    _ segmented: inout SegmentedText, into analyzed: inout AnalyzedText,
    tokens body: (UnsafeBufferPointer<Token>, UnsafeBufferPointer<UInt32>) -> Void
  ) {
    swap(&segmented.source, &analyzed.source)
    swap(&segmented.boundaries, &analyzed.boundaries)
    findAllButTokens(in: &analyzed)
    analyzed.tokens.removeAll(keepingCapacity: true)
    findTokens(in: &analyzed, atMost: Analyzer.tokensAtOnce, body)
  }

  /// Finds the words of `text`, with which its analysis begins.
  ///
  /// ICU's dictionaries fill much of the processor's cache. Whoever has many short texts segments one
  /// after the other and analyzes them after that, so that the dictionaries stay there meanwhile.
  package func segment(_ text: String, into segmented: inout SegmentedText) throws(TextError) {
    try segment(text, &segmented.source, &segmented.boundaries)
  }

  private func segment(
    _ text: String, _ source: inout [UInt16], _ boundaries: inout [Int32]
  ) throws(TextError) {
    UTF16Reading.read(text, into: &source)
    let breaker = breaker
    let failure: TextError? = source.withUnsafeBufferPointer { source in
      do throws(TextError) {
        try breaker.findBoundaries(of: source, into: &boundaries)
        return nil
      } catch {
        return error
      }
    }
    if let failure { throw failure }
  }

  /// Folds `text` into `analyzed` and tells the classes of its characters, for who knows already
  /// where its words are.
  ///
  /// What else is in `analyzed` has no meaning.
  package func fold(_ text: String, into analyzed: inout AnalyzedText) {
    UTF16Reading.read(text, into: &analyzed.source)
    fold(&analyzed)
  }

  private func fold(_ analyzed: inout AnalyzedText) {
    let folder = folder
    analyzed.source.withUnsafeBufferPointer { folder.fold($0, into: &analyzed.folded) }
    let count = analyzed.folded.scalars.count
    withUnsafeTemporaryAllocation(of: CharacterClass.self, capacity: count) { classes in
      analyzed.folded.scalars.withUnsafeBufferPointer { scalars in
        for index in scalars.indices {
          classes.initializeElement(at: index, to: folder.characterClass(scalars[index]))
        }
      }
      analyzed.classes.become(UnsafeBufferPointer(classes))
    }
  }

  private func findAllButTokens(in analyzed: inout AnalyzedText) {
    fold(&analyzed)
    findCitiesAndQuantities(in: &analyzed)
    findConcepts(in: &analyzed)
    analyzed.parts.removeAll(keepingCapacity: true)
    analyzed.beginnings.removeAll(keepingCapacity: true)
    analyzed.sharedPartCount = analyzed.classes.withUnsafeBufferPointer { classes in
      analyzed.folded.scalars.withUnsafeBufferPointer { scalars in
        WordParts.find(
          classes, scalars, into: &analyzed.parts, beginnings: &analyzed.beginnings)
      }
    }
    findMarkedWords(in: &analyzed)
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
    // A character is in one unit or gram, and in one word at most. A text of none still has words,
    // though all of them are empty.
    let most = min(limit, count * 2 + 1)
    withUnsafeTemporaryAllocation(of: Token.self, capacity: most) { memory in
      var room = TokenRoom(memory)
      scalars.withUnsafeBufferPointer { scalars in
        classes.withUnsafeBufferPointer { classes in
          findUnits(of: classes, in: &analyzed, &room) { body($0, scalars) }
          findWords(of: classes, scalars, in: &analyzed, &room) { body($0, scalars) }
          if !room.tokens.isEmpty { body(room.tokens, scalars) }
        }
      }
    }
  }

  /// Finds units and grams and the positions of all characters; hands over what fills the room.
  private func findUnits(
    of classes: UnsafeBufferPointer<CharacterClass>, in analyzed: inout AnalyzedText,
    _ room: inout TokenRoom, _ body: (UnsafeBufferPointer<Token>) -> Void
  ) {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: classes.count) { positions in
      var units = UnitWalk(classes: classes)
      while units.findTokens(positions, into: &room) {
        body(room.tokens)
        room.removeAll()
      }
      analyzed.positions.become(UnsafeBufferPointer(positions))
      analyzed.positionCount = units.position
      analyzed.characterCount = units.characters
    }
  }

  /// Finds the words; hands over what fills the room.
  private func findWords(
    of classes: UnsafeBufferPointer<CharacterClass>, _ scalars: UnsafeBufferPointer<UInt32>,
    in analyzed: inout AnalyzedText, _ room: inout TokenRoom,
    _ body: (UnsafeBufferPointer<Token>) -> Void
  ) {
    analyzed.folded.starts.withUnsafeBufferPointer { starts in
      analyzed.boundaries.withUnsafeBufferPointer { boundaries in
        analyzed.positions.withUnsafeBufferPointer { positions in
          analyzed.cities.withUnsafeBufferPointer { cities in
            var words = WordWalk(
              classes: classes, scalars: scalars, starts: starts, boundaries: boundaries,
              positions: positions, cities: cities)
            while words.findTokens(into: &room) {
              body(room.tokens)
              room.removeAll()
            }
          }
        }
      }
    }
  }
}
