import TansakuText

/// Turns a query into a plan, by the same analysis that the documents went through.
struct QueryPlanner {
  /// The longest query, in bytes of UTF-8.
  ///
  /// Some eighty sentences; a longer one is a document.
  static let longestQuery = 16_384

  /// The most characters that are a part of a word rather than a question.
  private static let longestFragment = 3

  private let analyzer: Analyzer
  private let weights: RankingParameters
  private let findsNeedles: Bool
  private var plan = QueryPlan()
  private var leaves: [QueryPlan.Leaf] = []

  /// - Parameters:
  ///   - analyzer: of the version that the index was made with.
  ///   - weights: what each kind of term weighs.
  ///   - findsNeedles: whether the plan must tell what to show in a text.
  init(analyzer: Analyzer, weights: RankingParameters, findsNeedles: Bool = true) {
    self.analyzer = analyzer
    self.weights = weights
    self.findsNeedles = findsNeedles
  }

  /// The plan of a query.
  ///
  /// - Throws: `IndexError` with the code `badArgument` where the query is too long.
  mutating func plan(_ query: Query) throws -> QueryPlan {
    plan = QueryPlan()
    try checkLength(query)
    for group in query.groups {
      try add(group) { planner, text in planner.addWords(try planner.analyzer.analyze(text)) }
    }
    return plan
  }

  /// The plan of a query whose words are whole.
  ///
  /// What stands between spaces is looked for among the words as the texts were cut, neither by its
  /// characters nor as a name. Phrases are as ever.
  ///
  /// - Throws: `IndexError` with the code `badArgument` where the query is too long.
  mutating func plan(wholeWords query: Query) throws -> QueryPlan {
    plan = QueryPlan()
    try checkLength(query)
    var folded = AnalyzedText()
    for group in query.groups {
      try add(group) { planner, text in
        for word in text.unicodeScalars.split(whereSeparator: \.isBlank) {
          planner.addWholeWord(String(word), &folded)
        }
      }
    }
    return plan
  }

  private mutating func addWholeWord(_ word: String, _ text: inout AnalyzedText) {
    analyzer.fold(word, into: &text)
    let all = 0..<text.folded.scalars.count
    if all.isEmpty { return }
    addLeaf(.term(addWordTerm(all, in: text)))
    addNeedle(.word(CompactText(text, all).scalars))
  }

  private func checkLength(_ query: Query) throws {
    let length = query.groups.joined().reduce(0) { sum, clause in
      switch clause {
      case .words(let text), .phrase(let text): sum + text.utf8.count
      }
    }
    guard length <= QueryPlanner.longestQuery else {
      throw IndexError(
        code: .badArgument,
        message: "A query may have \(QueryPlanner.longestQuery) bytes of UTF-8; this one has "
          + "\(length). Search for a part of it.")
    }
  }

  /// Adds clauses of which a document must match any.
  ///
  /// Those without a letter or a digit ask for nothing.
  private mutating func add(
    _ clauses: [Query.Clause], words addWords: (inout QueryPlanner, String) throws -> Void
  ) throws {
    leaves = []
    for clause in clauses {
      switch clause {
      case .words(let text): try addWords(&self, text)
      case .phrase(let text): addPhrase(try analyzer.analyze(text))
      }
    }
    if !leaves.isEmpty, !plan.groups.contains(leaves) { plan.groups.append(leaves) }
  }

  // MARK: Words

