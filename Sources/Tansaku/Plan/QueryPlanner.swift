import TansakuText

/// Turns a query into a plan, by the same analysis that the documents went through.
///
/// Not to be copied: its tables would be, at every step that changes them.
struct QueryPlanner: ~Copyable {
  let analyzer: Analyzer
  let weights: RankingParameters
  private(set) var findsNeedles: Bool
  /// Whether something turned out to be found in the texts alone though `findsNeedles` is false.
  var lacksNeedles = false
  let speller: SoundSpeller?
  var plan = QueryPlan()
  /// The ways to match of the part of the query at hand.
  var leaves: [QueryPlan.Leaf] = []
  /// What finds that part in a text.
  var parts: [QueryPart] = []
  /// The field that the part at hand must stand in; nil for any.
  var field: Field?
  /// The field that NEAR must find the part at hand in; nil for any, and outside of NEAR.
  var nearField: Field?
  /// What the scores of the part at hand are multiplied by.
  var boost: Float = 1
  /// Whether words are looked for as the texts were cut, neither by their characters nor as names.
  var takesWholeWords = false
  /// Tells how the query is written; nil where nobody asks.
  private(set) var written: WrittenForms?
  /// Where in the texts each term of the plan was met.
  private var places: [(term: Int, place: Int)] = []
  /// Whether the text at hand has several words, any of which is enough to match.
  var asksForAny = false
  /// Whether any of several words is found by its other forms too.
  var matchesForms = true
  /// The words of it that ask.
  var questionWords: [Range<Int>] = []

  /// - Parameters:
  ///   - analyzer: of the version that the index was made with.
  ///   - weights: what each kind of term weighs.
  ///   - findsNeedles: whether the plan must tell what to show in a text and how it is written.
  ///   - speller: finds what words sound like; nil where that is not asked for.
  init(
    analyzer: Analyzer, weights: RankingParameters, findsNeedles: Bool = true,
    speller: SoundSpeller? = nil
  ) {
    self.analyzer = analyzer
    self.weights = weights
    self.findsNeedles = findsNeedles
    self.speller = speller
    written = findsNeedles ? WrittenForms(analyzer) : nil
  }

  /// The plan of a query.
  ///
  /// - Throws: `IndexError` with the code `badArgument` where the query is too long, `badQuery` where
  ///   it asks for what cannot be found out.
  mutating func plan(_ query: Query) throws -> QueryPlan {
    plan = QueryPlan()
    places = []
    guard let root = query.root else { return plan }
    try checkLength(root)
    if !findsNeedles, root.readsTexts { findNeedles() }
    // What a phrase says stands together already.
    plan.looksAtPassages = !takesWholeWords && root.hasWords
    plan.terms.reserveCapacity(QueryPlanner.usualTerms)
    places.reserveCapacity(QueryPlanner.usualTerms)
    try addTree(root)
    if lacksNeedles {
      findNeedles()
      return try self.plan(query)
    }
    return exchange(&plan, with: QueryPlan())
  }

  private mutating func findNeedles() {
    findsNeedles = true
    lacksNeedles = false
    written = WrittenForms(analyzer)
  }

  /// Room for the terms of most queries.
  private static let usualTerms = 8

  /// The plan of a query whose words are whole.
  ///
  /// What stands between spaces is looked for among the words as the texts were cut, neither by its
  /// characters nor as a name. Phrases are as ever.
  ///
  /// - Throws: `IndexError` as `plan(_:)` does.
  mutating func plan(wholeWords query: Query) throws -> QueryPlan {
    takesWholeWords = true
    return try plan(query)
  }

  /// How deep a tree may be that was built or decoded; typed ones are never so deep.
  private static let deepest = 256

  private func checkLength(_ root: Query.Node) throws {
    guard !root.isDeeper(than: QueryPlanner.deepest) else {
      throw IndexError(
        code: .badQuery,
        message:
          "A query may be \(QueryPlanner.deepest) levels deep; this tree is deeper. Join what "
          + "is joined alike.")
    }
    let length = root.textLength
    guard length <= Query.longest else {
      throw IndexError(
        code: .badArgument,
        message: "A query may have \(Query.longest) bytes of UTF-8; this one has "
          + "\(length). Search for a part of it.")
    }
  }

  // MARK: Phrases

