/// Finds the cities that a text names, whatever the script.
///
/// ICU's words alone would lose 首|爾, swallow the city in 台北市 and see 京都 in 东|京都. What is no city
/// but holds the name of one (a country, 河内町) is in the table too, and blocks.
package struct CityRecognizer: Sendable {
  private let table = CityTable.shared
  private let beginnings: NameBeginnings?

  /// A recognizer of the cities that the program carries.
  ///
  /// - Parameter isForManyTexts: Whether it is to recognize so many that a millisecond of preparation
  ///   pays.
  package init(forManyTexts isForManyTexts: Bool = false) {
    beginnings = isForManyTexts ? NameBeginnings(of: table) : nil
  }

  /// Appends the cities named in a text, in order, without overlap.
  ///
  /// Takes time in proportion to the text.
  /// - Parameters:
  ///   - folded: The folded text, with the way back to the text as written.
  ///   - source: The text as written.
  ///   - boundaries: The word boundaries that ICU finds in `source`, increasing, both ends included.
  ///   - mentions: Where the cities go.
  package func findCities(
    in folded: FoldedText, source: UnsafeBufferPointer<UInt16>,
    boundaries: UnsafeBufferPointer<Int32>, into mentions: inout [CityMention]
  ) {
    NameRecognizer(table: table, beginnings: beginnings).forEachName(
      in: folded, source: source, boundaries: boundaries, after: []
    ) { number, range in
      mentions.append(CityMention(city: table.id(ofNumber: number), range: range))
    }
  }
}
