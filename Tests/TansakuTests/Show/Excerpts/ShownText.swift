import TansakuText

@testable import Tansaku

/// What is shown of a text, found out slowly: by looking at the whole text at once and counting from
/// its beginning every time.
struct ShownText {
  let text: String
  /// Every occurrence, by its beginning.
  let occurrences: [Occurrence]
  /// ICU's cuts between words, in UTF-16 units.
  let words: Set<Int>
  /// The cuts between grapheme clusters, in UTF-16 units.
  let clusters: Set<Int>
  private let units: [UInt16]

  init(_ text: String, _ finder: OccurrenceFinder, _ analyzer: Analyzer) throws {
    self.text = text
    let analyzed = try analyzer.analyze(text)
    occurrences = finder.occurrences(in: analyzed, WrittenForms(analyzer))
    words = Set(analyzed.boundaries.map(Int.init))
    units = Array(text.utf16)
    var cuts: Set<Int> = [0]
    var at = 0
    for cluster in text {
      at += cluster.utf16.count
      cuts.insert(at)
    }
    clusters = cuts
  }

  /// The text of a range of UTF-16 units.
  func text(_ range: Range<Int>) -> String { String(decoding: units[range], as: UTF16.self) }

  /// The matches with all their offsets.
  func matches(_ finder: OccurrenceFinder) -> [TextMatch] {
    occurrences.map { occurrence in
      let before = text(0..<occurrence.range.lowerBound)
      let found = text(occurrence.range)
      var lines: [[Unicode.Scalar]] = [[]]
      for cluster in before {
        if cluster == "\n" || cluster == "\r\n" || cluster == "\r" {
          lines.append([])
        } else {
          lines[lines.count - 1] += cluster.unicodeScalars
        }
      }
      return TextMatch(
        bytes: before.utf8.count..<before.utf8.count + found.utf8.count,
        scalars: before.unicodeScalars.count..<before.unicodeScalars.count
          + found.unicodeScalars.count,
        utf16: occurrence.range, line: lines.count, column: lines[lines.count - 1].count + 1,
        text: found, part: finder.parts[occurrence.part].text, level: occurrence.level)
    }
  }

  /// A range as an excerpt shows it: its scalars with the level at which each matches, white space as
  /// one space, none at the beginning of the text.
  func shown(_ range: Range<Int>) -> [(scalar: Unicode.Scalar, level: MatchLevel?)] {
    var shown: [(scalar: Unicode.Scalar, level: MatchLevel?)] = []
    var at = range.lowerBound
    for cluster in text(range) {
      let isSpace = cluster.unicodeScalars.allSatisfy {
        $0.properties.isWhitespace && $0 != "\u{3000}"
      }
      if isSpace {
        let isFirst = shown.isEmpty && range.lowerBound == 0
        if !isFirst, shown.last?.scalar != " " { shown.append((" ", level(of: at))) }
        at += cluster.utf16.count
        continue
      }
      for scalar in cluster.unicodeScalars {
        shown.append((scalar, level(of: at)))
        at += String(scalar).utf16.count
      }
    }
    return shown
  }

  /// The strictest level of all that holds a unit.
  private func level(of unit: Int) -> MatchLevel? {
    occurrences.filter { $0.range.contains(unit) }.map(\.level).min()
  }

  /// The occurrences that lie in no other.
  var outermost: [Occurrence] {
    occurrences.enumerated().filter { number, occurrence in
      !occurrences.enumerated().contains { other, holder in
        holder.range != occurrence.range
          ? holder.range.clamped(to: occurrence.range) == occurrence.range
          : other < number
      }
    }.map(\.element)
  }

  /// A text with each stretch of white space made one space.
  static func spaced(_ text: String) -> [Character] {
    var result: [Character] = []
    for cluster in text {
      let isSpace = cluster.unicodeScalars.allSatisfy {
        $0.properties.isWhitespace && $0 != "\u{3000}"
      }
      if !isSpace { result.append(cluster) } else if result.last != " " { result.append(" ") }
    }
    return result
  }
}

extension OccurrenceFinder {
  /// What finds the matches of a query.
  init(_ query: Query, _ analyzer: Analyzer, at level: MatchLevel = .meaning) throws {
    var planner = QueryPlanner(analyzer: analyzer, weights: .standard)
    self.init(try planner.plan(query), at: level)
  }
}
