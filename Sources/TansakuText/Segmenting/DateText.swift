/// Dates that stand by themselves: in a document's facts, in a query's `date:`.
package enum DateText {
  /// What a text says that is a date as a whole: ISO 8601 cut to what is known (`2006-04`), or
  /// whatever a text may write (平成18年4月); nil for anything else.
  ///
  /// - Throws: `TextError` where ICU runs out of memory.
  package static func value(of text: String, by analyzer: Analyzer) throws(TextError) -> DateValue?
  {
    if let date = date(iso: text) { return .date(date) }
    let analyzed = try analyzer.analyze(text)
    guard analyzed.dates.count == 1, let mention = analyzed.dates.first else { return nil }
    // A day of the week or a time may stand beside it, but no other word in front.
    let isWhole = analyzed.classes[..<mention.range.lowerBound].allSatisfy { $0 == .separator }
    return isWhole ? mention.value : nil
  }

  /// The span of a query's `date:`: one date, or two with `..` between, of which one may be missing.
  ///
  /// What the second leaves out it takes from the first: `平成15..17`.
  ///
  /// - Throws: `TextError` where ICU runs out of memory.
  package static func span(of text: String, by analyzer: Analyzer) throws(TextError) -> DateSpan? {
    guard let dots = dots(in: text) else {
      return try end(text, of: nil, by: analyzer).flatMap { DateSpan($0) }
    }
    let (left, right) = (text[..<dots.lowerBound], text[dots.upperBound...])
    let first = left.isEmpty ? nil : try end(String(left), of: nil, by: analyzer)
    let last = right.isEmpty ? nil : try end(String(right), of: String(left), by: analyzer)
    if !left.isEmpty && first == nil || !right.isEmpty && last == nil { return nil }
    let isFiscal =
      (first ?? last).map { if case .fiscalYears = $0 { true } else { false } } ?? false
    return DateSpan(
      first: first.flatMap { DateSpan($0)?.first }, last: last.flatMap { DateSpan($0)?.last },
      isFiscal: isFiscal)
  }

  private static func dots(in text: String) -> Range<String.Index>? {
    var at = text.startIndex
    while at < text.endIndex {
      let next = text.index(after: at)
      if text[at] == ".", next < text.endIndex, text[next] == "." {
        return at..<text.index(after: next)
      }
      at = next
    }
    return nil
  }

  private static func end(
    _ text: String, of first: String?, by analyzer: Analyzer
  ) throws(TextError) -> DateValue? {
    if let value = try value(of: text, by: analyzer) { return value }
    return try year(text, of: first, by: analyzer)
  }

  /// A year without its sign: 平成15; behind another, with the era of that: 17.
  private static func year(
    _ text: String, of first: String?, by analyzer: Analyzer
  ) throws(TextError) -> DateValue? {
    guard let last = text.unicodeScalars.last, last.properties.numericType != nil else {
      return nil
    }
    if let found = try value(of: text + "年", by: analyzer), case .date = found { return found }
    guard let first, text.unicodeScalars.allSatisfy({ $0.properties.numericType != nil }) else {
      return nil
    }
    let era = first.unicodeScalars.prefix { $0.properties.numericType == nil }
    return era.isEmpty ? nil : try value(of: String(era) + text + "年", by: analyzer)
  }

  /// ISO 8601 cut to the year, the month or the day; a time behind the day does not count.
  private static func date(iso text: String) -> CalendarDate? {
    var text = text[...]
    if let time = text.firstIndex(where: { $0 == "T" || $0 == " " }), text[..<time].count == 10 {
      text = text[..<time]
    }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard 1...3 ~= parts.count, parts[0].count == 4,
      parts.dropFirst().allSatisfy({ $0.count == 2 }),
      parts.allSatisfy({ $0.utf8.allSatisfy { 0x30...0x39 ~= $0 } }), let year = Int(parts[0])
    else { return nil }
    return CalendarDate(
      year: year, month: parts.count > 1 ? Int(parts[1]) : nil,
      day: parts.count > 2 ? Int(parts[2]) : nil)
  }
}
