/// Numbers in English words and in Roman numerals.
final class SpelledNumbers: Sendable {
  static let shared = SpelledNumbers()

  /// One word.
  struct Word: Sendable, Equatable {
    var value: UInt64
    var isOrdinal: Bool
  }

  /// For each first letter, a bit for each second one that a word of ours may have.
  private let seconds: [UInt32]
  /// The words by their letters, five bits each.
  private let words: [UInt64: Word]
  private let spellings: [Word: String]

  private static let longest = 11

  private init() {
    let ones = [
      "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
      "eleven",
      "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ]
    let onesth = [
      "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth",
      "ninth",
      "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth",
      "seventeenth", "eighteenth", "nineteenth",
    ]
    let tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
    var all: [(String, Word)] = []
    for (value, word) in ones.enumerated() {
      all.append((word, Word(value: UInt64(value), isOrdinal: false)))
    }
    for (value, word) in onesth.enumerated() {
      all.append((word, Word(value: UInt64(value), isOrdinal: true)))
    }
    for (place, word) in tens.enumerated() {
      let value = UInt64(place + 2) * 10
      all.append((word, Word(value: value, isOrdinal: false)))
      all.append((word.dropLast() + "ieth", Word(value: value, isOrdinal: true)))
    }
    all.append(("hundredth", Word(value: 100, isOrdinal: true)))
    var seconds = [UInt32](repeating: 0, count: 26)
    var words: [UInt64: Word] = [:]
    var spellings: [Word: String] = [:]
    for (text, word) in all {
      let letters = text.utf8.map { UInt32($0) }
      words[letters.reduce(0) { $0 << 5 | UInt64($1 - 0x60) }] = word
      seconds[Int(letters[0] - 0x61)] |= 1 << (letters[1] - 0x61)
      spellings[word] = text
    }
    // Roman numerals: a letter of theirs, and another or none.
    let roman = "ivxlcdm".utf8.reduce(UInt32(1) << 31) { $0 | 1 << (UInt32($1) - 0x61) }
    for letter in "ivxlcdm".utf8 { seconds[Int(letter) - 0x61] |= roman }
    self.seconds = seconds
    self.words = words
    self.spellings = spellings
  }

  /// Whether a word that begins with these two characters may be one of ours; `second` may be no
  /// letter.
  @inline(__always)
  func mayBegin(_ first: UInt32, _ second: UInt32) -> Bool {
    let place = second &- 0x61 < 26 ? second &- 0x61 : 31
    return seconds[Int(first &- 0x61)] &>> place & 1 == 1
  }

  /// The words for a number that mean it nearly always.
  func words(of value: UInt64, isOrdinal: Bool) -> [String] {
    if value == (isOrdinal ? 2 : 1) { return [] }
    return spellings[Word(value: value, isOrdinal: isOrdinal)].map { [$0] } ?? []
  }

  // MARK: In a text

  /// The number that is spelled at the beginning of a word; nil where none is.
  func read(_ text: ConceptText, at start: Int) -> NumberMention? {
    if let (word, end) = word(text, at: start) {
      if word.value >= 20, word.value < 100, !word.isOrdinal,
        text[end] == 0x2D || text[end] == 0x20,
        let (ones, onesEnd) = self.word(text, at: end + 1), 1...9 ~= ones.value
      {
        return NumberMention(
          value: word.value + ones.value, isOrdinal: ones.isOrdinal, writing: .other,
          range: start..<onesEnd)
      }
      return NumberMention(
        value: word.value, isOrdinal: word.isOrdinal, writing: .word, range: start..<end)
    }
    let isSmall = 0x61...0x7A ~= text.written(start)
    return isSmall ? nil : roman(text, at: start)
  }

  private func word(_ text: ConceptText, at start: Int) -> (Word, end: Int)? {
    var key: UInt64 = 0
    var end = start
    while ConceptText.Character.isASCIILetter(text[end]) {
      if end - start >= SpelledNumbers.longest { return nil }
      key = key << 5 | UInt64(text[end] &- 0x60)
      end += 1
    }
    if end - start < 3 || ConceptText.Character.isAlphabetic(text[end]) { return nil }
    return words[key].map { ($0, end) }
  }

  // MARK: Roman numerals

  private static let counters = WordSet("世 世紀 号 號 章 部 巻 期 級 век века")

  /// Roman numerals: those with characters of their own, and in capitals I, V, X behind a word with a
  /// capital (World War II), behind 第 or before a word that counts.
  private func roman(_ text: ConceptText, at start: Int) -> NumberMention? {
    var end = start
    while ConceptText.Character.isASCIILetter(text[end]), end - start < 10 { end += 1 }
    if ConceptText.Character.isAlphabetic(text[end]) { return nil }
    let range = start..<end
    let isSign = range.allSatisfy { 0x2160...0x217F ~= text.written($0) }
    guard isSign || range.count > 1 && range.allSatisfy({ text.isCapital($0) }),
      let value = SpelledNumbers.roman(text.scalars[range]), isSign || value < 40
    else { return nil }
    guard isSign || hasContext(text, range) else { return nil }
    let before = text.skipSpaces(before: start)
    let isOrdinal = text[before - 1] == Counters.shared.ordinal
    return NumberMention(
      value: value, isOrdinal: isOrdinal, writing: .other,
      range: isOrdinal ? before - 1..<end : range)
  }

  private func hasContext(_ text: ConceptText, _ range: Range<Int>) -> Bool {
    if SpelledNumbers.counters.match(text, at: text.skipSpaces(range.upperBound)) != nil {
      return true
    }
    var at = text.skipSpaces(before: range.lowerBound)
    if text[at - 1] == Counters.shared.ordinal { return true }
    guard at < range.lowerBound, ConceptText.Character.isAlphabetic(text[at - 1]) else {
      return false
    }
    while ConceptText.Character.isAlphabetic(text[at - 1]) { at -= 1 }
    return text.isCapital(at) && !text.isCapital(at + 1)
  }

  /// The value of a Roman numeral in its one right form; nil for any other letters.
  static func roman(_ letters: some Collection<UInt32>) -> UInt64? {
    let values: [UInt32: UInt64] = [
      0x69: 1, 0x76: 5, 0x78: 10, 0x6C: 50, 0x63: 100, 0x64: 500, 0x6D: 1000,
    ]
    var value: UInt64 = 0
    var last: UInt64 = 0
    for letter in letters.reversed() {
      guard let digit = values[letter] else { return nil }
      if digit < last { value = value &- digit } else { value += digit }
      last = max(last, digit)
    }
    return value > 0 && value < 4000 && roman(value).elementsEqual(letters) ? value : nil
  }

  private static func roman(_ value: UInt64) -> [UInt32] {
    let parts: [(UInt64, String)] = [
      (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
      (40, "xl"),
      (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
    ]
    var rest = value
    var text: [UInt32] = []
    for (size, letters) in parts {
      while rest >= size {
        text += letters.unicodeScalars.map(\.value)
        rest -= size
      }
    }
    return text
  }
}

extension SpelledNumbers.Word: Hashable {}