  /// Adds a run of characters.
  mutating func addPhrase(_ text: AnalyzedText) {
    let units = text.units(in: 0..<text.folded.scalars.count)
    guard let first = units.first, let last = units.last else { return }
    let range = first.range.lowerBound..<last.range.upperBound
    addLeaf(.phrase(Phrase(range, of: text), implied: nil))
    addNeedle(Needle.run, for: range, in: text)
    addPhraseTerms(of: text)
  }

  /// Adds what a run of characters counts for the score: its words and its grams.
  mutating func addPhraseTerms(of text: AnalyzedText) {
    for word in text.tokens where word.kind != .gram {
      addWordTerm(
        word.range, weight: wordWeight(of: word.range, in: text, hasForms: false), in: text)
    }
    addGrams(of: text, claimed: QueryPlanner.unclaimed(text))
  }

  // MARK: Parts

  /// Adds a term, or finds it again, and notes how the query writes it in `range`.
  mutating func addTerm(
    _ term: QueryPlan.ScoredTerm, writtenAs range: Range<Int>, of text: AnalyzedText
  ) -> Int {
    let number = addTerm(term, at: range.lowerBound)
    guard let form = written?.form(range, of: text) else { return number }
    if form.hasOtherForms, !plan.forms[number, default: []].contains(form) {
      plan.forms[number, default: []].append(form)
    }
    return number
  }

  /// Adds a term, or finds it again.
  ///
  /// - Parameters:
  ///   - term: what counts for the score.
  ///   - place: where in the query it stands; from another place on it counts for more.
  /// - Returns: its number in the plan.
  mutating func addTerm(_ term: QueryPlan.ScoredTerm, at place: Int) -> Int {
    var term = term
    term.weight *= boost
    if let number = plan.terms.firstIndex(where: { $0.selectors == term.selectors }) {
      if !places.contains(where: { $0 == (number, place) }) {
        places.append((number, place))
        plan.terms[number].weight += weights.repetitionWeight * term.weight
      }
      return number
    }
    plan.terms.append(term)
    places.append((plan.terms.count - 1, place))
    return plan.terms.count - 1
  }

  /// Adds what finds something of the query in a text, if that is asked for.
  mutating func addNeedle(_ makeNeedle: @autoclosure () -> Needle) {
    guard findsNeedles else { return }
    let needle = makeNeedle()
    if !plan.needles.contains(needle) { plan.needles.append(needle) }
  }

  /// Adds what finds a piece of the query by its characters, and how the query writes it.
  mutating func addFragment(
    _ makeNeedle: ([UInt32]) -> Needle, of range: Range<Int>, in text: AnalyzedText
  ) {
    if written != nil {
      addFragment(makeNeedle(CompactText(text, range).scalars), of: range, in: text)
    }
  }

  /// Adds what finds a piece of the query, or what sounds like it, and how the query writes that.
  mutating func addFragment(_ needle: Needle, of range: Range<Int>, in text: AnalyzedText) {
    guard let written else { return }
    addNeedle(needle)
    let fragment = QueryPart(
      targets: [QueryPart.Target(needle: needle)], form: written.form(range, of: text))
    if !plan.fragments.contains(fragment) { plan.fragments.append(fragment) }
  }

  /// Adds what finds a part of the query by its characters, for which a leaf was added, and how the
  /// query writes it.
  mutating func addNeedle(
    _ makeNeedle: ([UInt32]) -> Needle, for range: Range<Int>, in text: AnalyzedText
  ) {
    guard written != nil else { return }
    addNeedles([makeNeedle(CompactText(text, range).scalars)], for: range, in: text)
  }

  /// Adds what finds a part of the query in any of several ways, and how the query writes it.
  mutating func addNeedles(
    _ makeNeedles: @autoclosure () -> [Needle], for range: Range<Int>, in text: AnalyzedText
  ) {
    guard let written else { return }
    let needles = makeNeedles()
    for needle in needles { addNeedle(needle) }
    let part = QueryPart(
      targets: needles.map { QueryPart.Target(needle: $0) }, form: written.form(range, of: text))
    if !parts.contains(part) { parts.append(part) }
  }

  /// Adds a way for a document to match the part at hand.
  mutating func addLeaf(_ leaf: QueryPlan.Leaf) {
    if !leaves.contains(leaf) { leaves.append(leaf) }
  }
}
