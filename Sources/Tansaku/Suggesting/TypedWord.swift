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
  /// for otherwise than as words: `AND`, `date:2006`, `net*`, `taipei~1`.
  static func words(of typed: String, _ text: AnalyzedText) -> [TypedWord] {
    let operators = operators(of: typed)
    let known =
      text.cities.map(\.range) + text.concepts.map(\.range) + text.dates.map(\.range)
      + text.numbers.map(\.range)
    var words: [TypedWord] = []
    func add(_ range: Range<Int>, _ script: SpellingScript) {
      let place =
        Int(text.folded.starts[range.lowerBound])..<Int(text.folded.ends[range.upperBound - 1])
      if operators.contains(where: { $0.overlaps(place) }) || known.contains(where: range.overlaps)
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

  /// The parts between blanks that say how to search, in UTF-16.
  private static func operators(of typed: String) -> [Range<Int>] {
    let names: Set<String> = ["AND", "OR", "NOT", "NEAR"]
    var ranges: [Range<Int>] = []
    for part in typed.unicodeScalars.split(whereSeparator: \.isBlank) {
      var narrow = String.UnicodeScalarView()
      for scalar in part { narrow.append(scalar.narrowed) }
      let text = String(narrow)
      let isOperator =
        names.contains(text) || isNear(text) || text.contains("*")
        || text.contains("~") || text.hasPrefix("-") || isField(text)
      guard isOperator else { continue }
      let start = typed.utf16.distance(from: typed.utf16.startIndex, to: part.startIndex)
      ranges.append(start..<start + String(part).utf16.count)
    }
    return ranges
  }

  /// Whether a part of a query is `NEAR/5`, in capitals or not.
  private static func isNear(_ part: String) -> Bool {
    part.prefix(5).uppercased() == "NEAR/"
      && part.dropFirst(5).utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
  }

  /// Whether a part of a query names what it is asked of: `date:2006`.
  private static func isField(_ part: String) -> Bool {
    guard let colon = part.unicodeScalars.firstIndex(of: ":") else { return false }
    let name = part.unicodeScalars[..<colon]
    return !name.isEmpty && name.allSatisfy { $0.isASCII && $0.properties.isAlphabetic }
  }
}
