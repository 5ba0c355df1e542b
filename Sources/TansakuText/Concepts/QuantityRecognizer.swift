/// Finds the dates and the numbers that a text writes, in one walk over its numerals.
///
/// Whatever the language, a date has a numeral in it; so the walk passes from one numeral to the next
/// and asks the grammar of dates first, then that of numbers. What lies between costs one load for
/// each character.
package struct QuantityRecognizer: Sendable {
  private let characters = NumeralCharacters.shared

  /// A recognizer; its tables are made once for all.
  package init() {}

  /// Appends the dates and the numbers of a text, each in order and without overlap; what is part of a
  /// date is no number.
  ///
  /// Takes time in proportion to the text.
  /// - Parameters:
  ///   - folded: The folded text, with the way back to the text as written.
  ///   - source: The text as written.
  ///   - boundaries: The word boundaries that ICU finds in `source`, increasing, both ends included.
  ///   - dates: Where the dates go.
  ///   - numbers: Where the numbers go.
  package func find(
    in folded: FoldedText, source: UnsafeBufferPointer<UInt16>,
    boundaries: UnsafeBufferPointer<Int32>, dates: inout [DateMention],
    numbers: inout [NumberMention]
  ) {
    folded.scalars.withUnsafeBufferPointer { scalars in
      let first = characters.nextStart(in: scalars, from: 0)
      if first == scalars.count { return }
      folded.starts.withUnsafeBufferPointer { starts in
        folded.ends.withUnsafeBufferPointer { ends in
          let text = ConceptText(
            scalars: scalars, starts: starts, ends: ends, source: source, boundaries: boundaries)
          walk(text, from: first, dates: &dates, numbers: &numbers)
        }
      }
    }
  }

  private func walk(
    _ text: ConceptText, from first: Int, dates: inout [DateMention], numbers: inout [NumberMention]
  ) {
    let reader = NumeralReader(characters: characters)
    var grammar = DateGrammar(text: text, words: .shared, reader: reader)
    var numberGrammar = NumberGrammar(text: text, counters: .shared, characters: characters)
    let spelled = SpelledNumbers.shared
    var at = first
    func add(_ mention: NumberMention) -> Int {
      numbers.append(mention)
      grammar.floor = mention.range.upperBound
      numberGrammar.floor = mention.range.upperBound
      return mention.range.upperBound
    }
    while at < text.count {
      let scalar = text.scalars[at]
      let next: Int
      if ConceptText.Character.isASCIILetter(scalar) {
        next = spelled.read(text, at: at).map(add) ?? at + 1
      } else if let numeral = reader.read(text, at: at) {
        switch grammar.date(at: numeral) {
        case .none: next = numberGrammar.number(numeral).map(add) ?? numeral.range.upperBound
        case let found: next = take(found, &grammar, &dates)
        }
      } else {
        next = take(grammar.firstYear(at: at), &grammar, &dates)
      }
      let end = max(next, at + 1)
      numberGrammar.floor = max(numberGrammar.floor, grammar.floor)
      at = characters.nextStart(in: text.scalars, from: end)
    }
  }

  /// Takes a date, with the range that begins with it; returns where the text goes on.
  private func take(
    _ finding: DateFinding, _ grammar: inout DateGrammar, _ dates: inout [DateMention]
  ) -> Int {
    switch finding {
    case .none: return 0
    case .impossible(let end):
      grammar.floor = end
      return end
    case .part(let part):
      let whole = grammar.extended(part)
      dates.append(DateMention(value: whole.value, range: whole.range))
      grammar.previous = whole
      grammar.floor = whole.range.upperBound
      return whole.range.upperBound
    }
  }
}

/// A place in a text where a date is written.
package struct DateMention: Sendable, Equatable {
  /// What the expression says.
  package var value: DateValue
  /// Its folded characters, as a range of the folded text.
  package var range: Range<Int>

  /// A mention of its parts.
  package init(value: DateValue, range: Range<Int>) {
    self.value = value
    self.range = range
  }
}
