import TansakuText

/// A word of a typed query that may be misspelt.
struct TypedWord {
  /// Its folded characters.
  let scalars: [UInt32]
  /// Where it stands in the query, in UTF-16.
  let range: Range<Int>
  let script: SpellingScript

  /// The words of a query that may be misspelt, in order.
  ///
  /// Letters of a word that has digits too (`anmc21`) are a word of their own; digits are none. What
  /// is a name, a date or a number is spelled right. Nor is anything looked at that a query asks
  /// for otherwise than as words, nor at what it excludes: `AND`, `date:2006`, `net*`, `taipei~1`,
  /// `-seoul`.
  ///
  /// - Throws: `TextError` where ICU runs out of memory.
  static func words(of typed: String, _ text: AnalyzedText) throws -> [TypedWord] {
    let operators = try operators(of: typed)
    let known =
      text.cities.map(\.range) + text.concepts.map(\.range) + text.dates.map(\.range)
      + text.numbers.map(\.range)
    var words: [TypedWord] = []
    func add(_ range: Range<Int>, _ script: SpellingScript) {
      let place =
        Int(text.folded.starts[range.lowerBound])..<Int(text.folded.ends[range.upperBound - 1])
      if operators.contains(where: { $0.overlaps(place) }) || known.contains(where: range.overlaps)
        || isMeantAsOperator(before: range.upperBound, of: text)
      {
        return
      }
      words.append(
        TypedWord(scalars: Array(text.folded.scalars[range]), range: place, script: script))
    }
    for token in text.tokens where token.kind == .unit {
      if text.classes[token.range.lowerBound] == .letter,
        let script = SpellingScript.of(text.folded.scalars[token.range])
      {
        add(token.range, script)
      }
    }
    for run in runs(of: text) { add(run.range, run.script) }
    return words.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// Whether a word was meant as an operator or a name, though it is none as it stands: `near/5`,
  /// `title: `.
  private static func isMeantAsOperator(before place: Int, of text: AnalyzedText) -> Bool {
    guard place < text.folded.scalars.count else { return false }
    switch text.folded.scalars[place] {
    case 0x3A: return true
    case 0x2F:
      return place + 1 < text.classes.count && text.classes[place + 1] == .digit
    default: return false
    }
  }

  /// The stretches of hiragana, of katakana and of Hangul.
  private static func runs(of text: AnalyzedText) -> [(range: Range<Int>, script: SpellingScript)] {
    var runs: [(Range<Int>, SpellingScript)] = []
    let scalars = text.folded.scalars
    var at = 0
    while at < scalars.count {
      guard let kind = RunKind(scalars[at]) else {
        at += 1
        continue
      }
      var end = at + 1
      while end < scalars.count, kind.goesOn(with: scalars, at: end) { end += 1 }
      runs.append((at..<end, kind == .hangul ? .hangul : .kana))
      at = end
    }
    return runs
  }

  private enum RunKind {
    case hiragana, katakana, hangul

    init?(_ scalar: UInt32) {
      switch scalar {
      case 0x3041...0x3096: self = .hiragana
      case 0x30A1...0x30F6: self = .katakana
      default:
        guard JamoAlphabet.contains(scalar) else { return nil }
        self = .hangul
      }
    }

    /// Whether a character belongs to the stretch before it; へ べ ぺ り look alike in both scripts.
    func goesOn(with scalars: [UInt32], at place: Int) -> Bool {
      let scalar = scalars[place]
      switch self {
      case .hangul: return JamoAlphabet.contains(scalar)
      case .hiragana: return (0x3041...0x3096).contains(scalar) || scalar == KanaSounds.longMark
      case .katakana:
        if (0x30A1...0x30F6).contains(scalar) || scalar == KanaSounds.longMark { return true }
        guard [0x3078, 0x3079, 0x307A, 0x308A].contains(scalar) else { return false }
        let next = place + 1 < scalars.count ? scalars[place + 1] : 0x30FC
        return scalar == 0x3079 || scalar == 0x307A || scalar == 0x308A
          || (0x30A1...0x30FC).contains(next)
      }
    }
  }

  /// The parts of a query that say how to search, and what they exclude, in UTF-16.
  private static func operators(of typed: String) throws -> [Range<Int>] {
    if QueryShortcut.isPlain(typed) { return [] }
    let text = QueryText(typed)
    // Unrepaired: an operator that lacks a side is no word that could be misspelt.
    var scanner = QueryScanner(text, allowance: .max)
    try scanner.scan()
    var ends = [0]
    for scalar in typed.unicodeScalars { ends.append(ends[ends.count - 1] + scalar.utf16.count) }
    var ranges: [Range<Int>] = []
    var excludesNext = false
    var excludedUpTo = 0
    for (number, token) in scanner.tokens.enumerated() {
      var isOperator = excludesNext || number < excludedUpTo
      switch token.kind {
      case .open(let end):
        if excludesNext { excludedUpTo = max(excludedUpTo, end) }
        excludesNext = false
      case .word, .phrase, .close: excludesNext = false
      case .term:
        isOperator = true
        excludesNext = false
      case .not:
        isOperator = true
        excludesNext = true
      case .field: isOperator = true
      case .and, .or, .near:
        isOperator = true
        excludesNext = false
      }
      if isOperator {
        let range = token.range
        ranges.append(
          ends[text.offset(of: range.lowerBound)]..<ends[text.offset(of: range.upperBound)])
      }
    }
    return ranges
  }
}
