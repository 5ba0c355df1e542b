import TansakuText

/// Finds in a text what a query matched there, for whoever shows it.
///
/// Works on the text itself, by the same analysis as index and query, so that what is marked is what
/// is there, at its place in the text as written.
struct MatchFinder: Sendable {
  /// One place that matched.
  struct Match: Sendable, Equatable {
    /// The place, in folded characters.
    var range: Range<Int>
    /// Which part of the query it matches.
    var part: Int
  }

  private let needles: [Needle]

  /// A finder of these, the parts of a query.
  init(_ needles: [Needle]) { self.needles = needles }

  /// The matches in a text by their beginnings; they may overlap.
  func matches(in text: AnalyzedText) -> [Match] {
    var found: [Match] = []
    // Made when a needle asks for them, for names and quantities do not.
    lazy var compact = CompactText(text, 0..<text.folded.scalars.count)
    lazy var words = Set(text.tokens.filter { $0.kind != .gram }.map { $0.range })
    for (part, needle) in needles.enumerated() {
      switch needle {
      case .city(let city):
        for mention in text.cities where mention.city == city {
          found.append(Match(range: mention.range, part: part))
        }
      case .date(let value):
        if let span = DateSpan(value) { append(datesOf: text, within: span, part, to: &found) }
      case .span(let span): append(datesOf: text, within: span, part, to: &found)
      case .number(let value, let isOrdinal):
        for mention in text.numbers
        where mention.value == value && mention.isOrdinal == isOrdinal {
          found.append(Match(range: mention.range, part: part))
        }
      case .concept(let concept):
        for mention in text.concepts where mention.concept == concept {
          found.append(Match(range: mention.range, part: part))
        }
      case .run(let scalars):
        MatchFinder.forEachPlace(of: scalars, in: compact) { range in
          if MatchFinder.cutsNoUnit(range, of: text) {
            found.append(Match(range: range, part: part))
          }
        }
      case .word(let scalars):
        MatchFinder.forEachPlace(of: scalars, in: compact) { range in
          if words.contains(range) { found.append(Match(range: range, part: part)) }
        }
      case .pattern(let units):
        MatchFinder.forEachPlace(of: units, in: text) {
          found.append(Match(range: $0, part: part))
        }
      case .gaps(let pattern):
        pattern.forEachPlace(in: compact) { range in
          if pattern.isOpenBefore || !MatchFinder.joins(range.lowerBound, of: text),
            pattern.isOpenAfter || !MatchFinder.joins(range.upperBound, of: text)
          {
            found.append(Match(range: range, part: part))
          }
        }
      case .fuzzy(let word, let edits):
        guard var automaton = LevenshteinAutomaton(word, edits: edits) else { continue }
        for token in text.tokens
        where token.kind == .unit && automaton.accepts(text.folded.scalars[token.range]) {
          found.append(Match(range: token.range, part: part))
        }
      }
    }
    return found.sorted {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }
  }

  private func append(
    datesOf text: AnalyzedText, within span: DateSpan, _ part: Int, to found: inout [Match]
  ) {
    let beginnings = span.beginnings
    for mention in text.dates
    where DateTerm.terms(of: mention.value).contains(where: { term in
      beginnings.contains { term.utf8.starts(with: $0.utf8) }
    }) {
      found.append(Match(range: mention.range, part: part))
    }
  }

  /// Where a run of characters stands in a range of a text: in the name of a city, which may be
  /// longer (臺北 in 臺北市).
  func places(
    of run: [UInt32], within range: Range<Int>, of text: AnalyzedText
  ) -> [Range<Int>] {
    var places: [Range<Int>] = []
    MatchFinder.forEachPlace(of: run, in: CompactText(text, range)) { place in
      if MatchFinder.cutsNoUnit(place, of: text) { places.append(place) }
    }
    return places
  }

  /// Calls `body` with every place of a run of characters, whatever it cuts.
  static func forEachPlace(
    of needle: [UInt32], in text: CompactText, _ body: (Range<Int>) -> Void
  ) {
    guard let first = needle.first, needle.count <= text.scalars.count else { return }
    for place in 0...text.scalars.count - needle.count where text.scalars[place] == first {
      let end = place + needle.count
      if text.scalars[place..<end].elementsEqual(needle) {
        body(text.places[place]..<text.places[end - 1] + 1)
      }
    }
  }

  /// Calls `body` with every place where units side by side fit.
  private static func forEachPlace(
    of patterns: [GlobPattern], in text: AnalyzedText, _ body: (Range<Int>) -> Void
  ) {
    let units = text.tokens.filter { $0.kind != .word }
    guard let first = patterns.first, patterns.count <= units.count else { return }
    func fits(_ unit: Token, _ pattern: GlobPattern) -> Bool {
      unit.kind == .unit && pattern.matches(Array(text.folded.scalars[unit.range]))
    }
    for start in 0...units.count - patterns.count where fits(units[start], first) {
      let end = start + patterns.count
      if zip(units[start..<end], patterns).dropFirst().allSatisfy({ fits($0, $1) }) {
        body(units[start].range.lowerBound..<units[end - 1].range.upperBound)
      }
    }
  }

  /// Whether a range of folded characters neither begins nor ends inside an alphabetic unit.
  private static func cutsNoUnit(_ range: Range<Int>, of text: AnalyzedText) -> Bool {
    !joins(range.lowerBound, of: text) && !joins(range.upperBound, of: text)
  }

  /// Whether the folded characters before and at a place are of one alphabetic unit.
  private static func joins(_ index: Int, of text: AnalyzedText) -> Bool {
    index > 0 && index < text.positions.count
      && text.positions[index] == text.positions[index - 1]
      && text.positions[index] != AnalyzedText.separatorPosition
  }
}
