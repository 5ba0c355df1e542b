/// Folded words, found where they stand in a text.
///
/// Literals of the grammars are folded by the fold of texts itself, so that they meet texts as these
/// come, whatever stands for a class of variant characters. A class, for the grammars hold many of them
/// and would copy each.
final class WordSet<Value: Sendable>: Sendable {
  private struct Entry {
    var start: Int
    var count: Int
    let value: Value
  }

  /// The characters of all words.
  private let characters: [UInt32]
  /// The words by their first characters, the longer before the shorter, and by their last ones.
  private let byFirst: [Entry]
  private let byLast: [Entry]
  /// A bit for the low six bits of each first, and of each last character: most places fail here.
  private let firsts: UInt64
  private let lasts: UInt64

  /// The words with their values; of the same word twice, the value that came first counts.
  init(_ words: [(String, Value)]) {
    var characters: [UInt32] = []
    var entries: [Entry] = []
    for (text, value) in words {
      let word = Literal.fold(text)
      if word.isEmpty { continue }
      entries.append(Entry(start: characters.count, count: word.count, value: value))
      characters += word
    }
    func sorted(by key: (Entry) -> UInt32) -> [Entry] {
      entries.enumerated().sorted {
        let (one, other) = (key($0.element), key($1.element))
        if one != other { return one < other }
        if $0.element.count != $1.element.count { return $0.element.count > $1.element.count }
        return $0.offset < $1.offset
      }.map(\.element)
    }
    byFirst = sorted { characters[$0.start] }
    byLast = sorted { characters[$0.start + $0.count - 1] }
    firsts = entries.reduce(0) { $0 | 1 << UInt64(characters[$1.start] & 63) }
    lasts = entries.reduce(0) { $0 | 1 << UInt64(characters[$1.start + $1.count - 1] & 63) }
    self.characters = characters
  }

  /// The longest word that begins at a place: where it ends, and its value.
  ///
  /// Where it ends in a letter of a script with spaces, no such letter may follow.
  @inline(__always)
  func match(_ text: ConceptText, at start: Int) -> (end: Int, value: Value)? {
    firsts &>> UInt64(text[start] & 63) & 1 == 1 ? find(text, at: start) : nil
  }

  @inline(never)
  private func find(_ text: ConceptText, at start: Int) -> (end: Int, value: Value)? {
    let first = text[start]
    var index = firstIndex(in: byFirst) { characters[$0.start] >= first }
    while index < byFirst.count, characters[byFirst[index].start] == first {
      let end = start + byFirst[index].count
      if isWord(byFirst[index], text, at: start), !isInsideWord(text, at: end) {
        return (end, byFirst[index].value)
      }
      index += 1
    }
    return nil
  }

  /// The longest word that ends before a place: where it begins, and its value.
  ///
  /// Where it begins with a letter of a script with spaces, no such letter may come before.
  @inline(__always)
  func match(_ text: ConceptText, before end: Int) -> (start: Int, value: Value)? {
    lasts &>> UInt64(text[end - 1] & 63) & 1 == 1 ? find(text, before: end) : nil
  }

  @inline(never)
  private func find(_ text: ConceptText, before end: Int) -> (start: Int, value: Value)? {
    let last = text[end - 1]
    func key(_ entry: Entry) -> UInt32 { characters[entry.start + entry.count - 1] }
    var index = firstIndex(in: byLast) { key($0) >= last }
    while index < byLast.count, key(byLast[index]) == last {
      let start = end - byLast[index].count
      if isWord(byLast[index], text, at: start), !isInsideWord(text, at: start) {
        return (start, byLast[index].value)
      }
      index += 1
    }
    return nil
  }

  private func firstIndex(in entries: [Entry], where isBehind: (Entry) -> Bool) -> Int {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if isBehind(entries[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private func isWord(_ entry: Entry, _ text: ConceptText, at start: Int) -> Bool {
    guard start >= 0, start + entry.count <= text.count else { return false }
    for index in 0..<entry.count
    where text.scalars[start + index] != characters[entry.start + index] {
      return false
    }
    return true
  }

  /// Whether a place lies between two letters of a script with spaces.
  private func isInsideWord(_ text: ConceptText, at place: Int) -> Bool {
    ConceptText.Character.isAlphabetic(text[place - 1])
      && ConceptText.Character.isAlphabetic(text[place])
  }
}

extension WordSet where Value == Bool {
  /// Words that only are there or not.
  convenience init(_ words: [String]) { self.init(words.map { ($0, true) }) }

  /// Words that are separated by spaces.
  convenience init(_ words: String) { self.init(Literal.words(words)) }
}

/// The words that the grammars write out.
enum Literal {
  /// The fold of a word.
  ///
  /// By the definition of the fold, not by a `TextFolder`, whose tables for whole pages of characters
  /// would cost more than these words; ASCII and ideographs need no look at ICU.
  static func fold(_ text: String) -> [UInt32] {
    let folder = ClusterFolder()
    var folded: [UInt32] = []
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x41...0x5A: folded.append(scalar.value + 0x20)
      case ..<0x80: folded.append(scalar.value)
      case ClusterFolder.ideographs: folded.append(folder.fold(ideograph: scalar.value))
      default: return folder.fold(Array(text.utf16))
      }
    }
    return folded
  }

  /// The words of a text that are separated by spaces.
  static func words(_ text: String) -> [String] {
    text.utf8.split(separator: 0x20).map { String(Substring($0)) }
  }
}

extension UInt32 {
  /// The fold of a single character.
  init(folded character: Unicode.Scalar) {
    self = Literal.fold(String(character)).first ?? character.value
  }
}
