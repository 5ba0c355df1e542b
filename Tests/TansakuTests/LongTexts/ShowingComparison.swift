import TansakuTestSupport
import TansakuText

@testable import Tansaku

/// Compares what is shown of a document for a query with what the slow scan finds in its texts: marks,
/// the lines of a concordance, and passages.
struct ShowingComparison {
  private let reference: ReferenceEngine
  private let analyzer: Analyzer
  private let forms: WrittenForms
  /// How many places of occurrences were compared.
  private(set) var occurrenceCount = 0
  private(set) var passageCount = 0
  private(set) var lineCount = 0

  init(_ reference: ReferenceEngine) throws {
    self.reference = reference
    analyzer = try Analyzer()
    forms = WrittenForms(analyzer)
  }

  /// Compares what is shown of a document.
  ///
  /// - Parameters:
  ///   - node: The query.
  ///   - scanned: The document as the slow scan sees it.
  ///   - stored: The searcher that has the document, and where.
  /// - Returns: the first difference; nil where there is none.
  /// - Throws: what the analyzer and the index throw.
  mutating func difference(
    for node: Query.Node, in scanned: ReferenceEngine.Scanned,
    stored: (searcher: Searcher, segment: Int, number: UInt32)
  ) throws -> String? {
    var planner = QueryPlanner(analyzer: analyzer, weights: .standard)
    let whole = OccurrenceFinder(try planner.plan(Query(node)), at: .meaning)
    var lines: [String] = []
    for field in Field.allCases {
      let finder = whole.limited(to: field)
      let analyzed = scanned.analyzed(field)
      let text = scanned.document[field]
      let found = finder.occurrences(in: analyzed, forms)
      occurrenceCount += found.count
      let wanted = try reference.ranges(of: node, in: field, of: scanned, keepingFields: true)
      if let unit = firstDifference(found, wanted, analyzed) {
        return "\(field): of the UTF-16 unit \(unit) only one says that it matches"
      }
      let shown = LongShownText(text, analyzed, found)
      if let told = try difference(ofMatches: finder, shown) { return "\(field), marks: \(told)" }
      if let told = try difference(ofPassage: finder, shown) { return "\(field), passage: \(told)" }
      lines += shown.outermost.map { occurrence in
        let context = shown.context(of: occurrence, width: 20)
        return "\(field) \(occurrence.range) \(context.left)|\(context.match)|\(context.right)"
      }
    }
    var numbers = stored.searcher.snapshot.segments.map { _ in [UInt32]() }
    numbers[stored.segment] = [stored.number]
    var stream = ConcordanceStream(numbers, in: stored.searcher.snapshot, whole, width: 20)
    for wanted in lines {
      let line = try stream.next().map {
        "\($0.field) \($0.place.utf16) \($0.left)|\($0.match)|\($0.right)"
      }
      if line != wanted { return "concordance: \(line ?? "no line") instead of \(wanted)" }
      lineCount += 1
    }
    return try stream.next().map { "concordance: a line too many: \($0.left)|\($0.match)" }
  }

  // MARK: Marks

  /// The first unit that is in an occurrence of the one and in none of the other.
  private func firstDifference(
    _ found: [Occurrence], _ wanted: [Range<Int>], _ analyzed: AnalyzedText
  ) -> Int? {
    var isFound = [Bool](repeating: false, count: analyzed.source.count)
    for occurrence in found { for unit in occurrence.range { isFound[unit] = true } }
    var isWanted = [Bool](repeating: false, count: analyzed.source.count)
    for range in wanted {
      let start = Int(analyzed.folded.starts[range.lowerBound])
      let end = Int(analyzed.folded.ends[range.upperBound - 1])
      for unit in start..<max(start, end) { isWanted[unit] = true }
    }
    return isFound.indices.first { isFound[$0] != isWanted[$0] }
  }

