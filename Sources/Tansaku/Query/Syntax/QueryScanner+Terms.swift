/// Words, patterns and fuzzy words, with or without a factor.
extension QueryScanner {
  /// Adds what stands from here to the end of a token.
  ///
  /// Plain text is one word with all its signs. Where there is more, the signs that part a list end
  /// patterns and the like (`東京*、京都`), and what has no letter and no digit is left out.
  mutating func addTerms(upTo end: Int) {
    guard (at..<end).contains(where: { text.has(\.makesTerms, at: $0) }) else {
      return addWord(upTo: end)
    }
    var found: [QueryToken] = []
    var plain = at
    var piece = at
    for place in at...end where place == end || text.has(\.isListSign, at: place) {
      if found.count < allowance, let token = term(piece..<place) {
        if let word = word(plain..<piece) { found.append(word) }
        found.append(token)
        plain = place
      }
      piece = place + 1
    }
    if found.isEmpty { return addWord(upTo: end) }
    if let word = word(plain..<end) { found.append(word) }
    for token in found { add(token.kind, upTo: end, range: token.range, factor: token.factor) }
  }

  /// Plain text of a list, without signs at its ends; nil where nothing is left.
  private func word(_ range: Range<Int>) -> QueryToken? {
    let trimmed = trimmed(range) { $0.isSearchable }
    return trimmed.isEmpty ? nil : QueryToken(kind: .word, range: trimmed)
  }

  /// What a piece of a token means beside its characters; nil for plain text.
  private mutating func term(_ range: Range<Int>) -> QueryToken? {
    var range = range
    var factor: Float?
    if let caret = range.last(where: { text.has(\.isCaret, at: $0) }), caret > range.lowerBound {
      factor = self.factor(caret..<range.upperBound)
      if factor != nil { range = range.lowerBound..<caret }
    }
    guard range.contains(where: { text.characters[$0].scalar.isOfWord }) else { return nil }
    let tilde = tilde(endOf: range)
    let stem = range.lowerBound..<(tilde?.place ?? range.upperBound)
    if hasGaps(stem) {
      if let tilde {
        faults.note(
          "A word is either fuzzy or has gaps: leave out the ~ or the *.",
          at: text.offset(of: tilde.place))
      }
      let range = trimmed(stem) { $0.isOfWord || $0.isStar }
      return QueryToken(kind: .term(.pattern(pattern(range))), range: range, factor: factor)
    }
    if let tilde {
      if !QueryScanner.edits.contains(tilde.edits) {
        faults.note("A fuzzy word has ~1 or ~2 edits.", at: text.offset(of: tilde.place))
      }
      let edits = min(
        max(tilde.edits, QueryScanner.edits.lowerBound), QueryScanner.edits.upperBound)
      let range = trimmed(stem) { $0.isOfWord }
      return QueryToken(
        kind: .term(.fuzzy(text.string(range), edits: edits)), range: range, factor: factor)
    }
    return factor.map { QueryToken(kind: .word, range: range, factor: $0) }
  }

  /// How many edits a fuzzy word may have.
  private static let edits = 1...2

  // MARK: Gaps

  /// The most characters of a pattern in a script without spaces: what is longer is a sentence, in
  /// which a star or a question mark is what it looks like (東頭?和美東?曾因為…).
  private static let longestPattern = 16

  /// Whether a range has a star, or a question mark between letters or digits or beside a star.
  private func hasGaps(_ range: Range<Int>) -> Bool {
    guard range.contains(where: { text.characters[$0].scalar.isOfWord }) else { return false }
    if range.count > QueryScanner.longestPattern,
      range.contains(where: { text.characters[$0].scalar.isWithoutSpaces })
    {
      return false
    }
    if range.contains(where: { text.has(\.isStar, at: $0) }) { return true }
    var before: Int?
    var isAfterMark = false
    for place in range {
      if text.has(\.isQuestionMark, at: place) {
        isAfterMark = true
        continue
      }
      let isOfWord = text.characters[place].scalar.isOfWord
      if isAfterMark, isOfWord, before != nil { return true }
      before = isOfWord ? place : nil
      isAfterMark = false
    }
    return false
  }

  /// The pattern that a range says: gaps as ASCII writes them.
  func pattern(_ range: Range<Int>) -> String {
    var pattern = QueryPattern()
    for place in range {
      let isStar = text.has(\.isStar, at: place)
      pattern.append(
        isStar ? "*" : text.characters[place].scalar,
        isGap: isStar || text.has(\.isQuestionMark, at: place))
    }
    return pattern.text
  }

  /// A range without what fails a test at its ends; what a backslash protects stays.
  private func trimmed(
    _ range: Range<Int>, to isKept: (Unicode.Scalar) -> Bool
  ) -> Range<Int> {
    func stays(_ place: Int) -> Bool {
      text.characters[place].isLiteral || isKept(text.characters[place].scalar)
    }
    guard let first = range.first(where: stays), let last = range.last(where: stays) else {
      return range.lowerBound..<range.lowerBound
    }
    return first..<(last + 1)
  }

  // MARK: Edits

  /// Where a range ends as fuzzy words do, and how many edits it says: one if it says none.
  ///
  /// A number is not fuzzy (10~12), and behind a script without spaces `～` is a dash (1990年～).
  private func tilde(endOf range: Range<Int>) -> (place: Int, edits: Int)? {
    guard let last = range.last else { return nil }
    var place = last
    var edits = 1
    if !text.has(\.isTilde, at: last) {
      let digit = text.characters[last].scalar.narrowed
      guard !text.characters[last].isLiteral, ("0"..."9").contains(digit) else { return nil }
      place = last - 1
      edits = Int(digit.value - 0x30)
    }
    guard place > range.lowerBound, text.has(\.isTilde, at: place),
      (range.lowerBound..<place).contains(where: {
        text.characters[$0].scalar.properties.isAlphabetic
      })
    else { return nil }
    if text.characters[place].scalar == "～",
      text.characters[place - 1].scalar.narrowed.isWithoutSpaces
    {
      return nil
    }
    return (place, edits)
  }
}

extension Unicode.Scalar {
  /// Whether this is of Han, kana or Hangul: from the radicals of Han on.
  fileprivate var isWithoutSpaces: Bool { value >= 0x2E80 }

  /// Whether this can make more than plain text of a word.
  fileprivate var makesTerms: Bool { isStar || isQuestionMark || isTilde || isCaret }
}
