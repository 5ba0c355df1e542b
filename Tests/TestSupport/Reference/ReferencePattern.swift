import TansakuText

/// A pattern as the slow reference understands it: characters, and gaps tried one by one.
struct ReferencePattern {
  private enum Element {
    case sign(ScannedText.Sign)
    /// Any number of characters.
    case many
    /// One character.
    case one

    var sign: ScannedText.Sign? { if case .sign(let sign) = self { sign } else { nil } }
  }

  /// The most characters in a gap of what is written without spaces.
  private static let longestGap = 32

  private var elements: [Element] = []

  init(_ typed: String, _ analyzer: Analyzer) throws {
    var piece = ""
    for scalar in typed.unicodeScalars {
      if scalar == "*" || scalar == "?" {
        elements += ScannedText(try analyzer.analyze(piece)).signs.map { .sign($0) }
        elements.append(scalar == "*" ? .many : .one)
        piece = ""
      } else {
        piece.unicodeScalars.append(scalar)
      }
    }
    elements += ScannedText(try analyzer.analyze(piece)).signs.map { .sign($0) }
  }

  /// Where the pattern fits: whole words of letters or digits, or anywhere in a run.
  func occurrences(in text: ScannedText) -> [ScannedText.Occurrence] {
    if elements.contains(where: { $0.sign?.kind == .run }) { return runs(in: text) }
    return text.units { ReferencePattern.fits(elements[...], $0[...]) }
  }

  /// Whether a word fits as a whole.
  private static func fits(
    _ elements: ArraySlice<Element>, _ word: ArraySlice<UInt32>
  ) -> Bool {
    guard let first = elements.first else { return word.isEmpty }
    let rest = elements.dropFirst()
    switch first {
    case .sign(let sign): return word.first == sign.scalar && fits(rest, word.dropFirst())
    case .one: return !word.isEmpty && fits(rest, word.dropFirst())
    case .many: return (0...word.count).contains { fits(rest, word.dropFirst($0)) }
    }
  }

  /// For each place where the pattern begins, the shortest that fits.
  private func runs(in text: ScannedText) -> [ScannedText.Occurrence] {
    var core = elements[...]
    // In a run a pattern is open at its ends.
    while case .many = core.first { core = core.dropFirst() }
    while case .many = core.last { core = core.dropLast() }
    // A pattern that begins with a character begins where the text has that.
    let starts = core.first?.sign.map { text.places(of: $0.scalar) } ?? Array(text.signs.indices)
    return starts.compactMap { start in
      if text.signs[start].kind == .separator { return nil }
      guard let end = Self.ends(core, start, isJoined: false, text.signs).min(), end > start,
        !text.cutsUnit(at: start), !text.cutsUnit(at: end)
      else { return nil }
      return text.occurrence(start..<end)
    }
  }

  /// Where elements can end that begin at a place among the signs of a text, with nothing between
  /// them and what is before it where they are joined to that.
  private static func ends(
    _ elements: ArraySlice<Element>, _ start: Int, isJoined: Bool, _ signs: [ScannedText.Sign]
  ) -> Set<Int> {
    guard let first = elements.first else { return [start] }
    let rest = elements.dropFirst()
    func isFree(_ place: Int, _ isJoined: Bool) -> Bool {
      place < signs.count && (!isJoined || signs[place].place == signs[place - 1].place + 1)
    }
    switch first {
    case .sign(let sign):
      guard isFree(start, isJoined), signs[start].scalar == sign.scalar else { return [] }
      return ends(rest, start + 1, isJoined: false, signs)
    case .one:
      guard isFree(start, true), signs[start].kind != .separator else { return [] }
      return ends(rest, start + 1, isJoined: true, signs)
    case .many:
      var found: Set<Int> = []
      for taken in 0...longestGap {
        if taken > 0 {
          let place = start + taken - 1
          guard isFree(place, true), signs[place].kind != .separator else { break }
        }
        found.formUnion(ends(rest, start + taken, isJoined: true, signs))
      }
      return found
    }
  }
}
