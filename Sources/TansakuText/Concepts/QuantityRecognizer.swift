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
    while at < text.count {
      let scalar = text.scalars[at]
      var end = at + 1
      var finding = DateFinding.none
      var mention: NumberMention?
      if ConceptText.Character.isASCIILetter(scalar) {
        mention = spelled.read(text, at: at)
      } else if characters.role(scalar) == .first {
        finding = grammar.firstYear(at: at)
      } else if let numeral = reader.read(text, at: at) {
        end = numeral.range.upperBound
        finding = grammar.date(at: numeral)
        if case .none = finding { mention = numberGrammar.number(numeral) }
      }
      switch finding {
      case .part(let part):
        let whole = grammar.extended(part)
        dates.append(DateMention(value: whole.value, range: whole.range))
        grammar.previous = whole
        end = whole.range.upperBound
      case .impossible(let impossibleEnd): end = max(end, impossibleEnd)
      case .none:
        if let mention {
          numbers.append(mention)
          end = max(end, mention.range.upperBound)
        }
      }
      if case .none = finding, mention == nil {} else {
        grammar.floor = end
        numberGrammar.floor = end
      }
      at = characters.nextStart(in: text.scalars, from: end)
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
