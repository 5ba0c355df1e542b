import TansakuText

/// Chooses the part of a text that shows best why it matched.
///
/// Looks at the text piece by piece, so that a long one costs no more memory than a short one, and
/// stops as soon as a passage shows every part of the query.
struct Excerpter {
  /// A passage of a text, ready to be shown.
  struct Choice {
    /// The passage, in UTF-16 units of the text.
    var range: Range<Int>
    var excerpt: Excerpt
    fileprivate var weight: Int
    fileprivate var matches: Int
  }

  private let finder: OccurrenceFinder
  private let weights: [Int]
  private let analyzer: Analyzer
  private let forms: WrittenForms
  /// How wide the excerpt may be without the signs of what was left out, in columns of a terminal.
  private let room: Int

  /// - Parameters:
  ///   - finder: Finds what matches.
  ///   - weights: What each part of the query weighs where passages are compared.
  ///   - analyzer: Analyzes the text.
  ///   - width: How wide the excerpt may be, in columns of a terminal; one cluster is always shown.
  init(_ finder: OccurrenceFinder, weights: [Int], analyzer: Analyzer, width: Int) {
    self.finder = finder
    self.weights = weights
    self.analyzer = analyzer
    forms = WrittenForms(analyzer)
    room = max(width, 1)
  }

  /// The excerpt; nil for a text without anything to show.
  ///
  /// Without a match it is the beginning.
  func excerpt(of text: String) throws -> Excerpt? {
    guard let excerpt = try choice(in: text)?.excerpt,
      excerpt.text.contains(where: { !$0.isWhitespace && $0 != "…" })
    else { return nil }
    return excerpt
  }

  /// The best passage of a text; nil for an empty one.
  func choice(in text: String) throws -> Choice? {
    var text = text
    text.makeContiguousUTF8()
    let whole = finder.parts.indices.reduce(0) {
      finder.parts[$1].isFragment ? $0 : $0 + weights[$1]
    }
    var best: Choice?
    var pieces = TextPieces(text, reach: max(finder.reach, room * 4))
    while let piece = pieces.next() {
      let analyzed = try analyzer.analyze(piece.text)
      let occurrences = finder.occurrences(in: analyzed, forms)
      if occurrences.isEmpty, best != nil { continue }
      let cut = CutText(analyzed, piece: piece, of: text, room: room)
      let passage = Passage(occurrences, weights: weights, in: cut, room: room)
      if best.map({ (passage.weight, passage.matches) > ($0.weight, $0.matches) }) ?? true {
        let range = passage.range(of: occurrences, in: cut, room: room)
        best = Choice(
          range: piece.start + range.lowerBound..<piece.start + range.upperBound,
          excerpt: excerpt(
            range, of: analyzed, occurrences,
            continuesBefore: range.lowerBound > 0 || piece.bytes.lowerBound > 0,
            continuesAfter: range.upperBound < analyzed.source.count
              || piece.bytes.upperBound < text.utf8.count),
          weight: passage.weight, matches: passage.matches)
      }
      if passage.weight >= whole, passage.weight > 0 { break }
    }
    return best
  }

  private func excerpt(
    _ range: Range<Int>, of text: AnalyzedText, _ occurrences: [Occurrence],
    continuesBefore: Bool, continuesAfter: Bool
  ) -> Excerpt {
    var levels = [MatchLevel?](repeating: nil, count: range.count)
    for occurrence in occurrences {
      for unit in occurrence.range.clamped(to: range) {
        let place = unit - range.lowerBound
        levels[place] = min(levels[place] ?? occurrence.level, occurrence.level)
      }
    }
    var builder = ExcerptBuilder()
    if continuesBefore { builder.append("…", nil) }
    var at = 0
    for cluster in String(decoding: text.source[range], as: UTF16.self) {
      let end = at + cluster.utf16.count
      builder.append(cluster, levels[at..<end])
      at = end
    }
    if continuesAfter { builder.append("…", nil) }
    return builder.excerpt
  }
}

/// Puts an excerpt together scalar by scalar.
private struct ExcerptBuilder {
  private var scalars = String.UnicodeScalarView()
  private var count = 0
  private var marks: [Range<Int>] = []
  private var levels: [MatchLevel] = []

  /// Adds a cluster with the levels of the matches that its units belong to; a stretch of white space
  /// becomes one space.
  mutating func append(_ cluster: Character, _ levels: ArraySlice<MatchLevel?>) {
    let isSpace = cluster.unicodeScalars.allSatisfy(\.isShownAsSpace)
    if isSpace {
      if scalars.last != " ", count > 0 { append(" ", levels.first ?? nil) }
      return
    }
    var at = levels.startIndex
    for scalar in cluster.unicodeScalars {
      append(scalar, levels[at])
      at += scalar.value > 0xFFFF ? 2 : 1
    }
  }

  /// Adds a scalar as it is, and the level of the match that it belongs to.
  mutating func append(_ scalar: Unicode.Scalar, _ level: MatchLevel?) {
    scalars.append(scalar)
    if let level {
      if let last = marks.last, last.upperBound == count, levels.last == level {
        marks[marks.count - 1] = last.lowerBound..<count + 1
      } else {
        marks.append(count..<count + 1)
        levels.append(level)
      }
    }
    count += 1
  }

  var excerpt: Excerpt { Excerpt(text: String(scalars), marks: marks, levels: levels) }
}
