import TansakuText

/// Tells from the texts of a document at which level it matches a query.
///
/// Knows of no index: it finds the parts of the query again in the texts, by the analysis that they
/// went through when they were indexed, and compares how they are written.
/// Not for two threads at once.
final class LevelMatcher {
  private let parts: QueryParts
  /// For each group, what finds its parts, and of which part each is.
  private let finders: [(finder: MatchFinder, targets: [(part: Int, target: QueryPart.Target)])]
  private let analyzer: Analyzer
  private let forms: WrittenForms

  /// A matcher for the parts of a query.
  init(_ parts: QueryParts, analyzer: Analyzer) {
    self.parts = parts
    self.analyzer = analyzer
    forms = WrittenForms(analyzer)
    finders = parts.groups.map { parts in
      let targets = parts.enumerated().flatMap { number, part in
        part.targets.map { (number, $0) }
      }
      return (MatchFinder(targets.map(\.1.needle)), targets)
    }
  }

  /// The strictest level at which a document matches all that it must, of those that compare how things
  /// are written; nil where it does not match at any of these.
  ///
  /// - Parameters:
  ///   - document: The document as it was given.
  ///   - wanted: A level that is strict enough: the search ends there.
  /// - Returns: The level, `variant` or stricter.
  /// - Throws: `TextError` where ICU runs out of memory.
  func strictestLevel(
    of document: Document, enough wanted: MatchLevel = .exact
  ) throws -> MatchLevel? {
    var best = [MatchLevel?](repeating: nil, count: parts.groups.count)
    for (text, isFact) in document.searchedTexts {
      var windows = TextWindows(text)
      while let window = windows.next() {
        let analyzed = try analyzer.analyze(window)
        for group in parts.groups.indices where (best[group] ?? .sound) > wanted {
          let found = strictestLevel(ofGroup: group, in: analyzed, isFact: isFact)
          best[group] = [best[group], found].compactMap { $0 }.min()
        }
        if let level = parts.strictestLevel(best), level <= wanted { return level }
      }
    }
    return parts.strictestLevel(best)
  }

  private func strictestLevel(
    ofGroup group: Int, in text: AnalyzedText, isFact: Bool
  ) -> MatchLevel? {
    let (finder, targets) = finders[group]
    var best: MatchLevel?
    for match in finder.matches(in: text) {
      let (part, target) = targets[match.part]
      // A fact is indexed by what it names alone.
      if isFact, !target.needle.isEntity, !target.needle.isFilter { continue }
      if target.needle.isFilter || target.needle.isDescription { return .exact }
      let range = match.range.lowerBound - target.before..<match.range.upperBound + target.after
      guard range.lowerBound >= 0, range.upperBound <= text.classes.count else { continue }
      let written = parts.groups[group][part].form
      let places =
        target.needle.isEntity
        ? finder.places(of: written.variant, within: range, of: text) : [range]
      for place in places {
        guard let level = written.strictestLevel(with: forms.form(place, of: text)) else {
          continue
        }
        best = min(best ?? level, level)
        if best == .exact { return best }
      }
    }
    return best
  }
}
