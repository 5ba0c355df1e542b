/// The words of a text whose letters carry marks, as they are written: `năm` beside `nam`.
///
/// The index holds words without the diacritics of Latin letters, so that who leaves them out finds
/// all. But in many languages marks make words: Vietnamese `năm` is a year and `nam` the south. So
/// that who types marks sees first what is written with them, these forms are terms too, which only
/// add to scores.
///
/// Where most words of a text carry marks, one without them is another word by that: then the forms
/// of all words are kept.
package struct MarkedWords: Sendable, Equatable {
  /// Where the words stand in the folded text; those without marks behind the others.
  private var ranges: [Range<Int32>] = []
  /// The characters of all forms, and where each ends among them.
  private var characters: [UInt32] = []
  private var ends: [Int32] = []
  /// Whether more than half of the text's words carry marks.
  package private(set) var areMost = false

  /// No words.
  package init() {}

  /// How many there are.
  package var count: Int { ranges.count }

  /// Calls `body` with the form of each word: its characters with width and case evened out alone.
  package func forEachForm(_ body: (UnsafeBufferPointer<UInt32>) -> Void) {
    characters.withUnsafeBufferPointer { characters in
      var start = 0
      for end in ends {
        body(UnsafeBufferPointer(rebasing: characters[start..<Int(end)]))
        start = Int(end)
      }
    }
  }

  /// The form of the word at a range of the folded text; nil where none of these words is just
  /// there.
  ///
  /// Takes time in proportion to the number of words.
  package func form(of range: Range<Int>) -> ArraySlice<UInt32>? {
    guard
      let index = ranges.firstIndex(where: {
        Int($0.lowerBound) == range.lowerBound && Int($0.upperBound) == range.upperBound
      })
    else { return nil }
    return characters[(index > 0 ? Int(ends[index - 1]) : 0)..<Int(ends[index])]
  }

  /// Finds the words of a text in place of those that were found before; takes time in proportion to
  /// the text.
  ///
  /// - Parameters:
  ///   - text: the folded text.
  ///   - source: the text as written, in UTF-16.
  ///   - classes: of the folded characters.
  ///   - folder: evens out width and case alone.
  mutating func find(
    in text: FoldedText, of source: [UInt16], _ classes: [CharacterClass],
    foldedBy folder: @autoclosure () -> TextFolder
  ) {
    ranges.removeAll(keepingCapacity: true)
    characters.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    areMost = false
    guard MarkedWords.mayCarryMarks(source) else { return }
    let folder = folder()
    var form = FoldedText()
    var unmarked: [Range<Int>] = []
    MarkedWords.forEachWord(in: classes) { word in
      let written = Int(text.starts[word.lowerBound])..<Int(text.ends[word.upperBound - 1])
      if source[written].contains(where: MarkedWords.mayCarryMark) {
        source.withUnsafeBufferPointer {
          folder.fold(UnsafeBufferPointer(rebasing: $0[written]), into: &form)
        }
        let form = MarkedWords.withoutDots(form.scalars)
        if form != Array(text.scalars[word]), form.count <= TokenLimits.longest {
          append(word, form)
          return
        }
      }
      unmarked.append(word)
    }
    areMost = count > unmarked.count
    if areMost {
      for word in unmarked { append(word, Array(text.scalars[word])) }
    }
  }

  private mutating func append(_ word: Range<Int>, _ form: [UInt32]) {
    ranges.append(
      Int32(truncatingIfNeeded: word.lowerBound)..<Int32(truncatingIfNeeded: word.upperBound))
    characters.append(contentsOf: form)
    ends.append(Int32(truncatingIfNeeded: characters.count))
  }

  /// A word without the dots that casefolding leaves above each i of Turkish İ, which is no mark: it
  /// is its small letter's own.
  private static func withoutDots(_ form: [UInt32]) -> [UInt32] {
    guard form.contains(0x307) else { return form }
    return form.indices.filter { form[$0] != 0x307 || $0 == 0 || form[$0 - 1] != 0x69 }
      .map { form[$0] }
  }

  /// Calls `body` with the ranges of letters that are units.
  private static func forEachWord(in classes: [CharacterClass], _ body: (Range<Int>) -> Void) {
    var at = 0
    while at < classes.count {
      var end = at + 1
      if classes[at] == .letter {
        while end < classes.count, end - at < TokenLimits.longest, classes[end] == .letter {
          end += 1
        }
        body(at..<end)
      }
      at = end
    }
  }

  /// Whether any UTF-16 unit of a text may be a Latin letter with a mark, or such a mark.
  ///
  /// Hardly any text in another script has one, so that all of it is looked at in any case: faster
  /// without asking at each unit whether to end.
  private static func mayCarryMarks(_ source: [UInt16]) -> Bool {
    var found: UInt16 = 0
    for unit in source { found |= mayCarryMark(unit) ? 1 : 0 }
    return found != 0
  }

  /// Whether a UTF-16 unit may be a Latin letter with a mark, or such a mark.
  @inline(__always)
  static func mayCarryMark(_ unit: UInt16) -> Bool {
    (0xC0...0x24F).contains(unit) || (0x300...0x36F).contains(unit)
      || (0x1E00...0x1EFF).contains(unit)
  }
}
