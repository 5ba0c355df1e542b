import TansakuText

/// Words of a query: as names, quantities, words, characters, and what else counts for the score.
extension QueryPlanner {
  /// The most characters that are a part of a word rather than a question.
  private static let longestFragment = 3

  /// Adds words: those between spaces where words are whole, all that they may mean elsewhere.
  mutating func addWords(_ text: String) throws {
    try analyzer.withAnalysis { analyzed in
      guard takesWholeWords else {
        try analyzer.analyze(text, into: &analyzed)
        return addWords(analyzed)
      }
      for word in BlankSeparated(text) {
        analyzer.fold(word, into: &analyzed)
        addWholeWord(analyzed)
      }
    }
  }

  /// For each character of a text, that nothing has claimed it.
  static func unclaimed(_ text: AnalyzedText) -> [Bool] {
    // An array that is made of a repeated element asks for its type at run time.
    var claimed: [Bool] = []
    claimed.append(contentsOf: repeatElement(false, count: text.folded.scalars.count))
    return claimed
  }

  /// Adds a word of which nothing is known but its characters.
  private mutating func addWholeWord(_ word: AnalyzedText) {
    let all = 0..<word.folded.scalars.count
    if all.isEmpty { return }
    let term = QueryPlan.ScoredTerm(
      keys: [TermKey(.word, scalars: word.folded.scalars)],
      weight: wordWeight(of: all, in: word, hasForms: false))
    addLeaf(.term(addTerm(term, writtenAs: all, of: word)))
    addNeedle(Needle.word, for: all, in: word)
  }

  private mutating func addWords(_ text: AnalyzedText) {
    var claimed = QueryPlanner.unclaimed(text)
    for mention in text.cities {
      addCity(mention, in: text)
      for index in mention.range { claimed[index] = true }
    }
    addQuantities(of: text, claimed: &claimed)
    let claimedByNames = claimed
    for mention in text.concepts {
      addConcept(mention, in: text)
      for index in mention.range { claimed[index] = true }
    }
    let words = text.tokens.filter { $0.kind != .gram }.sorted { $0.start < $1.start }
    asksForAny = words.count > 1
    if asksForAny { questionWords = QueryPlanner.questionWords(among: words, of: text) }
    defer { questionWords = [] }
    var particles: [Range<Int>] = []
    var characters: [Range<Int>] = []
    // Units that are part of a longer word matter only where that word has no other part.
    for word in words where word.kind == .word || !isInsideWord(word, words) {
      // What a date or a number says in several words, these do not say again.
      if word.range.allSatisfy({ claimed[$0] }), isQuantity(word.range, in: text) { continue }
      if !isCharacter(word, in: text, claimed: claimed) {
        addWord(word.range, in: text, claimed: claimed)
      } else if Hiragana.contains(text.folded.scalars[word.range.lowerBound]) {
        addWordTerm(word.range, in: text)
        particles.append(word.range)
      } else {
        addWordTerm(word.range, in: text)
        characters.append(word.range)
      }
    }
    addCharacters(characters, isWhole: leaves.isEmpty && particles.isEmpty, in: text)
    // A particle alone makes a document match only where there is nothing else to match by.
    if leaves.isEmpty {
      for particle in particles { addCharacters(particle, in: text) }
    }
    // A pair of characters across a city and a concept says that they stand side by side.
    addGrams(of: text, claimed: claimedByNames)
    addParts(of: text, claimed: claimed)
  }

  /// Parts of words count for the score; by how one of several words begins a document matches too,
  /// for texts write it in other forms.
  private mutating func addParts(of text: AnalyzedText, claimed: [Bool]) {
    if !hasForms(text) { return }
    var word = 0..<0
    for part in text.parts {
      let range = Int(part.lowerBound)..<Int(part.upperBound)
      if range.allSatisfy({ claimed[$0] }) { continue }
      let weight = partWeight(of: range, in: text, word: &word)
      _ = addPart(range, weight: weight, of: text)
    }
    for beginning in text.beginnings {
      let range = Int(beginning.lowerBound)..<Int(beginning.upperBound)
      if range.allSatisfy({ claimed[$0] }) { continue }
      let number = addPart(range, weight: weights.beginningWeight, of: text)
      // In a field nothing is found that keeps no positions.
      if asksForAny, matchesForms, field == nil {
        addLeaf(.term(number))
        addNeedle(QueryPlanner.beginningNeedle, for: range, in: text)
      }
    }
  }

  private mutating func addPart(
    _ range: Range<Int>, weight: Float, of text: AnalyzedText
  ) -> Int {
    addTerm(
      QueryPlan.ScoredTerm(
        keys: [TermKey(.part, scalars: text.folded.scalars[range])],
        weight: weight * share(of: range)),
      at: range.lowerBound)
  }

  /// What finds the words that begin so.
  private static func beginningNeedle(_ scalars: [UInt32]) -> Needle {
    .pattern([GlobPattern(elements: scalars.map { .scalar($0) } + [.many])])
  }

  /// Whether a word is one character of a script without spaces that no city has claimed.
  private func isCharacter(_ word: Token, in text: AnalyzedText, claimed: [Bool]) -> Bool {
    word.length == 1 && text.classes[word.range.lowerBound] == .run
      && !claimed[word.range.lowerBound]
  }

  /// Characters that ICU took one by one.
  ///
  /// Where they are few, nothing else is asked for, and they were typed together (要|都 of 主要都市),
  /// they are found together. In a longer question each is a word.
  private mutating func addCharacters(
    _ characters: [Range<Int>], isWhole: Bool, in text: AnalyzedText
  ) {
    if isWhole, characters.count <= QueryPlanner.longestFragment, let first = characters.first,
      let last = characters.last,
      zip(characters, characters.dropFirst()).allSatisfy({ $0.upperBound == $1.lowerBound })
    {
      addCharacters(first.lowerBound..<last.upperBound, in: text)
    } else {
      for character in characters { addCharacters(character, in: text) }
    }
  }

