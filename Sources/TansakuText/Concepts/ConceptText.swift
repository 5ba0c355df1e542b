/// A folded text as the recognizers of dates and numbers walk it, with the text as written beside it.
///
/// Reading beyond either end gives 0, which is no character of any text. The pointers are valid for
/// one search only.
struct ConceptText {
  let scalars: UnsafeBufferPointer<UInt32>
  let starts: UnsafeBufferPointer<Int32>
  let ends: UnsafeBufferPointer<Int32>
  let source: UnsafeBufferPointer<UInt16>
  /// ICU's word boundaries in `source`, increasing.
  let boundaries: UnsafeBufferPointer<Int32>

  /// How many folded characters there are.
  var count: Int { scalars.count }

  /// The folded character at a place; 0 beyond the ends.
  @inline(__always)
  subscript(_ at: Int) -> UInt32 { at >= 0 && at < scalars.count ? scalars[at] : 0 }

  /// The first place at or after `at` without a space.
  func skipSpaces(_ at: Int) -> Int {
    var at = at
    while Character.isSpace(self[at]) { at += 1 }
    return at
  }

  /// The place behind the last character before `end` that is no space.
  func skipSpaces(before end: Int) -> Int {
    var end = end
    while Character.isSpace(self[end - 1]) { end -= 1 }
    return end
  }

  /// The UTF-16 unit that the source of a folded character begins with; 0 beyond the ends.
  func written(_ at: Int) -> UInt16 {
    guard at >= 0, at < starts.count else { return 0 }
    return source[Int(starts[at])]
  }

  /// Whether a folded ASCII letter is a capital as written, of whatever width.
  func isCapital(_ at: Int) -> Bool {
    switch written(at) {
    case 0x41...0x5A, 0xFF21...0xFF3A: true
    default: false
    }
  }

  /// Whether the source of a range is written as these UTF-16 units.
  func isWritten(_ units: [UInt16], at range: Range<Int>) -> Bool {
    guard !range.isEmpty, range.lowerBound >= 0, range.upperBound <= scalars.count else {
      return false
    }
    return source[Int(starts[range.lowerBound])..<Int(ends[range.upperBound - 1])]
      .elementsEqual(units)
  }

  /// Whether one of ICU's words ends before the folded character at a place.
  func isBoundary(_ at: Int) -> Bool {
    if at <= 0 || at >= starts.count { return true }
    let wanted = starts[at]
    var low = 0
    var high = boundaries.count
    while low < high {
      let middle = (low + high) / 2
      if boundaries[middle] < wanted { low = middle + 1 } else { high = middle }
    }
    return low < boundaries.count && boundaries[low] == wanted
  }

  /// The kinds of folded characters that the grammars of dates and numbers tell apart.
  enum Character {
    @inline(__always)
    static func isDigit(_ scalar: UInt32) -> Bool { scalar &- 0x30 < 10 }

    /// A small letter of ASCII, which is what all Latin letters fold to but a few.
    @inline(__always)
    static func isASCIILetter(_ scalar: UInt32) -> Bool { scalar &- 0x61 < 26 }

    static func isSpace(_ scalar: UInt32) -> Bool {
      scalar == 0x20 || scalar == 0xA0 || scalar == 0x09 || scalar == 0x3000 || scalar == 0x202F
        || scalar == 0x2009
    }

    /// A letter or mark of Latin, Cyrillic, Devanagari or Greek: scripts with spaces.
    static func isAlphabetic(_ scalar: UInt32) -> Bool {
      switch scalar {
      case 0x61...0x7A, 0xAA...0xBA, 0xC0...0x24F, 0x370...0x52F, 0x900...0x963, 0x970...0x97F: true
      default: false
      }
    }
  }
}

/// Folded words, found where they stand in a text.
///
/// Literals of the grammars are folded by the fold of texts itself, so that they meet texts as these
/// come, whatever stands for a class of variant characters.
struct WordSet<Value: Sendable>: Sendable {
  private struct Entry: Sendable {
    let word: [UInt32]
    let value: Value
  }

  private let entries: [Entry]
  /// The entries by their first and by their last characters.
  private let byFirst: [UInt32: [Int]]
  private let byLast: [UInt32: [Int]]
  /// A bit for the low six bits of each first, and of each last character: most places fail here.
  private let firsts: UInt64
  private let lasts: UInt64

  /// The words with their values; of the same word twice, the value that came first counts.
  init(_ words: [(String, Value)]) {
    let folder = TextFolder()
    var entries: [Entry] = []
    var byFirst: [UInt32: [Int]] = [:]
    var byLast: [UInt32: [Int]] = [:]
    var known: Set<[UInt32]> = []
    for (text, value) in words {
      let word = folder.fold(text)
      guard let first = word.first, let last = word.last, known.insert(word).inserted else {
        continue
      }
      byFirst[first, default: []].append(entries.count)
      byLast[last, default: []].append(entries.count)
      entries.append(Entry(word: word, value: value))
    }
    for key in byFirst.keys { byFirst[key]?.sort { entries[$0].word.count > entries[$1].word.count } }
    for key in byLast.keys { byLast[key]?.sort { entries[$0].word.count > entries[$1].word.count } }
    firsts = byFirst.keys.reduce(0) { $0 | 1 << UInt64($1 & 63) }
    lasts = byLast.keys.reduce(0) { $0 | 1 << UInt64($1 & 63) }
    self.entries = entries
    self.byFirst = byFirst
    self.byLast = byLast
  }

  /// The longest word that begins at a place: where it ends, and its value.
  ///
  /// Where it ends in a letter of a script with spaces, no such letter may follow.
  func match(_ text: ConceptText, at start: Int) -> (end: Int, value: Value)? {
    guard firsts >> UInt64(text[start] & 63) & 1 == 1, let candidates = byFirst[text[start]] else {
      return nil
    }
    for index in candidates {
      let word = entries[index].word
      let end = start + word.count
      guard end <= text.count, text.scalars[start..<end].elementsEqual(word) else { continue }
      if ConceptText.Character.isAlphabetic(text[end - 1]),
        ConceptText.Character.isAlphabetic(text[end])
      {
        continue
      }
      return (end, entries[index].value)
    }
    return nil
  }

  /// The longest word that ends before a place: where it begins, and its value.
  ///
  /// Where it begins with a letter of a script with spaces, no such letter may come before.
  func match(_ text: ConceptText, before end: Int) -> (start: Int, value: Value)? {
    guard lasts >> UInt64(text[end - 1] & 63) & 1 == 1, let candidates = byLast[text[end - 1]] else {
      return nil
    }
    for index in candidates {
      let word = entries[index].word
      let start = end - word.count
      guard start >= 0, text.scalars[start..<end].elementsEqual(word) else { continue }
      if ConceptText.Character.isAlphabetic(text[start]),
        ConceptText.Character.isAlphabetic(text[start - 1])
      {
        continue
      }
      return (start, entries[index].value)
    }
    return nil
  }
}

extension WordSet where Value == Bool {
  /// Words that only are there or not.
  init(_ words: [String]) { self.init(words.map { ($0, true) }) }

  /// Words that are separated by spaces.
  init(_ words: String) { self.init(words.split(separator: " ").map(String.init)) }
}

extension UInt32 {
  /// The fold of a single character.
  init(folded character: Unicode.Scalar) {
    self = TextFolder().fold(String(character)).first ?? character.value
  }
}
