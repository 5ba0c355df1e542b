import Tansaku
import TansakuText

/// Facts and dates, by looking at each document.
extension ReferenceEngine {
  /// Whether a document has a fact.
  func has(_ name: String, _ value: Query.FactValue, in scanned: Scanned) throws -> Bool {
    let document = scanned.document
    let given: String? =
      switch name {
      case "id": document.id
      case "kind": document.kind?.rawValue
      case "language": document.language?.rawValue
      case "date": document.date
      case "city": document.city
      case "work": document.work
      case "path": document.path
      case "source": document.source
      case "year", "decade":
        document.attributes[name] ?? days(of: document).map { Self.name(name, of: $0.first) }
      default: document.attributes[name]
      }
    switch value {
    case .equal(let text):
      if given == text { return true }
      if name == "language" {
        return given.map { "\($0)-".lowercased().hasPrefix("\(text)-".lowercased()) } ?? false
      }
      if name == "date", let own = days(of: document),
        let wanted = DateText.span(of: text, by: analyzer)
      {
        let (first, last) = Self.ends(of: wanted)
        return first <= own.first && own.last <= last
      }
      guard name == "city" else { return false }
      // What a title names, a document is about, as if it were given.
      let wanted = try typedText(text).analyzed.cities.map(\.city)
      let about = try given.map { try typedText($0).analyzed.cities.map(\.city) } ?? []
      return (about + scanned.title.analyzed.cities.map(\.city)).contains { wanted.contains($0) }
    case .pattern(let pattern):
      return given.map {
        Self.fits(Array(pattern.unicodeScalars)[...], Array($0.unicodeScalars)[...])
      }
        ?? false
    case .expression(let expression):
      return try given.flatMap { try RegularExpression(expression).matches($0) } ?? false
    }
  }

  /// The first and the last day of a document's own date, as numbers of eight digits.
  private func days(of document: Document) -> (first: Int, last: Int)? {
    document.date.flatMap { DateText.value(of: $0, by: analyzer) }.flatMap { DateSpan($0) }.map {
      Self.ends(of: $0)
    }
  }

  private static func ends(of span: DateSpan) -> (first: Int, last: Int) {
    func number(_ date: CalendarDate) -> Int {
      date.year * 10_000 + (date.month ?? 0) * 100 + (date.day ?? 0)
    }
    if span.isFiscal {
      return (
        span.first.map { $0.year * 10_000 + 401 } ?? 0,
        span.last.map { ($0.year + 1) * 10_000 + 331 } ?? Int.max
      )
    }
    return (
      span.first.map { number($0.firstDay) } ?? 0, span.last.map { number($0.lastDay) } ?? Int.max
    )
  }

  /// The year or the ten years of a day.
  private static func name(_ name: String, of day: Int) -> String {
    let digits = String(day / 10_000)
    let year = String(repeating: "0", count: 4 - digits.count) + digits
    return name == "year" ? year : year.dropLast() + "0s"
  }

  private static func fits(
    _ pattern: ArraySlice<Unicode.Scalar>, _ text: ArraySlice<Unicode.Scalar>
  ) -> Bool {
    guard let first = pattern.first else { return text.isEmpty }
    let rest = pattern.dropFirst()
    switch first {
    case "*": return (0...text.count).contains { fits(rest, text.dropFirst($0)) }
    case "?": return !text.isEmpty && fits(rest, text.dropFirst())
    default: return text.first == first && fits(rest, text.dropFirst())
    }
  }

  // MARK: Dates

  /// Whether a document names a date within a span, in a text or as its own; nil for what is none.
  func namesDate(_ typed: String, in scanned: Scanned, _ fields: [Field]) throws -> Bool? {
    guard let span = DateText.span(of: typed, by: analyzer) else { return nil }
    if fields.count == 2,
      let own = scanned.document.date.flatMap({ DateText.value(of: $0, by: analyzer) }),
      Self.isWithin(span, own)
    {
      return true
    }
    return try fields.contains { try !datePlaces(typed, in: scanned.text($0)).isEmpty }
  }

  /// Where dates within a span stand.
  func datePlaces(_ typed: String, in text: ScannedText) throws -> [Range<Int>] {
    let found = text.remembered(.date(typed)) {
      DateText.span(of: typed, by: analyzer).map { span in
        text.analyzed.dates.filter { Self.isWithin(span, $0.value) }.map {
          ScannedText.Occurrence(range: $0.range, positions: 0..<0)
        }
      }
    }
    return (found ?? []).map(\.range)
  }

  /// What a span of dates names: its ends, and the years or months between.
  private static func steps(from first: CalendarDate, to last: CalendarDate) -> [CalendarDate] {
    var steps = [first, last]
    for year in first.year...max(first.year, last.year) {
      if first.month == nil || last.month == nil {
        if year > first.year, year < last.year, let step = CalendarDate(year: year) {
          steps.append(step)
        }
        continue
      }
      for month in 1...12 {
        if [year, month].lexicographicallyPrecedes([last.year, last.month ?? 1]),
          [first.year, first.month ?? 1].lexicographicallyPrecedes([year, month]),
          let step = CalendarDate(year: year, month: month)
        {
          steps.append(step)
        }
      }
    }
    return steps
  }

  /// Whether a year, month, day or fiscal year lies wholly within a span, or of a span any step; a
  /// fiscal year counts as the year of its number.
  private static func isWithin(_ span: DateSpan, _ value: DateValue) -> Bool {
    func first(_ date: CalendarDate) -> [Int] { [date.year, date.month ?? 1, date.day ?? 1] }
    func last(_ date: CalendarDate) -> [Int] { [date.year, date.month ?? 12, date.day ?? 31] }
    let ends: ([Int], [Int])
    switch value {
    case .date(let date):
      if span.isFiscal { return false }
      ends = (first(date), last(date))
    case .fiscalYears(let year, let end) where year == end: ends = ([year, 1, 1], [year, 12, 31])
    case .range(let first, let last):
      return steps(from: first, to: last).contains { isWithin(span, .date($0)) }
    case .decade, .fiscalYears: return false
    }
    return (span.first.map { !ends.0.lexicographicallyPrecedes(first($0)) } ?? true)
      && (span.last.map { !last($0).lexicographicallyPrecedes(ends.1) } ?? true)
  }
}