  private mutating func addCharacters(_ range: Range<Int>, in text: AnalyzedText) {
    let implied = range.count == 1 ? addWordTerm(range, in: text) : nil
    addLeaf(.phrase(Phrase(range, of: text), implied: implied))
    addNeedle(Needle.run, for: range, in: text)
  }

  /// Adds what a word counts for the score.
  @discardableResult
  mutating func addWordTerm(
    _ range: Range<Int>, weight: Float? = nil, in text: AnalyzedText
  ) -> Int {
    let weight =
      share(of: range) * (weight ?? wordWeight(of: range, in: text, hasForms: hasForms(text)))
    let key = TermKey(.word, scalars: text.folded.scalars[range])
    guard let form = text.marked.form(of: range) else {
      return addTerm(
        QueryPlan.ScoredTerm(keys: [key], weight: weight), writtenAs: range, of: text)
    }
    let marked = weight * weights.markedShare
    let number = addTerm(
      QueryPlan.ScoredTerm(keys: [key], weight: weight - marked), writtenAs: range, of: text)
    _ = addTerm(
      QueryPlan.ScoredTerm(
        keys: [TermKey(.marked, scalars: form)], weight: marked, standIn: number),
      at: range.lowerBound)
    return number
  }

  private func isInsideWord(_ unit: Token, _ words: [Token]) -> Bool {
    words.contains {
      $0.kind == .word && $0.range.lowerBound <= unit.range.lowerBound
        && unit.range.upperBound <= $0.range.upperBound
    }
  }

  /// A word is found as a word or as its characters; where a city has claimed a part of it, the
  /// rest of it is found as its characters.
  private mutating func addWord(_ range: Range<Int>, in text: AnalyzedText, claimed: [Bool]) {
    guard range.contains(where: { claimed[$0] }) else {
      let number = addWordTerm(range, in: text)
      addNeedle(Needle.run, for: range, in: text)
      let units = text.units(in: range)
      if units.count == 1, units.first?.kind == .unit {
        addLeaf(.term(number))
      } else if units.allSatisfy({ $0.kind == .gram }) {
        addLeaf(.phrase(Phrase(range, of: text), implied: number))
        if let stem = stem(of: range, in: text) { addCharacters(stem, in: text) }
      } else {
        // Units do not depend on ICU's cuts, and may reach beyond a word of several of them.
        addLeaf(.term(number))
        addLeaf(.phrase(Phrase(range, of: text), implied: nil))
        addNeedle(Needle.word, for: range, in: text)
        for unit in units where unit.kind == .unit {
          addWordTerm(
            unit.range,
            weight: text.classes[unit.range.lowerBound] == .letter
              ? weights.wordWeight : weights.gramWeight, in: text)
          addFragment(Needle.run, of: unit.range, in: text)
        }
      }
      return
    }
    if !range.allSatisfy({ claimed[$0] }) { addWordTerm(range, in: text) }
    var at = range.lowerBound
    while at < range.upperBound {
      var end = at
      while end < range.upperBound, !claimed[end], isRun(end, text) { end += 1 }
      // One character left over is an ending or a particle: 市, 시.
      if end - at > 1 {
        addLeaf(.phrase(Phrase(at..<end, of: text), implied: nil))
        addNeedle(Needle.run, for: at..<end, in: text)
      }
      at = max(end, at + 1)
    }
  }

  /// What a word of Hangul is found by too: it without its particle; and where it is one of several
  /// words, how it begins, for texts write it with other endings.
  private func stem(of range: Range<Int>, in text: AnalyzedText) -> Range<Int>? {
    let word = text.folded.scalars[range]
    guard word.allSatisfy({ WritingSystem.of($0) == .hangul }) else { return nil }
    let length = KoreanStem.length(of: word, isAnyEndingCut: asksForAny)
    return length.map { range.lowerBound..<range.lowerBound + $0 }
  }

  private func isRun(_ index: Int, _ text: AnalyzedText) -> Bool {
    text.tokens.contains { $0.kind == .gram && Int($0.start) == index }
  }

  /// Grams count for the score but do not make a document match.
  ///
  /// What lies inside a city's name is told by the city, and hiragana alone is too common to tell
  /// anything.
  mutating func addGrams(of text: AnalyzedText, claimed: [Bool]) {
    var run = 0..<0
    for token in text.tokens where token.kind == .gram {
      let scalars = text.folded.scalars[token.range]
      let weight =
        gramWeight(of: token.range, in: text.folded.scalars, run: &run) * share(of: token.range)
      if token.range.allSatisfy({ claimed[$0] }) || scalars.allSatisfy(Hiragana.contains)
        || text.concepts.contains(where: { token.range.clamped(to: $0.range) == token.range })
      {
        continue
      }
      if token.length == 2 {
        _ = addTerm(
          QueryPlan.ScoredTerm(keys: [TermKey(.gram, scalars: scalars)], weight: weight),
          writtenAs: token.range, of: text)
      } else if isAlone(token, in: text) {
        _ = addTerm(
          QueryPlan.ScoredTerm([.prefix(TermKey(.gram, scalars: scalars))], weight: weight),
          at: token.range.lowerBound)
      }
    }
  }

  /// Whether a gram of one character is a run by itself, not the end of one.
  private func isAlone(_ token: Token, in text: AnalyzedText) -> Bool {
    !text.tokens.contains { $0.kind == .gram && $0.length == 2 && $0.start == token.start - 1 }
  }
}
