/// The analysis of a text in a form to be read: each token with the text that it came from.
package struct TokenListing: Sendable, Equatable {
  /// One token.
  package struct Row: Sendable, Equatable {
    /// What the token is found by.
    package var layer: Layer
    /// The term in the index: the folded characters; of a city, its number at GeoNames; of a date,
    /// ISO 8601 (see `DateValue.text`); of a number, its digits; of a concept, its key.
    package var term: String
    /// What stands in the text, as written.
    package var text: String
    /// The place in the sequence of units; that of its first unit for a word or a city.
    package var position: Int
    /// Where it begins in the text, in Unicode scalars.
    package var start: Int
    /// How long it is in the text, in Unicode scalars.
    package var length: Int
  }

  /// The kinds of terms, in the order in which rows of one place stand.
  package enum Layer: String, Sendable, CaseIterable {
    /// Words and alphabetic units.
    case word
    /// Characters of scripts without spaces.
    case gram
    /// Cities.
    case city
    /// Dates.
    case date
    /// Numbers that are part of no date.
    case number
    /// Concepts of the user's aliases.
    case concept
  }

  /// The words as ICU cuts them, spaces and punctuation among them; together the text.
  package private(set) var segments: [String] = []
  /// The folded text.
  package private(set) var folded = ""
  /// The tokens by place in the text, then by layer, then the shorter one first.
  package private(set) var rows: [Row] = []
  /// How many positions and Unicode scalars of the text come before what follows this piece.
  private var positionEnd: Int
  private var scalarEnd: Int

  /// Analyzes a text as the index does, piece by piece, and hands over the listing of each piece;
  /// positions and starts count from the beginning of the whole text.
  ///
  /// - Parameters:
  ///   - text: the text.
  ///   - aliases: names that a user says mean the same.
  ///   - body: is given the listing of each piece.
  /// - Throws: `TextError`, or what `body` throws.
  package static func forEachPiece(
    of text: String, aliases: AliasTable? = nil, _ body: (TokenListing) throws -> Void
  ) throws {
    let analyzer = try Analyzer(aliases: aliases)
    var analyzed = AnalyzedText()
    var chunks = TextChunks(text)
    var position = 0
    var scalar = 0
    while let chunk = chunks.next() {
      try analyzer.analyze(chunk, into: &analyzed)
      let listing = TokenListing(
        analyzed, aliases: aliases, position: position, scalar: scalar)
      try body(listing)
      position = listing.positionEnd
      scalar = listing.scalarEnd
    }
  }

  /// The listing of an analyzed text, before which stand so many positions and Unicode scalars.
  package init(
    _ analyzed: AnalyzedText, aliases: AliasTable? = nil, position: Int = 0, scalar: Int = 0
  ) {
    let places = TokenListing.scalarPlaces(of: analyzed.source)
    positionEnd = position + Int(analyzed.positionCount)
    scalarEnd = scalar + (places.last ?? 0)
    folded = TokenListing.text(of: analyzed.folded.scalars[...])
    segments = zip(analyzed.boundaries, analyzed.boundaries.dropFirst()).map {
      String(decoding: analyzed.source[Int($0)..<Int($1)], as: UTF16.self)
    }
    func row(_ layer: Layer, _ term: String, _ range: Range<Int>, at place: UInt32) -> Row {
      let start = Int(analyzed.folded.starts[range.lowerBound])
      let end = Int(analyzed.folded.ends[range.upperBound - 1])
      return Row(
        layer: layer, term: term,
        text: String(decoding: analyzed.source[start..<end], as: UTF16.self),
        position: position + Int(place), start: scalar + places[start],
        length: places[end] - places[start])
    }
    /// The position of the first unit of a range, which may begin with a separator.
    func place(of range: Range<Int>) -> UInt32 {
      analyzed.positions[range].first { $0 != AnalyzedText.separatorPosition } ?? 0
    }
    rows = analyzed.tokens.map { token in
      row(
        token.kind == .gram ? .gram : .word,
        TokenListing.text(of: analyzed.folded.scalars[token.range]), token.range,
        at: token.position)
    }
    rows += analyzed.cities.map { mention in
      row(
        .city, String(mention.city), mention.range, at: analyzed.positions[mention.range.lowerBound]
      )
    }
    rows += analyzed.dates.map { mention in
      row(.date, mention.value.text, mention.range, at: place(of: mention.range))
    }
    rows += analyzed.numbers.map { mention in
      row(.number, String(mention.value), mention.range, at: place(of: mention.range))
    }
    if let aliases {
      rows += analyzed.concepts.map { mention in
        row(
          .concept, aliases.keys[mention.concept], mention.range,
          at: analyzed.positions[mention.range.lowerBound])
      }
    }
    let order = Layer.allCases
    func key(_ row: Row) -> (Int, Int, Int) {
      (row.position, order.firstIndex(of: row.layer) ?? order.count, row.length)
    }
    rows.sort { key($0) < key($1) }
  }

  private static func text(of scalars: ArraySlice<UInt32>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars.compactMap(Unicode.Scalar.init))
    return String(text)
  }

  /// For each UTF-16 unit, and the end, how many scalars come before it.
  private static func scalarPlaces(of units: [UInt16]) -> [Int] {
    var places: [Int] = []
    places.reserveCapacity(units.count + 1)
    var count = 0
    for unit in units {
      places.append(count)
      // The second half of a pair belongs to the scalar that the first half began.
      if UTF16.isTrailSurrogate(unit) { places[places.count - 1] = count - 1 } else { count += 1 }
    }
    places.append(count)
    return places
  }
}
