import TansakuText

/// Finds in a text what a query matches there, and tells of each place at which level.
///
/// What `MatchFinder` finds is compared with what was typed, as `LevelMatcher` does it for whole
/// documents. Below `meaning` only what is written as in the query is found, and of a longer name only
/// the characters that are.
struct OccurrenceFinder: Sendable {
  /// A part of the query.
  struct Part: Sendable, Equatable {
    /// How the query writes it; nil where that cannot be told.
    var text: String?
    /// Whether no document matches by it alone: a piece of a word, or what only sounds so.
    var isFragment: Bool
  }

  /// A part that a needle finds, and what its place is compared with.
  private struct Target: Sendable {
    let part: Int
    let form: WrittenForm
    let pattern: WrittenPattern?
    let field: Field?
    let target: QueryPart.Target
  }

  /// The parts of the query, in the order in which it is looked for.
  private(set) var parts: [Part] = []
  /// The numbers of the parts that can be told, by how the query writes them.
  private var numbers: [String: Int] = [:]
  /// What finds them.
  let needles: [Needle]
  private let level: MatchLevel
  private let finder: MatchFinder
  /// The field of the texts at hand; nil where that does not matter.
  private var field: Field?
  /// For each needle the parts that it finds.
  private var targets: [[Target]] = []
  /// For each needle the part of what is written as no part is, and the level of that.
  private var others: [(part: Int, level: MatchLevel)] = []

  /// A finder of what a plan looks for.
  ///
  /// - Parameters:
  ///   - plan: Made with its needles.
  ///   - sounds: The same with what sounds like it; nil where that does not count.
  ///   - level: How freely a text may be written to match.
  init(_ plan: QueryPlan, sounds: QueryPlan? = nil, at level: MatchLevel) {
    let whole = sounds ?? plan
    needles = whole.needles
    self.level = level
    finder = MatchFinder(needles)
    let queryParts = whole.writtenParts
    for needle in needles {
      var found: [Target] = []
      for (part, isFragment) in queryParts {
        for target in part.targets where target.needle == needle {
          let number = number(of: Part(text: part.form.exact, isFragment: isFragment))
          found.append(
            Target(
              part: number, form: part.form, pattern: part.pattern, field: part.field,
              target: target))
        }
      }
      let isTyped = sounds == nil || plan.needles.contains(needle)
      let only = found.first?.part ?? number(of: Part(text: nil, isFragment: !isTyped))
      // What a part finds otherwise than it is written, it finds by what it means.
      let means = needle.isEntity || found.contains { !parts[$0.part].isFragment }
      targets.append(found)
      others.append((only, isTyped ? (means ? .meaning : .variant) : .sound))
    }
  }

  /// The same for one field, in which parts that must stand in another are not found.
  func limited(to field: Field) -> OccurrenceFinder {
    var limited = self
    limited.field = field
    return limited
  }

  /// The number of a part; one that can be told from no other is a new one.
  private mutating func number(of part: Part) -> Int {
    if let text = part.text {
      if let known = numbers[text] {
        if !part.isFragment { parts[known].isFragment = false }
        return known
      }
      numbers[text] = parts.count
    }
    parts.append(part)
    return parts.count - 1
  }

  /// What finds a part.
  func needles(ofPart part: Int) -> [Needle] {
    needles.indices.filter { needle in
      targets[needle].contains { $0.part == part } || others[needle].part == part
    }.map { needles[$0] }
  }

  /// How much of a text must be seen on the two sides of a cut to find what lies across it, in
  /// UTF-8 bytes without white space.
  ///
  /// Much more than the longest part of the query, for a text may write it with more bytes.
  var reach: Int { max(1024, 4 * (parts.map { $0.text?.utf8.count ?? 0 }.max() ?? 0)) }

