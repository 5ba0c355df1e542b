import TansakuText

/// Names in a query: of cities, and of the concepts of the user's aliases.
extension QueryPlanner {
  /// A city tells by what it is the subject of, too.
  mutating func addCity(_ mention: CityMention, in text: AnalyzedText) {
    addName(
      TermKey(.city, String(mention.city)), .city(mention.city), weight: weights.cityWeight,
      at: mention.range, in: text)
    _ = addTerm(
      QueryPlan.ScoredTerm(
        keys: [TermKey(.subject, String(mention.city))], weight: weights.subjectWeight),
      at: mention.range.lowerBound)
  }

  /// A concept is found by its characters too: unlike a city's name it may be a part of any word.
  ///
  /// The words of the query count a little more than the other names.
  mutating func addConcept(_ mention: ConceptMention, in text: AnalyzedText) {
    guard let key = analyzer.aliases?.keys[mention.concept] else { return }
    addName(
      TermKey(.concept, key), .concept(mention.concept), weight: weights.conceptWeight,
      at: mention.range, in: text)
    addLeaf(.phrase(Phrase(mention.range, of: text), implied: nil))
    addNeedle(Needle.run, for: mention.range, in: text)
    let words = text.tokens.filter { $0.kind != .gram && mention.range.overlaps($0.range) }
    // Its words are found apart too, as those of any other query are: 規約の改正 for 規約改正.
    for word in words {
      let number = addTerm(
        QueryPlan.ScoredTerm(
          keys: [TermKey(.word, scalars: text.folded.scalars[word.range])],
          weight: weights.surfaceWeight / Float(words.count)),
        writtenAs: word.range, of: text)
      if words.count > 1 {
        addLeaf(.term(number))
        addNeedle(Needle.word, for: word.range, in: text)
      }
    }
  }

  /// A name counts as one term with the word that it is written as and, where ICU cut a longer one
  /// (台北市), with that.
  private mutating func addName(
    _ key: TermKey, _ needle: Needle, weight: Float, at range: Range<Int>, in text: AnalyzedText
  ) {
    var keys = [key]
    let words = text.tokens.filter { $0.kind != .gram && $0.range.overlaps(range) }
    for word in words
    where word.range.lowerBound <= range.lowerBound && word.range.upperBound >= range.upperBound {
      keys.append(TermKey(.word, scalars: text.folded.scalars[word.range]))
    }
    let number = addTerm(
      QueryPlan.ScoredTerm(keys: keys, weight: weight), writtenAs: range, of: text)
    addLeaf(.term(number))
    addEntityNeedles(needle, range, words: words.map(\.range), in: text)
  }

  /// Adds what finds a thing that the query names in `range`, by its meaning or as the words there.
  ///
  /// Where a word is longer than the name (台北市), the query writes the whole word.
  private mutating func addEntityNeedles(
    _ entity: @autoclosure () -> Needle, _ range: Range<Int>, words: [Range<Int>],
    in text: AnalyzedText
  ) {
    guard let written else { return }
    let entity = entity()
    let name = Needle.word(CompactText(text, range).scalars)
    addNeedle(entity)
    addNeedle(name)
    let whole = words.reduce(range) { whole, word in
      word.lowerBound <= range.lowerBound && word.upperBound >= range.upperBound
        ? min(whole.lowerBound, word.lowerBound)..<max(whole.upperBound, word.upperBound) : whole
    }
    var targets = [entity, name].map {
      QueryPart.Target(
        needle: $0, before: range.lowerBound - whole.lowerBound,
        after: whole.upperBound - range.upperBound)
    }
    if whole != range {
      targets.append(QueryPart.Target(needle: .word(CompactText(text, whole).scalars)))
    }
    let part = QueryPart(targets: targets, form: written.form(whole, of: text))
    if !parts.contains(part) { parts.append(part) }
  }
}