  private mutating func addWords(_ text: AnalyzedText) {
    var claimed = [Bool](repeating: false, count: text.folded.scalars.count)
    for mention in text.cities {
      addCity(mention, in: text)
      for index in mention.range { claimed[index] = true }
    }
    let claimedByCities = claimed
    for mention in text.concepts {
      addConcept(mention, in: text)
      for index in mention.range { claimed[index] = true }
    }
    let words = text.tokens.filter { $0.kind != .gram }.sorted { $0.start < $1.start }
    var particles: [Range<Int>] = []
    var characters: [Range<Int>] = []
    // Units that are part of a longer word matter only where that word has no other part.
    for word in words where word.kind == .word || !isInsideWord(word, words) {
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
    addGrams(of: text, claimed: claimedByCities)
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
    addLeaf(.phrase(phrase(range, in: text), implied: implied))
    addNeedle(.run(CompactText(text, range).scalars))
  }

  @discardableResult
  private mutating func addWordTerm(_ range: Range<Int>, in text: AnalyzedText) -> Int {
    addTerm(
      QueryPlan.ScoredTerm(
        keys: [TermKey(.word, scalars: text.folded.scalars[range])], weight: weights.wordWeight))
  }

  private func isInsideWord(_ unit: Token, _ words: [Token]) -> Bool {
    words.contains {
      $0.kind == .word && $0.range.lowerBound <= unit.range.lowerBound
        && unit.range.upperBound <= $0.range.upperBound
    }
  }

  /// A city tells by what it is the subject of, too.
  private mutating func addCity(_ mention: CityMention, in text: AnalyzedText) {
    addName(
      TermKey(.city, String(mention.city)), weight: weights.cityWeight, at: mention.range, in: text)
    addNeedle(.city(mention.city))
    _ = addTerm(
      QueryPlan.ScoredTerm(
        keys: [TermKey(.subject, String(mention.city))], weight: weights.subjectWeight))
  }

  /// A concept is found by its characters too: unlike a city's name it may be a part of any word.
  ///
  /// The words of the query count a little more than the other names.
  private mutating func addConcept(_ mention: ConceptMention, in text: AnalyzedText) {
    guard let key = analyzer.aliases?.keys[mention.concept] else { return }
    addName(
      TermKey(.concept, key), weight: weights.conceptWeight, at: mention.range, in: text)
    addNeedle(.concept(mention.concept))
    addLeaf(.phrase(phrase(mention.range, in: text), implied: nil))
    addNeedle(.run(CompactText(text, mention.range).scalars))
    let words = text.tokens.filter { $0.kind != .gram && mention.range.overlaps($0.range) }
    for word in words {
      _ = addTerm(
        QueryPlan.ScoredTerm(
          keys: [TermKey(.word, scalars: text.folded.scalars[word.range])],
          weight: weights.surfaceWeight / Float(words.count)))
    }
  }

  /// A name counts as one term with the word that it is written as and, where ICU cut a longer one
  /// (台北市), with that.
  private mutating func addName(
    _ key: TermKey, weight: Float, at range: Range<Int>, in text: AnalyzedText
  ) {
    var keys = [key]
    for word in text.tokens
    where word.kind != .gram && word.range.lowerBound <= range.lowerBound
      && word.range.upperBound >= range.upperBound
    {
      keys.append(TermKey(.word, scalars: text.folded.scalars[word.range]))
    }
    addLeaf(.term(addTerm(QueryPlan.ScoredTerm(keys: keys, weight: weight))))
    addNeedle(.word(CompactText(text, range).scalars))
  }

  /// A word is found as a word or as its characters; where a city has claimed a part of it, the
  /// rest of it is found as its characters.
  private mutating func addWord(_ range: Range<Int>, in text: AnalyzedText, claimed: [Bool]) {
    guard range.contains(where: { claimed[$0] }) else {
      let number = addWordTerm(range, in: text)
      addNeedle(.run(CompactText(text, range).scalars))
      let units = unitTokens(in: range, of: text)
      if units.count == 1, units[0].kind == .unit {
        addLeaf(.term(number))
      } else if units.allSatisfy({ $0.kind == .gram }) {
        addLeaf(.phrase(phrase(range, in: text), implied: number))
      } else {
        // Units do not depend on ICU's cuts, and may reach beyond a word of several of them.
        addLeaf(.term(number))
        addLeaf(.phrase(phrase(range, in: text), implied: nil))
        for unit in units where unit.kind == .unit {
          _ = addTerm(
            QueryPlan.ScoredTerm(keys: [key(of: unit, in: text)], weight: weights.gramWeight))
          addNeedle(.run(CompactText(text, unit.range).scalars))
        }
      }
      return
    }
    var at = range.lowerBound
    while at < range.upperBound {
      var end = at
      while end < range.upperBound, !claimed[end], isRun(end, text) { end += 1 }
      // One character left over is an ending or a particle: 市, 시.
      if end - at > 1 {
        addLeaf(.phrase(phrase(at..<end, in: text), implied: nil))
        addNeedle(.run(CompactText(text, at..<end).scalars))
      }
      at = max(end, at + 1)
    }
  }

  private func isRun(_ index: Int, _ text: AnalyzedText) -> Bool {
    text.tokens.contains { $0.kind == .gram && Int($0.start) == index }
  }

  /// Grams count for the score but do not make a document match.
  ///
  /// What lies inside a city's name is told by the city, and hiragana alone is too common to tell
  /// anything.
  private mutating func addGrams(of text: AnalyzedText, claimed: [Bool]) {
    for token in text.tokens where token.kind == .gram {
      let scalars = text.folded.scalars[token.range]
      if token.range.allSatisfy({ claimed[$0] }) || scalars.allSatisfy(Hiragana.contains)
        || text.concepts.contains(where: { token.range.clamped(to: $0.range) == token.range })
      {
        continue
      }
      if token.length == 2 {
        _ = addTerm(
          QueryPlan.ScoredTerm(keys: [TermKey(.gram, scalars: scalars)], weight: weights.gramWeight)
        )
      } else if isAlone(token, in: text) {
        _ = addTerm(
          QueryPlan.ScoredTerm(
            keys: [TermKey(.gram, scalars: scalars)], isPrefix: true, weight: weights.gramWeight))
      }
    }
  }

  /// Whether a gram of one character is a run by itself, not the end of one.
  private func isAlone(_ token: Token, in text: AnalyzedText) -> Bool {
    !text.tokens.contains { $0.kind == .gram && $0.length == 2 && $0.start == token.start - 1 }
  }

  // MARK: Phrases

  private mutating func addPhrase(_ text: AnalyzedText) {
    let units = text.tokens.filter { $0.kind != .word }
    guard let first = units.first, let last = units.last else { return }
    let range = first.range.lowerBound..<last.range.upperBound
    addLeaf(.phrase(phrase(range, in: text), implied: nil))
    addNeedle(.run(CompactText(text, range).scalars))
    for word in text.tokens where word.kind != .gram {
      addWordTerm(word.range, in: text)
    }
    addGrams(
      of: text, claimed: [Bool](repeating: false, count: text.folded.scalars.count))
  }

  private func unitTokens(in range: Range<Int>, of text: AnalyzedText) -> [Token] {
    text.tokens.filter {
      $0.kind != .word && range.contains(Int($0.start))
    }
  }

  private func key(of token: Token, in text: AnalyzedText) -> TermKey {
    TermKey(token.kind == .gram ? .gram : .word, scalars: text.folded.scalars[token.range])
  }

  /// The units of a range of the folded text at their distances.
  ///
  /// A run gives the grams of all its pairs: each also tells that nothing parts the two. A run of
  /// one character at the end of the range is the beginning of whatever gram begins with it, for the
  /// text may go on.
  private func phrase(_ range: Range<Int>, in text: AnalyzedText) -> Phrase {
    let units = unitTokens(in: range, of: text)
    let base = units.first?.position ?? 0
    var elements: [Phrase.Element] = []
    var index = 0
    while index < units.count {
      let unit = units[index]
      let offset = unit.position - base
      if unit.kind == .unit {
        elements.append(Phrase.Element(key: key(of: unit, in: text), offset: offset))
        index += 1
        continue
      }
      var end = index
      while end + 1 < units.count, units[end].length == 2,
        Int(units[end].start) + 1 < range.upperBound
      { end += 1 }
      appendRun(units[index...end], base: base, endsRange: end == units.count - 1, text, &elements)
      index = end + 1
    }
    return Phrase(elements: elements)
  }

  private func appendRun(
    _ run: ArraySlice<Token>, base: UInt32, endsRange: Bool, _ text: AnalyzedText,
    _ elements: inout [Phrase.Element]
  ) {
    func gram(_ token: Token, length: Int, isPrefix: Bool = false) -> Phrase.Element {
      let start = Int(token.start)
      return Phrase.Element(
        key: TermKey(.gram, scalars: text.folded.scalars[start..<start + length]),
        isPrefix: isPrefix, offset: token.position - base)
    }
    guard run.count > 1 else {
      if let only = run.first {
        elements.append(gram(only, length: 1, isPrefix: endsRange))
      }
      return
    }
    for token in run.dropLast() { elements.append(gram(token, length: 2)) }
    // Where the run ends inside the phrase, the text must end its run there too.
    if !endsRange, let last = run.last { elements.append(gram(last, length: 1)) }
  }

  // MARK: Parts

  private mutating func addTerm(_ term: QueryPlan.ScoredTerm) -> Int {
    if let number = plan.terms.firstIndex(of: term) { return number }
    plan.terms.append(term)
    return plan.terms.count - 1
  }

  private mutating func addNeedle(_ makeNeedle: @autoclosure () -> Needle) {
    guard findsNeedles else { return }
    let needle = makeNeedle()
    if !plan.needles.contains(needle) { plan.needles.append(needle) }
  }

  private mutating func addLeaf(_ leaf: QueryPlan.Leaf) {
    if !leaves.contains(leaf) { leaves.append(leaf) }
  }
}

/// The characters of hiragana, the prolonged sound mark among them.
enum Hiragana {
  /// Whether a scalar is one of them.
  static func contains(_ scalar: UInt32) -> Bool {
    (0x3041...0x309F).contains(scalar) || scalar == 0x30FC
  }
}
