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

  /// A run of folded characters to be found, as `compact` has them.
  private struct Needle: Sendable {
    var scalars: [UInt32]
    var part: Int
    /// Whether it must be a whole word of the text, not a run inside one.
    var isWord: Bool
  }

  /// What stands for any stretch of separators.
  private static let separator: UInt32 = 0x20

  private var needles: [Needle] = []
  /// Each city with the part of the query that names it.
  private var cities: [UInt32: Int] = [:]
  /// How many parts the query has.
  private(set) var partCount = 0

  init(_ query: Query, analyzer: Analyzer) throws {
    for clause in query.clauses {
      switch clause {
      case .words(let text): addWords(try analyzer.analyze(text))
      case .phrase(let text):
        let analyzed = try analyzer.analyze(text)
        let range = MatchFinder.withoutOuterSeparators(analyzed)
        if !range.isEmpty { addNeedle(range, of: analyzed, isWord: false) }
      }
    }
  }

  private mutating func addWords(_ text: AnalyzedText) {
    for mention in text.cities {
      if cities[mention.city] == nil {
        cities[mention.city] = partCount
        partCount += 1
      }
      addNeedle(mention.range, of: text, isWord: true)
    }
    for token in text.tokens where token.kind != .gram {
      if text.cities.contains(where: { $0.range.overlaps(token.range) }) {
        addRest(of: token, in: text)
      } else {
        addNeedle(token.range, of: text, isWord: false)
      }
    }
  }

  /// What a city's name leaves over of a word, as the planner has it: two characters or more.
  private mutating func addRest(of token: Token, in text: AnalyzedText) {
    var at = token.range.lowerBound
    while at < token.range.upperBound {
      var end = at
      while end < token.range.upperBound, !text.cities.contains(where: { $0.range.contains(end) }) {
        end += 1
      }
      if end - at > 1, token.kind == .word { addNeedle(at..<end, of: text, isWord: false) }
      at = max(end, at + 1)
    }
  }

  private mutating func addNeedle(_ range: Range<Int>, of text: AnalyzedText, isWord: Bool) {
    let scalars = MatchFinder.compact(text, range).scalars
    if needles.contains(where: { $0.scalars == scalars && $0.isWord == isWord }) { return }
    needles.append(Needle(scalars: scalars, part: partCount, isWord: isWord))
    partCount += 1
  }

  /// The matches in a text by their beginnings; they may overlap.
  func matches(in text: AnalyzedText) -> [Match] {
    var found: [Match] = []
    for mention in text.cities {
      if let part = cities[mention.city] { found.append(Match(range: mention.range, part: part)) }
    }
    let compact = MatchFinder.compact(text, 0..<text.folded.scalars.count)
    let words = Set(text.tokens.filter { $0.kind != .gram }.map(\.range))
    for needle in needles {
      MatchFinder.forEachPlace(of: needle.scalars, in: compact.scalars) { place in
        let range =
          compact.places[place]..<compact.places[place + needle.scalars.count - 1] + 1
        let isWhole =
          needle.isWord ? words.contains(range) : MatchFinder.cutsNoUnit(range, of: text)
        if isWhole { found.append(Match(range: range, part: needle.part)) }
      }
    }
    return found.sorted {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }
  }

  private static func forEachPlace(of needle: [UInt32], in text: [UInt32], _ body: (Int) -> Void) {
    guard let first = needle.first, needle.count <= text.count else { return }
    for place in 0...text.count - needle.count where text[place] == first {
      if text[place..<place + needle.count].elementsEqual(needle) { body(place) }
    }
  }

  /// Whether a range of folded characters neither begins nor ends inside an alphabetic unit.
  private static func cutsNoUnit(_ range: Range<Int>, of text: AnalyzedText) -> Bool {
    func joins(_ index: Int) -> Bool {
      index > 0 && index < text.positions.count
        && text.positions[index] == text.positions[index - 1]
        && text.positions[index] != AnalyzedText.separatorPosition
    }
    return !joins(range.lowerBound) && !joins(range.upperBound)
  }

  /// The characters of a range and where each stands.
  ///
  /// As in the index, separators between characters of different classes vanish, and a stretch of
  /// them between characters of one class becomes one.
  private static func compact(_ text: AnalyzedText, _ range: Range<Int>)
    -> (scalars: [UInt32], places: [Int])
  {
    var scalars: [UInt32] = []
    var places: [Int] = []
    var last: Int?
    for index in range where text.classes[index] != .separator {
      if let last, last + 1 < index, text.classes[last] == text.classes[index] {
        scalars.append(separator)
        places.append(last + 1)
      }
      scalars.append(text.folded.scalars[index])
      places.append(index)
      last = index
    }
    return (scalars, places)
  }

  private static func withoutOuterSeparators(_ text: AnalyzedText) -> Range<Int> {
    let inner = text.classes.indices.filter { text.classes[$0] != .separator }
    guard let first = inner.first, let last = inner.last else { return 0..<0 }
    return first..<last + 1
  }
}
