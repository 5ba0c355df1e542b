import TansakuText

/// Chooses the part of a text that shows best why it matched.
///
/// Looks at the text piece by piece, so that a long one costs no more memory than a short one, and
/// stops as soon as a piece shows every part of the query.
struct Excerpter {
  private let finder: MatchFinder
  private let analyzer: Analyzer
  /// How wide the excerpt may be, in columns of a terminal; a character of Han, kana or Hangul is
  /// two.
  private let width: Int

  init(_ finder: MatchFinder, analyzer: Analyzer, width: Int) {
    self.finder = finder
    self.analyzer = analyzer
    self.width = width
  }

  /// The excerpt; nil for a text without anything to show.
  ///
  /// Without a match it is the beginning.
  func excerpt(of text: String) throws -> Excerpt? {
    var best: (excerpt: Excerpt, parts: Int, matches: Int)?
    var chunks = TextChunks(text)
    var isFirst = true
    while let chunk = chunks.next() {
      let analyzed = try analyzer.analyze(chunk)
      let matches = finder.matches(in: analyzed)
      let isLast = chunks.isAtEnd
      let window = Window(matches, in: analyzed, width: width)
      if best.map({ (window.parts, window.matches) > ($0.parts, $0.matches) }) ?? true {
        best = (
          window.excerpt(
            of: analyzed, matches, continuesBefore: !isFirst, continuesAfter: !isLast),
          window.parts, window.matches
        )
      }
      if window.parts == finder.partCount { break }
      isFirst = false
    }
    guard let excerpt = best?.excerpt,
      excerpt.text.contains(where: { !$0.isWhitespace && $0 != "…" })
    else { return nil }
    return excerpt
  }

  /// A stretch of a text, between word boundaries.
  private struct Window {
    /// The stretch, in UTF-16 units of the text.
    var range: Range<Int> = 0..<0
    /// How many parts of the query it shows, and how many matches.
    var parts = 0
    var matches = 0

    /// The best stretch of a text: most parts of the query, then most matches, then the first.
    init(_ matches: [MatchFinder.Match], in text: AnalyzedText, width: Int) {
      let columns = ColumnTable(text.source)
      var bestFirst: Int?
      var bestLast = 0
      for (index, match) in matches.enumerated() {
        let start = Int(text.folded.starts[match.range.lowerBound])
        var seen: Set<Int> = []
        var last = index
        var count = 0
        for next in index..<matches.count {
          let end = Int(text.folded.ends[matches[next].range.upperBound - 1])
          if next > index, columns.width(start..<end) > width * 3 / 4 { break }
          seen.insert(matches[next].part)
          count += 1
          last = next
        }
        if (seen.count, count) > (parts, self.matches) {
          (parts, self.matches, bestFirst, bestLast) = (seen.count, count, index, last)
        }
      }
      let core: Range<Int>
      if let bestFirst {
        let start = Int(text.folded.starts[matches[bestFirst].range.lowerBound])
        let end = matches[bestFirst...bestLast].map {
          Int(text.folded.ends[$0.range.upperBound - 1])
        }
        .max()
        core = start..<max(start, end ?? start)
      } else {
        core = 0..<0
      }
      range = Window.widen(core, in: text, columns, to: width)
    }

    /// Adds words on both sides for as long as they fit, a third of the room before and the rest
    /// behind.
    private static func widen(
      _ core: Range<Int>, in text: AnalyzedText, _ columns: ColumnTable, to room: Int
    ) -> Range<Int> {
      let boundaries = text.boundaries.map(Int.init)
      // The whole words around the core; a word longer than the room is cut where the core is.
      var first = boundaries.lastIndex { $0 <= core.lowerBound } ?? 0
      var last = boundaries.firstIndex { $0 >= core.upperBound } ?? boundaries.count - 1
      func width(_ first: Int, _ last: Int) -> Int {
        columns.width(boundaries[first]..<boundaries[last])
      }
      if width(first, last) > room * 2 { return core }
      let before = max(0, room - width(first, last)) / 3
      let start = first
      while first > 0, columns.width(boundaries[first - 1]..<boundaries[start]) <= before {
        first -= 1
      }
      while last + 1 < boundaries.count, width(first, last + 1) <= room { last += 1 }
      while first > 0, width(first - 1, last) <= room { first -= 1 }
      return boundaries[first]..<boundaries[last]
    }

    /// The stretch as an excerpt.
    func excerpt(
      of text: AnalyzedText, _ matches: [MatchFinder.Match], continuesBefore: Bool,
      continuesAfter: Bool
    ) -> Excerpt {
      var marked = [Bool](repeating: false, count: text.source.count)
      for match in matches {
        let start = Int(text.folded.starts[match.range.lowerBound])
        let end = Int(text.folded.ends[match.range.upperBound - 1])
        for unit in start..<end { marked[unit] = true }
      }
      var builder = ExcerptBuilder()
      if range.lowerBound > 0 || continuesBefore { builder.append("…", isMarked: false) }
      var at = range.lowerBound
      for scalar in String(decoding: text.source[range], as: UTF16.self).unicodeScalars {
        builder.append(scalar, isMarked: marked[at])
        at += scalar.value > 0xFFFF ? 2 : 1
      }
      if range.upperBound < text.source.count || continuesAfter {
        builder.append("…", isMarked: false)
      }
      return builder.excerpt
    }
  }
}

/// Puts an excerpt together scalar by scalar.
private struct ExcerptBuilder {
  private var scalars = String.UnicodeScalarView()
  private var count = 0
  private var marks: [Range<Int>] = []

  /// Adds a scalar; a stretch of white space becomes one space.
  mutating func append(_ scalar: Unicode.Scalar, isMarked: Bool) {
    let isSpace = scalar.properties.isWhitespace && scalar != "\u{3000}"
    if isSpace, scalars.last == " " || count == 0 { return }
    scalars.append(isSpace ? " " : scalar)
    if isMarked {
      if let last = marks.last, last.upperBound == count {
        marks[marks.count - 1] = last.lowerBound..<count + 1
      } else {
        marks.append(count..<count + 1)
      }
    }
    count += 1
  }

  var excerpt: Excerpt { Excerpt(text: String(scalars), marks: marks) }
}

/// How many columns a text takes up to each of its UTF-16 units.
private struct ColumnTable {
  private var sums: [Int32] = [0]

  init(_ units: [UInt16]) {
    sums.reserveCapacity(units.count + 1)
    var sum: Int32 = 0
    var lead: UInt16?
    for unit in units {
      if UTF16.isLeadSurrogate(unit) {
        lead = unit
      } else if let first = lead {
        // What the pair takes is counted with its second half.
        lead = nil
        sum += columns(of: 0x1_0000 + (UInt32(first) - 0xD800) << 10 + (UInt32(unit) - 0xDC00))
      } else {
        sum += columns(of: UInt32(unit))
      }
      sums.append(sum)
    }
  }

  private func columns(of scalar: UInt32) -> Int32 {
    Unicode.Scalar(scalar).map { Int32(DisplayWidth.columns(of: $0)) } ?? 1
  }

  func width(_ range: Range<Int>) -> Int { Int(sums[range.upperBound] - sums[range.lowerBound]) }
}