  /// The text walked through piece by piece has what it has as a whole.
  private func difference(
    ofMatches finder: OccurrenceFinder, _ shown: LongShownText
  ) throws -> String? {
    var walk = OccurrenceWalk(shown.text, finder)
    var found: [TextMatch] = []
    while let next = try walk.next(analyzer, forms) { found += next }
    let wanted = shown.matches(finder)
    if found == wanted { return nil }
    let place =
      zip(found, wanted).enumerated().first { $1.0 != $1.1 }?.offset
      ?? min(found.count, wanted.count)
    return
      "match \(place) of \(found.count) is \(found.dropFirst(place).first.map { "\($0)" } ?? "none")"
      + ", of \(wanted.count) it should be \(wanted.dropFirst(place).first.map { "\($0)" } ?? "none")"
  }

  // MARK: Passages

  /// The passage that is chosen weighs as much as any, is cut between words, and shows what matches.
  private mutating func difference(
    ofPassage finder: OccurrenceFinder, _ shown: LongShownText
  ) throws -> String? {
    if shown.text.isEmpty { return nil }
    passageCount += 1
    let room = 100
    let weights = finder.parts.indices.map { 10 + $0 * 37 % 200 }
    guard
      let choice = try Excerpter(finder, weights: weights, analyzer: analyzer, width: room)
        .choice(in: shown.text)
    else { return "none is chosen" }
    let range = choice.range
    guard shown.isBetweenClusters(range.lowerBound), shown.isBetweenClusters(range.upperBound)
    else {
      return "\(range) cuts a grapheme cluster"
    }
    for end in [range.lowerBound, range.upperBound] where shown.cut(before: end) != end {
      if shown.width(shown.cut(before: end)..<shown.cut(behind: end)) <= room {
        return "\(range) cuts a word at \(end)"
      }
    }
    if shown.width(range) > room { return "\(range) is wider than \(room) columns" }
    let inside = shown.occurrences.filter { $0.range.overlaps(range) }
    let marked = choice.excerpt.marks.map { mark in
      String(String.UnicodeScalarView(Array(choice.excerpt.text.unicodeScalars)[mark]))
    }.joined()
    let wanted = wantedMarks(inside, range, shown)
    if marked.filter({ $0 != " " }) != wanted { return "\(marked) is marked instead of \(wanted)" }
    let weight = Set(inside.map(\.part)).reduce(0) { $0 + weights[$1] }
    let best = bestWeight(shown, weights, room: room)
    return weight < best ? "\(range) weighs \(weight), and there is one of \(best)" : nil
  }

  /// What of a range matches, without white space.
  private func wantedMarks(
    _ occurrences: [Occurrence], _ range: Range<Int>, _ shown: LongShownText
  ) -> String {
    let units = Array(shown.text(range).utf16)
    var isMarked = units.map { _ in false }
    for occurrence in occurrences {
      for unit in occurrence.range.clamped(to: range) { isMarked[unit - range.lowerBound] = true }
    }
    var at = 0
    var marked = ""
    for cluster in shown.text(range) {
      let isSpace = LongShownText.isSpace(cluster)
      for scalar in cluster.unicodeScalars {
        if isMarked[at], !isSpace { marked.unicodeScalars.append(scalar) }
        at += scalar.utf16.count
      }
    }
    return marked
  }

  /// What the best of all passages weighs that takes no more than three quarters of the room.
  private func bestWeight(_ shown: LongShownText, _ weights: [Int], room: Int) -> Int {
    var best = 0
    for (index, first) in shown.occurrences.enumerated() {
      let left = shown.cut(before: first.range.lowerBound)
      var parts: Set<Int> = []
      var end = 0
      for next in shown.occurrences[index...] {
        end = max(end, next.range.upperBound)
        let right = shown.cut(behind: end)
        if shown.width(left..<right) > room * 3 / 4, !parts.isEmpty { break }
        parts.insert(next.part)
      }
      best = max(best, parts.reduce(0) { $0 + weights[$1] })
    }
    return best
  }
}