  /// What is found in a text, by its beginnings; at one beginning the longest first.
  ///
  /// Of several places of one part that lie within one another there is only the longest, and a
  /// fragment is only where nothing else holds it. Places of different parts may overlap.
  /// Takes time in proportion to the text and its matches.
  func occurrences(in text: AnalyzedText, _ forms: WrittenForms) -> [Occurrence] {
    var found: [Occurrence] = []
    for match in finder.matches(in: text) { append(match, of: text, forms, to: &found) }
    return pruned(found)
  }

  private func append(
    _ match: MatchFinder.Match, of text: AnalyzedText, _ forms: WrittenForms,
    to found: inout [Occurrence]
  ) {
    func add(_ range: Range<Int>, _ part: Int, _ level: MatchLevel) {
      let start = Int(text.folded.starts[range.lowerBound])
      let end = Int(text.folded.ends[range.upperBound - 1])
      if start < end { found.append(Occurrence(range: start..<end, part: part, level: level)) }
    }
    let needle = needles[match.part]
    var (part, level) = others[match.part]
    let wanted = targets[match.part].filter { $0.field == nil || field == nil || $0.field == field }
    if wanted.isEmpty, !targets[match.part].isEmpty { return }
    // How a text writes what a filter lets through does not matter.
    if needle.isFilter { return add(match.range, part, .exact) }
    for target in wanted {
      for (place, found) in places(of: target, at: match.range, in: text, forms) {
        if self.level < .meaning {
          if found <= self.level { add(place, target.part, found) }
        } else if found < level {
          (part, level) = (target.part, found)
        }
      }
    }
    if self.level >= .meaning || targets[match.part].isEmpty && level <= self.level {
      add(match.range, part, level)
    }
  }

  /// Where in a match or around it a part is written as in the query, and at which level.
  private func places(
    of target: Target, at range: Range<Int>, in text: AnalyzedText, _ forms: WrittenForms
  ) -> [(Range<Int>, MatchLevel)] {
    let whole =
      range.lowerBound - target.target.before..<range.upperBound + target.target.after
    guard whole.lowerBound >= 0, whole.upperBound <= text.classes.count else { return [] }
    if let pattern = target.pattern {
      return [(whole, pattern.strictestLevel(of: forms.form(whole, of: text)))]
    }
    let places =
      target.target.needle.isEntity
      ? finder.places(of: target.form.variant, within: whole, of: text) : [whole]
    return places.compactMap { place in
      target.form.strictestLevel(with: forms.form(place, of: text)).map { (place, $0) }
    }
  }

  /// Occurrences in the order and without those that `occurrences(in:_:)` leaves out.
  func pruned(_ found: [Occurrence]) -> [Occurrence] {
    let sorted = found.sorted { one, other in
      if one.range.lowerBound != other.range.lowerBound {
        return one.range.lowerBound < other.range.lowerBound
      }
      if one.range.upperBound != other.range.upperBound {
        return one.range.upperBound > other.range.upperBound
      }
      let (first, second) = (parts[one.part].isFragment, parts[other.part].isFragment)
      if first != second { return second }
      return (one.level, one.part) < (other.level, other.part)
    }
    var kept: [Occurrence] = []
    // Of all that began, the one that ends last: whatever it does not hold, none does.
    var widest: Int?
    var widestOfPart = [Int?](repeating: nil, count: parts.count)
    for occurrence in sorted {
      if let same = widestOfPart[occurrence.part],
        kept[same].range.upperBound >= occurrence.range.upperBound
      {
        kept[same].level = min(kept[same].level, occurrence.level)
        continue
      }
      let isHeld = widest.map { kept[$0].range.upperBound >= occurrence.range.upperBound } ?? false
      if isHeld, parts[occurrence.part].isFragment { continue }
      if !isHeld { widest = kept.count }
      widestOfPart[occurrence.part] = kept.count
      kept.append(occurrence)
    }
    return kept
  }
}

extension QueryPlan {
  /// The parts of the query as it writes them, and whether each is a fragment.
  fileprivate var writtenParts: [(part: QueryPart, isFragment: Bool)] {
    parts.groups.joined().map { ($0, false) } + fragments.map { ($0, true) }
  }
}
