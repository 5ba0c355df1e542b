import TansakuText

extension QueryPlanner {
  /// Adds what sounds like words: other ways to write them, and cities with such names.
  ///
  /// - Parameters:
  ///   - text: The words as they were analyzed.
  ///   - speller: Knows what stands in the index.
  /// - Throws: `StorageError` where the dictionary is damaged.
  mutating func addSounds(of text: AnalyzedText, _ speller: SoundSpeller) throws {
    let scalars = text.folded.scalars
    for range in QueryPlanner.runs(of: text) {
      add(try speller.sounds(ofRun: Array(scalars[range])), of: range, in: text)
    }
    for range in QueryPlanner.units(of: text) {
      let word = scalars[range].filter { $0 != 0x20 }
      add(try speller.sounds(ofLetters: word), of: range, in: text)
      var keys: [TermKey] = []
      for spelling in LetterSounds.spellings(of: word) {
        let key = TermKey(.word, scalars: spelling)
        guard try speller.frequency(of: key) > 0 else { continue }
        keys.append(key)
        addFragment(.word(spelling), of: range, in: text)
      }
      if !keys.isEmpty {
        let term = QueryPlan.ScoredTerm(keys: keys, weight: weights.soundWeight)
        addLeaf(.term(addTerm(term, at: 0)))
      }
    }
  }

  /// Adds what a range of the text sounds like.
  private mutating func add(
    _ sounds: SoundSpeller.Sounds, of range: Range<Int>, in text: AnalyzedText
  ) {
    for city in sounds.cities {
      let term = QueryPlan.ScoredTerm(
        keys: [TermKey(.city, String(city))], weight: weights.cityWeight)
      addLeaf(.term(addTerm(term, at: 0)))
      addFragment(.city(city), of: range, in: text)
    }
    if sounds.spellings.isEmpty { return }
    // All spellings are one word; a document is scored by the one that it has most.
    var keys: [TermKey] = []
    for spelling in sounds.spellings {
      let grams = zip(spelling, spelling.dropFirst()).map { TermKey(.gram, scalars: [$0, $1]) }
      for key in [TermKey(.word, scalars: spelling)] + grams where !keys.contains(key) {
        keys.append(key)
      }
      addLeaf(.phrase(QueryPlanner.phrase(of: spelling), implied: nil))
      addFragment(.run(spelling), of: range, in: text)
    }
    _ = addTerm(QueryPlan.ScoredTerm(keys: keys, weight: weights.soundWeight), at: 0)
  }

  private static func phrase(of run: [UInt32]) -> Phrase {
    if run.count == 1 {
      return Phrase(elements: [
        Phrase.Element(selector: .prefix(TermKey(.gram, scalars: run)), offset: 0)
      ])
    }
    return Phrase(
      elements: zip(run, run.dropFirst()).enumerated().map { place, pair in
        Phrase.Element(
          selector: .key(TermKey(.gram, scalars: [pair.0, pair.1])), offset: UInt32(place))
      })
  }

  /// The words of scripts without spaces; where ICU cut one of kana and Han apart (霞|ヶ|関), the
  /// whole run too.
  private static func runs(of text: AnalyzedText) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    for token in text.tokens where token.kind == .word {
      if token.range.allSatisfy({ text.classes[$0] == .run }) { ranges.append(token.range) }
    }
    var at = 0
    while at < text.classes.count {
      var end = at
      while end < text.classes.count, text.classes[end] == .run { end += 1 }
      if end - at > 1, !ranges.contains(at..<end) { ranges.append(at..<end) }
      at = max(end, at + 1)
    }
    return ranges
  }

  /// The words of letters; where each of several is one syllable of Mandarin (tai bei), all
  /// together too.
  private static func units(of text: AnalyzedText) -> [Range<Int>] {
    let units = text.tokens.filter { $0.kind == .unit && text.classes[Int($0.start)] == .letter }
      .map(\.range)
    var ranges = units
    var start: Int?
    for (place, unit) in units.enumerated() {
      let isSyllable = ReadingTable.shared.isReading(
        String(
          String.UnicodeScalarView(text.folded.scalars[unit].compactMap(Unicode.Scalar.init))),
        in: .mandarin)
      if isSyllable, start == nil { start = place }
      let isLast = place + 1 == units.count
      if let first = start, !isSyllable || isLast {
        let last = isSyllable ? place : place - 1
        if last > first { ranges.append(units[first].lowerBound..<units[last].upperBound) }
        start = nil
      }
    }
    return ranges
  }
}
