import TansakuText

/// Walks over a text of any length and tells what of a query is found there, and where, in every way
/// of counting.
///
/// A piece of the text is analyzed at a time, as it was when it was indexed, so that a long text costs
/// no more memory than a short one. What lies across the end of a piece is found in the seam, and
/// only there.
struct OccurrenceWalk {
  private let text: String
  private let finder: OccurrenceFinder
  private var pieces: TextPieces
  private var place = TextPlace()
  /// What lies across the beginning of the next piece.
  private var carried: [Occurrence] = []

  /// A walk over a text from its beginning.
  init(_ text: String, _ finder: OccurrenceFinder) {
    var text = text
    // Places are gone to by their bytes.
    text.makeContiguousUTF8()
    self.text = text
    self.finder = finder
    pieces = TextPieces(text, reach: finder.reach)
  }

  /// The matches that begin in the next piece, in the order of `OccurrenceFinder`; nil behind the last
  /// piece.
  ///
  /// - Throws: `TextError` where ICU runs out of memory.
  mutating func next(_ analyzer: Analyzer, _ forms: WrittenForms) throws -> [TextMatch]? {
    guard let piece = pieces.next() else { return nil }
    let analyzed = try analyzer.analyze(piece.text)
    var found = carried
    for occurrence in finder.occurrences(in: analyzed, forms) {
      found.append(occurrence.moved(by: piece.start))
    }
    var units = SeamedUnits(piece: analyzed.source, start: piece.start)
    var across: [Occurrence] = []
    if let seam = pieces.next(), let cut = seam.cut {
      let analyzed = try analyzer.analyze(seam.text)
      for occurrence in finder.occurrences(in: analyzed, forms)
      where occurrence.range.lowerBound < cut && cut < occurrence.range.upperBound {
        across.append(occurrence.moved(by: seam.start))
      }
      units.seam = analyzed.source
      units.seamStart = seam.start
    }
    let all = finder.pruned(found + across)
    let matches = all.compactMap { occurrence in
      occurrence.range.lowerBound >= piece.start ? match(occurrence, units) : nil
    }
    while place.utf16 < units.end { place.step(over: units[place.utf16]) }
    carried = across
    return matches
  }

  /// Goes on to the beginning of an occurrence and tells where it is.
  private mutating func match(_ occurrence: Occurrence, _ units: SeamedUnits) -> TextMatch {
    let range = occurrence.range
    while place.utf16 < range.lowerBound { place.step(over: units[place.utf16]) }
    var end = place
    while end.utf16 < range.upperBound { end.step(over: units[end.utf16]) }
    let bytes = text.utf8
    let first = bytes.index(bytes.startIndex, offsetBy: place.utf8)
    let last = bytes.index(first, offsetBy: end.utf8 - place.utf8)
    return TextMatch(
      bytes: place.utf8..<end.utf8, scalars: place.scalars..<end.scalars, utf16: range,
      line: place.line, column: place.column, text: String(text[first..<last]),
      part: finder.parts[occurrence.part].text, level: occurrence.level)
  }
}

/// The UTF-16 units of a piece and of the seam behind it, by their places in the whole text.
private struct SeamedUnits {
  let piece: [UInt16]
  let start: Int
  var seam: [UInt16] = []
  var seamStart = 0

  init(piece: [UInt16], start: Int) {
    self.piece = piece
    self.start = start
  }

  /// Where the piece ends.
  var end: Int { start + piece.count }

  subscript(place: Int) -> UInt16 {
    place < end ? piece[place - start] : seam[place - seamStart]
  }
}

extension Occurrence {
  /// The occurrence in a text that begins so many units earlier.
  fileprivate func moved(by units: Int) -> Occurrence {
    Occurrence(
      range: range.lowerBound + units..<range.upperBound + units, part: part, level: level)
  }
}
