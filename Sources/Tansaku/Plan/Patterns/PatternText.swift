import TansakuText

/// A pattern as it was typed, worked out for the scripts that it is written in.
///
/// `*` stands for any number of characters and `?` for one; behind a backslash each is itself.
struct PatternText {
  /// A character with its class, or a gap.
  private enum Item {
    case scalar(UInt32, CharacterClass)
    case gap(GlobPattern.Element)

    var characterClass: CharacterClass? {
      if case .scalar(_, let kind) = self { kind } else { nil }
    }
  }

  /// The texts between the gaps, as typed.
  let pieces: [String]
  /// For what is written with spaces alone: what each of its words or numbers fits, side by side.
  private(set) var units: [GlobPattern] = []
  /// For what is written without spaces and has gaps: the characters and the gaps.
  private(set) var run: RunPattern?
  /// Where the pattern stands, by positions in the index; nil where those do not tell.
  private(set) var phrase: PlacedPhrase?

  /// The pattern that a person typed.
  init(_ typed: String, _ analyzer: Analyzer) throws {
    var pieces: [String] = []
    var items: [Item] = []
    var folded = AnalyzedText()
    for part in GlobPattern.parts(of: typed) {
      switch part {
      case .gap(let gap): items.append(.gap(gap))
      case .text(let text):
        pieces.append(text)
        analyzer.fold(text, into: &folded)
        for (scalar, kind) in zip(folded.folded.scalars, folded.classes) {
          items.append(.scalar(scalar, kind))
        }
      }
    }
    self.pieces = pieces
    guard items.contains(where: { $0.characterClass == .run }) else {
      units = PatternText.units(items)
      phrase = PatternText.phrase(of: units)
      return
    }
    // In a run every pattern is open at its ends.
    while case .gap(.many) = items.first, items.dropFirst().first?.characterClass == .run {
      items.removeFirst()
    }
    while case .gap(.many) = items.last, items.dropLast().last?.characterClass == .run {
      items.removeLast()
    }
    if items.allSatisfy({ $0.characterClass != nil }) {
      let text = try analyzer.analyze(pieces.joined())
      let found = text.tokens.filter { $0.kind != .word }
      guard let first = found.first, let last = found.last else { return }
      phrase = PlacedPhrase(
        phrase: Phrase(first.range.lowerBound..<last.range.upperBound, of: text),
        length: last.position - first.position + 1)
    } else {
      run = RunPattern(PatternText.compact(items))
    }
  }

  /// What each word or number fits: separators and a change from letters to digits part them, and a
  /// gap belongs to what is before it.
  private static func units(_ items: [Item]) -> [GlobPattern] {
    var units: [GlobPattern] = []
    var elements: [GlobPattern.Element] = []
    var kind: CharacterClass?
    func end() {
      if !elements.isEmpty { units.append(GlobPattern(elements: elements)) }
      elements = []
      kind = nil
    }
    for item in items {
      switch item {
      case .gap(let gap): elements.append(gap)
      case .scalar(_, .separator): end()
      case .scalar(let scalar, let next):
        if let kind, kind != next { end() }
        kind = next
        elements.append(.scalar(scalar))
      }
    }
    end()
    return units.contains { $0.elements.contains { $0.scalar != nil } } ? units : []
  }

  private static func phrase(of units: [GlobPattern]) -> PlacedPhrase? {
    if units.isEmpty { return nil }
    let elements = units.enumerated().map { place, unit in
      Phrase.Element(selector: unit.selectedWords, offset: UInt32(place))
    }
    return PlacedPhrase(phrase: Phrase(elements: elements), length: UInt32(units.count))
  }

  /// Separators as `CompactText` has them.
  private static func compact(_ items: [Item]) -> [GlobPattern.Element] {
    var elements: [GlobPattern.Element] = []
    var last: CharacterClass?
    var isParted = false
    for item in items {
      switch item {
      case .gap(let gap):
        elements.append(gap)
        last = nil
        isParted = false
      case .scalar(_, .separator): isParted = true
      case .scalar(let scalar, let kind):
        if isParted, last == kind { elements.append(.scalar(CompactText.separator)) }
        elements.append(.scalar(scalar))
        last = kind
        isParted = false
      }
    }
    return elements
  }
}

extension GlobPattern {
  /// The words that fit.
  var selectedWords: TermSelector {
    hasGaps
      ? .pattern(.word, self) : .key(TermKey(.word, scalars: elements.compactMap(\.scalar)))
  }
}
