import TansakuText

/// A run of units at fixed distances.
struct Phrase: Sendable, Equatable, Hashable {
  /// One unit that must be there.
  struct Element: Sendable, Equatable, Hashable {
    /// The unit's entries in the dictionary.
    var selector: TermSelector
    /// How many positions the unit stands behind the first.
    var offset: UInt32
  }

  var elements: [Element]
}

extension Phrase {
  /// The units of a range of the folded text at their distances.
  ///
  /// A run gives the grams of all its pairs: each also tells that nothing parts the two. A run of
  /// one character at the end of the range is the beginning of whatever gram begins with it, for the
  /// text may go on.
  init(_ range: Range<Int>, of text: borrowing AnalyzedText) {
    let units = text.units(in: range)
    let base = units.first?.position ?? 0
    elements = []
    elements.reserveCapacity(units.count)
    var index = units.startIndex
    while index < units.endIndex {
      let unit = units[index]
      if unit.kind == .unit {
        elements.append(
          Element(selector: .key(TermKey(of: unit, in: text)), offset: unit.position - base))
        index += 1
        continue
      }
      var end = index
      while end + 1 < units.endIndex, units[end].length == 2,
        Int(units[end].start) + 1 < range.upperBound
      { end += 1 }
      appendRun(units[index...end], of: text, base: base, endsRange: end + 1 == units.endIndex)
      index = end + 1
    }
  }

  private mutating func appendRun(
    _ run: ArraySlice<Token>, of text: borrowing AnalyzedText, base: UInt32, endsRange: Bool
  ) {
    let scalars = text.folded.scalars
    func gram(_ token: Token, length: Int, isPrefix: Bool = false) -> Element {
      let start = Int(token.start)
      let key = TermKey(.gram, scalars: scalars[start..<start + length])
      return Element(
        selector: isPrefix ? .prefix(key) : .key(key), offset: token.position - base)
    }
    guard run.count > 1 else {
      if let only = run.first {
        elements.append(gram(only, length: 1, isPrefix: endsRange))
      }
      return
    }
    for token in run.dropLast() { elements.append(gram(token, length: 2)) }
    // Where the run ends inside the phrase, the text must end its run there too.
    if !endsRange, let last = run.last { elements.append(gram(last, length: 1)) }
  }
}

extension AnalyzedText {
  /// The units and grams that begin in a range of the folded text.
  func units(in range: Range<Int>) -> ArraySlice<Token> {
    // They come before all words, in their order.
    var first = 0
    while first < tokens.count, tokens[first].kind != .word, tokens[first].start < range.lowerBound
    {
      first += 1
    }
    var end = first
    while end < tokens.count, tokens[end].kind != .word, tokens[end].start < range.upperBound {
      end += 1
    }
    return tokens[first..<end]
  }
}

extension TermKey {
  /// The key of a token.
  init(of token: Token, in text: borrowing AnalyzedText) {
    self.init(token.kind == .gram ? .gram : .word, scalars: text.folded.scalars[token.range])
  }
}
