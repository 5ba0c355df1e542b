import TansakuText

/// Dates and numbers of a query.
extension QueryPlanner {
  /// Adds the dates and the numbers of a text and claims their characters, which then are looked for
  /// in no other way.
  mutating func addQuantities(of text: AnalyzedText, claimed: inout [Bool]) {
    for mention in text.dates {
      addDate(mention, in: text)
      for index in mention.range { claimed[index] = true }
    }
    for mention in text.numbers where addNumber(mention, in: text) {
      for index in mention.range { claimed[index] = true }
    }
  }

  /// Whether a range lies within a date or a number.
  func isQuantity(_ range: Range<Int>, in text: AnalyzedText) -> Bool {
    func holds(_ other: Range<Int>) -> Bool {
      other.lowerBound <= range.lowerBound && range.upperBound <= other.upperBound
    }
    return text.dates.contains { holds($0.range) } || text.numbers.contains { holds($0.range) }
  }

  /// A date counts as one term with all dates within it; a document that has its characters matches
  /// too, whatever they mean there.
  private mutating func addDate(_ mention: DateMention, in text: AnalyzedText) {
    if let span = DateSpan(mention.value) {
      let term = dates(within: span, weight: weights.dateWeight)
      addLeaf(.term(addTerm(term, at: mention.range.lowerBound)))
    }
    addLeaf(.phrase(Phrase(mention.range, of: text), implied: nil))
    addNeedles(
      [.date(mention.value), .run(CompactText(text, mention.range).scalars)], for: mention.range,
      in: text)
  }

  /// Documents that name a date within a span, which the query writes as `text`, whatever else they
  /// say.
  mutating func addSpan(_ span: DateSpan, writtenAs text: AnalyzedText) {
    addLeaf(.term(addTerm(dates(within: span, weight: 0), at: 0)))
    addNeedles([.span(span)], for: 0..<text.folded.scalars.count, in: text)
  }

  private func dates(within span: DateSpan, weight: Float) -> QueryPlan.ScoredTerm {
    QueryPlan.ScoredTerm(
      span.beginnings.map { .prefix(TermKey(.date, $0)) }, weight: weight)
  }

  /// A number counts as one term with its digits and its other forms.
  ///
  /// Returns whether its characters are looked for in no other way: a single character of Han is a
  /// word of its own, and what the digits say is only one more way to match.
  private mutating func addNumber(_ mention: NumberMention, in text: AnalyzedText) -> Bool {
    let counter = text.folded.scalars[mention.range.upperBound...].first
    let digits = String(mention.value)
    if mention.writing == .character {
      if let counter, text.classes[mention.range.upperBound] == .run {
        addLeaf(.phrase(phrase(of: digits, before: counter), implied: nil))
      }
      return false
    }
    let term =
      mention.isOrdinal ? NumberTerm.ordinal(mention.value) : NumberTerm.cardinal(mention.value)
    var keys = [TermKey(.number, term)]
    if !mention.isOrdinal {
      keys.append(TermKey(.word, digits))
      if let character = NumberForms.character(of: mention.value), let counter,
        text.classes[mention.range.upperBound] == .run
      {
        keys.append(TermKey(.gram, scalars: [character, counter]))
      }
    }
    for word in NumberForms.words(of: mention.value, isOrdinal: mention.isOrdinal) {
      keys.append(TermKey(.word, word))
    }
    if mention.writing == .word {
      let surface = TermKey(.word, scalars: text.folded.scalars[mention.range])
      if !keys.contains(surface) { keys.append(surface) }
    }
    let scored = QueryPlan.ScoredTerm(keys: keys, weight: weights.numberWeight)
    addLeaf(.term(addTerm(scored, at: mention.range.lowerBound)))
    if mention.isOrdinal || mention.writing == .other {
      addLeaf(.phrase(Phrase(mention.range, of: text), implied: nil))
    }
    addNeedles(
      [
        .number(mention.value, isOrdinal: mention.isOrdinal),
        .run(CompactText(text, mention.range).scalars),
      ], for: mention.range, in: text)
    return true
  }

  /// Digits and the character that follows them.
  private func phrase(of digits: String, before counter: UInt32) -> Phrase {
    Phrase(elements: [
      Phrase.Element(selector: .key(TermKey(.word, digits)), offset: 0),
      Phrase.Element(selector: .prefix(TermKey(.gram, scalars: [counter])), offset: 1),
    ])
  }
}
