import TansakuText

/// A pattern or a fuzzy word as the query writes it, at each level that looks at that.
enum WrittenPattern: Sendable, Equatable {
  /// Characters with gaps: as typed, and with width, case and compatibility forms evened out.
  case gaps(exact: GlobPattern, width: GlobPattern)
  /// A word that may have edits, in the same two forms.
  case fuzzy(exact: [UInt32], width: [UInt32], edits: Int)

  /// The strictest level at which something that was found is as the pattern says.
  func strictestLevel(of found: WrittenForm) -> MatchLevel {
    let exact = found.exact.unicodeScalars.map(\.value)
    switch self {
    case .gaps(let pattern, let folded):
      if pattern.matches(exact) { return .exact }
      return folded.matches(found.width) ? .width : .variant
    case .fuzzy(let word, let folded, let edits):
      func isNear(_ one: [UInt32], _ other: [UInt32]) -> Bool {
        var automaton = LevenshteinAutomaton(one, edits: edits)
        return automaton?.accepts(other) ?? false
      }
      if isNear(word, exact) { return .exact }
      return isNear(folded, found.width) ? .width : .variant
    }
  }
}

extension WrittenForms {
  /// A pattern as it was typed.
  ///
  /// - Parameters:
  ///   - parts: What was typed, in order.
  ///   - isOpen: Whether gaps at the ends are no part of what is found.
  ///   - analyzer: Analyzes the texts between the gaps.
  /// - Returns: The pattern at each level.
  /// - Throws: `TextError` where ICU runs out of memory.
  func pattern(
    _ parts: [GlobPattern.Part], isOpen: Bool, _ analyzer: Analyzer
  ) throws -> WrittenPattern {
    var exact: [GlobPattern.Element] = []
    var width: [GlobPattern.Element] = []
    for part in parts {
      switch part {
      case .gap(let gap):
        exact.append(gap)
        width.append(gap)
      case .text(let piece):
        let text = try analyzer.analyze(piece)
        let form = form(0..<text.folded.scalars.count, of: text)
        exact += piece.unicodeScalars.map { .scalar($0.value) }
        width += form.width.map { .scalar($0) }
      }
    }
    func pattern(_ elements: [GlobPattern.Element]) -> GlobPattern {
      var elements = elements[...]
      while isOpen, elements.first == .many { elements.removeFirst() }
      while isOpen, elements.last == .many { elements.removeLast() }
      return GlobPattern(elements: Array(elements))
    }
    return .gaps(exact: pattern(exact), width: pattern(width))
  }
}
