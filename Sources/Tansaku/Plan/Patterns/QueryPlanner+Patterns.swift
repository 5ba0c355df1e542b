import TansakuText

/// Words with gaps, and words that are nearly those of the query.
extension QueryPlanner {
  /// Adds a pattern.
  mutating func addPattern(_ pattern: PatternText, typed: String) throws {
    if let run = pattern.run {
      var candidates: [Condition] = []
      for piece in pattern.pieces {
        let text = try analyzer.analyze(piece)
        for range in text.runs {
          candidates.append(.leaf(.phrase(Phrase(range, of: text), implied: nil)))
        }
        addPhraseTerms(of: text)
      }
      addLeaf(.tree(.text(.found([.gaps(run)], in: nil), among: .all(candidates))))
      try addPart(.gaps(run), typed: typed) { [analyzer] forms, _ in
        try forms.pattern(GlobPattern.parts(of: typed), isOpen: true, analyzer)
      }
    } else if pattern.units.isEmpty {
      addPhrase(try analyzer.analyze(pattern.pieces.joined()))
    } else {
      let numbers = pattern.units.enumerated().map { place, unit in
        addTerm(
          QueryPlan.ScoredTerm(
            [unit.selectedWords], weight: weights.wordWeight), at: place)
      }
      if numbers.count == 1 {
        addLeaf(.term(numbers[0]))
      } else if let placed = pattern.phrase {
        addLeaf(.phrase(placed.phrase, implied: nil))
      }
      try addPart(.pattern(pattern.units), typed: typed) { [analyzer] forms, _ in
        try forms.pattern(GlobPattern.parts(of: typed), isOpen: false, analyzer)
      }
    }
  }

  /// Adds a word that may have so many edits; what is no one word of letters is found as it is.
  mutating func addFuzzy(_ typed: String, edits: Int) throws {
    guard let word = try fuzzyWord(typed) else { return addPhrase(try analyzer.analyze(typed)) }
    let edits = QueryLimits.allowed(edits: edits)
    // The word itself counts for more than what is near it.
    _ = addTerm(
      QueryPlan.ScoredTerm(
        keys: [TermKey(.word, scalars: word)], weight: weights.wordWeight - weights.fuzzyWeight),
      at: 0)
    let near = QueryPlan.ScoredTerm(
      [.fuzzy(.word, word, edits: edits)], weight: weights.fuzzyWeight)
    addLeaf(.term(addTerm(near, at: 0)))
    try addPart(.fuzzy(word, edits: edits), typed: typed) { forms, text in
      let form = forms.form(0..<text.folded.scalars.count, of: text)
      return .fuzzy(
        exact: form.exact.unicodeScalars.map(\.value), width: form.width, edits: edits)
    }
  }

  /// The folded word that edits are counted from; nil where the text is not one word of letters or
  /// digits.
  func fuzzyWord(_ typed: String) throws -> [UInt32]? {
    let text = try analyzer.analyze(typed)
    let units = text.tokens.filter { $0.kind != .word }
    guard units.count == 1, let unit = units.first, unit.kind == .unit else { return nil }
    return Array(text.folded.scalars[unit.range])
  }

  /// Adds what finds the part at hand, which is described rather than written out.
  private mutating func addPart(
    _ needle: Needle, typed: String,
    _ pattern: (WrittenForms, AnalyzedText) throws -> WrittenPattern
  ) throws {
    guard let written else { return }
    let text = try analyzer.analyze(typed)
    addNeedle(needle)
    let part = QueryPart(
      targets: [QueryPart.Target(needle: needle)],
      form: written.form(0..<text.folded.scalars.count, of: text),
      pattern: try pattern(written, text))
    if !parts.contains(part) { parts.append(part) }
  }
}

extension AnalyzedText {
  /// The stretches of characters of scripts without spaces, as ranges of the folded text.
  fileprivate var runs: [Range<Int>] {
    var ranges: [Range<Int>] = []
    for (index, kind) in classes.enumerated() where kind == .run {
      if let last = ranges.last, last.upperBound == index {
        ranges[ranges.count - 1] = last.lowerBound..<index + 1
      } else {
        ranges.append(index..<index + 1)
      }
    }
    return ranges
  }
}
