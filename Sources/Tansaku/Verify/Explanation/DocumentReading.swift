import TansakuText

/// Reads the texts of one document for what a query asks for, and for what comes near it.
struct DocumentReading {
  /// One way in which a text writes a part of the query.
  struct Surface: Equatable {
    /// As written.
    var text: String
    /// The level at which it is the same.
    var level: MatchLevel
    /// How often it stands there.
    var count: Int
  }

  private let document: Document
  private let analyzer: Analyzer
  private let forms: WrittenForms

  init(_ document: Document, analyzer: Analyzer) {
    self.document = document
    self.analyzer = analyzer
    forms = WrittenForms(analyzer)
  }

  /// The ways in which the document writes a part of a query, the strictest level first.
  func surfaces(of part: QueryPart) throws -> [Surface] {
    try surfaces(of: part.targets, form: part.form)
  }

  /// The ways in which the document writes what needles find.
  func surfaces(of needles: [Needle], level: MatchLevel) throws -> [Surface] {
    try surfaces(of: needles.map { QueryPart.Target(needle: $0) }, form: nil).map { surface in
      Surface(text: surface.text, level: level, count: surface.count)
    }
  }

  private func surfaces(
    of targets: [QueryPart.Target], form: WrittenForm?
  ) throws -> [Surface] {
    let finder = MatchFinder(targets.map(\.needle))
    var surfaces: [Surface] = []
    try forEachWindow { text, start, isFact in
      var places: [Range<Int>] = []
      for match in finder.matches(in: text) {
        let target = targets[match.part]
        if isFact, !target.needle.isEntity, !target.needle.isFilter { continue }
        let range =
          max(
            0, match.range.lowerBound - target.before)..<min(
            text.classes.count, match.range.upperBound + target.after)
        // A longer name holds the one that was typed.
        let inner = form.map { finder.places(of: $0.variant, within: range, of: text) } ?? []
        let place = target.needle.isEntity ? inner.first ?? match.range : range
        guard Int(text.folded.ends[place.upperBound - 1]) > start,
          !places.contains(where: { $0.overlaps(place) })
        else { continue }
        places.append(place)
        let found = forms.form(place, of: text)
        let level = form?.strictestLevel(with: found) ?? .meaning
        if let known = surfaces.firstIndex(where: { $0.text == found.exact }) {
          surfaces[known].count += 1
          surfaces[known].level = min(surfaces[known].level, level)
        } else {
          surfaces.append(Surface(text: found.exact, level: level, count: 1))
        }
      }
    }
    return surfaces.sorted { $0.level < $1.level }
  }

  /// The words of the text around the first place that has the characters of a part without
  /// matching it, cut as ICU cuts them, and the cities named there; nil where there is none.
  func nearMiss(of part: QueryPart) throws -> (words: String, cities: [UInt32])? {
    var found: (words: String, cities: [UInt32])?
    try forEachWindow { text, _, isFact in
      if found != nil || isFact { return }
      MatchFinder.forEachPlace(
        of: part.form.variant, in: CompactText(text, 0..<text.classes.count)
      ) { range in
        if found != nil { return }
        found = (
          DocumentReading.words(around: range, of: text),
          text.cities.filter { $0.range.overlaps(range) }.map(\.city)
        )
      }
    }
    return found
  }

  /// Calls `body` with every piece of every text, where the piece begins to be new, and whether it is
  /// a fact that is indexed by what it names alone.
  private func forEachWindow(_ body: (AnalyzedText, Int, Bool) -> Void) throws {
    for (text, field) in document.searchedTexts {
      var windows = TextWindows(text)
      while let window = windows.next() {
        body(try analyzer.analyze(window), windows.overlap, field == nil)
      }
    }
  }

  /// The words that a range of folded characters lies in, with bars between them.
  private static func words(around range: Range<Int>, of text: AnalyzedText) -> String {
    let start = text.folded.starts[range.lowerBound]
    let end = text.folded.ends[range.upperBound - 1]
    let first = text.boundaries.last { $0 <= start } ?? 0
    let last = text.boundaries.first { $0 >= end } ?? Int32(text.source.count)
    let cuts = text.boundaries.filter { (first...last).contains($0) }.map(Int.init)
    return zip(cuts, cuts.dropFirst()).map { cut in
      String(decoding: text.source[cut.0..<cut.1], as: UTF16.self)
    }.joined(separator: "|")
  }
}
