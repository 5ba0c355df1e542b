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
    var near = [MatchLevel?](repeating: nil, count: parts.nearnesses.count)
    for (text, field) in document.searchedTexts {
      var windows = TextWindows(text)
      while let window = windows.next() {
        let analyzed = try analyzer.analyze(window)
        let found = parts.groups.indices.map { group -> [Place] in
          // What is near what must be known for all.
          near.isEmpty && (best[group] ?? .sound) <= wanted
            ? [] : places(ofGroup: group, in: analyzed, field)
        }
        for (group, places) in found.enumerated() {
          best[group] = [best[group], places.map(\.level).min()].compactMap { $0 }.min()
        }
        for (number, nearness) in parts.nearnesses.enumerated() {
          if field == nil || nearness.field.map({ $0 != field }) ?? false { continue }
          let level = LevelMatcher.strictestLevel(of: nearness, found, in: analyzed)
          near[number] = [near[number], level].compactMap { $0 }.min()
        }
        if let level = parts.strictestLevel(best, near: near), level <= wanted { return level }
      }
    }
    return parts.strictestLevel(best, near: near)
  }

  /// The strictest level at which all parts stand near each other in a text.
  private static func strictestLevel(
    of nearness: QueryParts.Nearness, _ places: [[Place]], in text: AnalyzedText
  ) -> MatchLevel? {
    [MatchLevel.exact, .width, .variant].first { level in
      let near = nearness.parts.map { groups in
        groups.flatMap { places[$0] }.filter { $0.level <= level }.map { place in
          Proximity.Place(
            start: text.positions[place.range.lowerBound],
            end: text.positions[place.range.upperBound - 1] + 1)
        }
      }
      return Proximity.holds(near, distance: nearness.distance)
    }
  }

  /// Where a text has a part, and the level at which it is written so.
  private struct Place {
    let range: Range<Int>
    let level: MatchLevel
  }

  private func places(
    ofGroup group: Int, in text: AnalyzedText, _ field: Field?
  ) -> [Place] {
    let (finder, targets) = finders[group]
    var found: [Place] = []
    for match in finder.matches(in: text) {
      let (number, target) = targets[match.part]
      let part = parts.groups[group][number]
      if let wanted = part.field, wanted != field { continue }
      // A fact is indexed by what it names alone.
      if field == nil, !target.needle.isEntity, !target.needle.isFilter { continue }
      if target.needle.isFilter {
        found.append(Place(range: match.range, level: .exact))
        continue
      }
      let range = match.range.lowerBound - target.before..<match.range.upperBound + target.after
      guard range.lowerBound >= 0, range.upperBound <= text.classes.count else { continue }
      if let pattern = part.pattern {
        let level = pattern.strictestLevel(of: forms.form(range, of: text))
        found.append(Place(range: range, level: level))
        continue
      }
      let written =
        target.needle.isEntity
        ? finder.places(of: part.form.variant, within: range, of: text) : [range]
      for place in written {
        if let level = part.form.strictestLevel(with: forms.form(place, of: text)) {
          found.append(Place(range: place, level: level))
        }
      }
    }
    return found
  }
}
