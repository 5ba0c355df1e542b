/// Tells which numerals of a text are numbers.
///
/// `Numerals/README.md` writes the rules down.
struct NumberGrammar {
  let text: ConceptText
  let counters: Counters
  let characters: NumeralCharacters
  /// Where the last mention ended.
  var floor = 0

  /// The number that a numeral is; nil where it is a part of something else.
  func number(_ numeral: Numeral) -> NumberMention? {
    guard let value = numeral.value else { return nil }
    let range = numeral.range
    // Of 0005 nobody asks as of 5.
    let hasLeadingZero =
      numeral.form == .digits && range.count > 1 && text[range.lowerBound] == 0x30
    // Nor is ○○ a number.
    if hasLeadingZero || numeral.form == .positional && value == 0 { return nil }
    if let ordinal = ordinal(numeral, value) { return ordinal }
    switch numeral.form {
    case .digits: return isAlone(range) ? mention(numeral, value, writing(numeral)) : nil
    case .positional, .multiplied:
      guard isNumber(numeral) else { return nil }
      return mention(numeral, value, numeral.length == 1 ? .character : .other)
    }
  }

  private func mention(
    _ numeral: Numeral, _ value: UInt64, _ writing: NumberMention.Writing
  ) -> NumberMention {
    NumberMention(value: value, isOrdinal: false, writing: writing, range: numeral.range)
  }

  /// Digits in groups, 1,000, are several words of the index.
  private func writing(_ numeral: Numeral) -> NumberMention.Writing {
    text.scalars[numeral.range].contains(0x2C) ? .other : .digits
  }

  private func ordinal(_ numeral: Numeral, _ value: UInt64) -> NumberMention? {
    let range = numeral.range
    let isDigits = numeral.form == .digits
    let writing: NumberMention.Writing = isDigits ? .digits : .other
    if let start = counters.ordinalStart(text, before: range.lowerBound, isDigits: isDigits),
      start >= floor
    {
      let at = text.skipSpaces(range.upperBound)
      let end = counters.ordinalCounters.match(text, at: at)?.end ?? range.upperBound
      return NumberMention(
        value: value, isOrdinal: true, writing: writing, range: start..<end)
    }
    guard isDigits, let end = counters.ordinalEnd(text, after: range.upperBound), isAlone(range)
    else {
      return nil
    }
    return NumberMention(
      value: value, isOrdinal: true, writing: writing, range: range.lowerBound..<end)
  }

  /// Whether digits are a number by themselves: no telephone, version, time or code.
  private func isAlone(_ range: Range<Int>) -> Bool {
    let before = text[range.lowerBound - 1]
    if ConceptText.Character.isAlphabetic(before) { return false }
    return !isJoined(before, text[range.lowerBound - 2])
      && !isJoined(text[range.upperBound], text[range.upperBound + 1])
  }

  /// Whether a sign has a digit on its far side.
  private func isJoined(_ sign: UInt32, _ far: UInt32) -> Bool {
    switch sign {
    case 0x2D, 0x2E, 0x2F, 0x3A, 0x2C: ConceptText.Character.isDigit(far)
    default: false
    }
  }

  // MARK: Han

  private func isNumber(_ numeral: Numeral) -> Bool {
    let range = numeral.range
    if counters.isVague(text[range.lowerBound - 1]) || counters.isVague(text[range.upperBound])
      || characters.isNumeral(text[range.lowerBound - 1])
      || characters.isNumeral(text[range.upperBound])
    {
      return false
    }
    if counters.exceptions.match(text, at: range.lowerBound) != nil { return false }
    let counter = counters.counters.match(text, at: text.skipSpaces(range.upperBound))
    if numeral.length == 1 {
      // Formal ones are words: 参加, 陸.
      guard !numeral.isFormal, let counter else { return false }
      return isCut(range, counterEnd: counter.end)
    }
    if numeral.isBare { return counter != nil }
    if numeral.form == .positional {
      if isApproximate(range) { return false }
      return counter != nil || range.count > 2
        || text.scalars[range].contains { characters.role($0) == zero }
    }
    return true
  }

  private var zero: NumeralCharacters.Role { .hanDigit(0, isFormal: false) }

  /// Whether ICU ends a word behind the number or behind what it counts: not in 六本木.
  private func isCut(_ range: Range<Int>, counterEnd: Int) -> Bool {
    text.isBoundary(counterEnd) || text.isBoundary(range.upperBound)
  }

  /// Whether two digits follow one another: 二三人 are two or three.
  private func isApproximate(_ range: Range<Int>) -> Bool {
    guard range.count == 2,
      case .hanDigit(let first, _) = characters.role(text[range.lowerBound]),
      case .hanDigit(let second, _) = characters.role(text[range.lowerBound + 1])
    else { return false }
    return second == first + 1
  }
}
