/// An expression of time at a place, with what a later one may take over from it.
struct DatePart {
  var value: DateValue
  /// Its folded characters.
  var range: Range<Int>
  /// The era that it counted in; nil for our own.
  var era: Era?

  /// The last date that it names; nil where it names none.
  var date: CalendarDate? {
    switch value {
    case .date(let date): date
    case .range(_, let last): last
    case .fiscalYears(_, let last): CalendarDate(year: last)
    case .decade(let year): CalendarDate(year: year)
    }
  }
}

/// What a grammar says of a numeral.
enum DateFinding {
  /// No date.
  case none
  /// A date.
  case part(DatePart)
  /// What looks like a date, up to a place, and names no day that there is.
  case impossible(end: Int)
}

/// The grammars of dates, each asked at a numeral.
///
/// `Dates/README.md` writes them down.
struct DateGrammar {
  let text: ConceptText
  let words: DateWords
  let reader: NumeralReader
  /// Where the last expression ended: no date begins before it.
  var floor = 0
  /// The last expression, which a year of two digits takes its era or century from.
  var previous: DatePart?
  /// How far behind an expression another may take over its era.
  static let reach = 300

  /// The date whose first numeral is this one.
  func date(at numeral: Numeral) -> DateFinding {
    switch han(at: numeral) {
    case .none: break
    case let found: return found
    }
    guard numeral.form == .digits, let digits = reader.digits(text, at: numeral.range.lowerBound)
    else { return .none }
    switch numeric(at: digits) {
    case .none: break
    case let found: return found
    }
    return named(at: digits)
  }

  /// The date of the first year of an era, 平成元年, whose 元 stands at a place.
  func firstYear(at start: Int) -> DateFinding {
    let numeral = Numeral(range: start..<start + 1, value: 1, form: .multiplied)
    return words.year.contains(text[text.skipSpaces(start + 1)])
      ? han(at: numeral, isFirst: true) : .none
  }

  // MARK: What may follow a date

  /// The range that begins with a date, or the date where no range does.
  func extended(_ first: DatePart) -> DatePart {
    guard case .date(let from) = first.value else {
      if case .fiscalYears(let from, _) = first.value { return extendedFiscal(first, from) }
      return first
    }
    guard let start = connectorEnd(after: first.range.upperBound) else { return first }
    var second = self
    second.floor = start
    second.previous = first
    guard let part = second.datePart(beginningAt: start) ?? second.rest(of: from, at: start),
      case .date(let to) = part.value, let value = DateValue.between(from, to)
    else { return first }
    return DatePart(
      value: value, range: first.range.lowerBound..<part.range.upperBound, era: part.era)
  }

  private func extendedFiscal(_ first: DatePart, _ from: Int) -> DatePart {
    guard let start = connectorEnd(after: first.range.upperBound) else { return first }
    var second = self
    second.floor = start
    second.previous = first
    guard let part = second.datePart(beginningAt: start), case .fiscalYears(let to, _) = part.value,
      to > from
    else { return first }
    return DatePart(
      value: .fiscalYears(from, to), range: first.range.lowerBound..<part.range.upperBound,
      era: part.era)
  }

  /// Where the second end of a range may begin, behind a day of the week and a connector.
  private func connectorEnd(after end: Int) -> Int? {
    // 1 апреля 2006 г. по …
    var trail = end
    if let (trailEnd, _) = words.yearTrails.match(text, at: text.skipSpaces(end)) {
      trail = text[trailEnd] == 0x2E ? trailEnd + 1 : trailEnd
    }
    for at in [words.skipWeekday(text, at: end), trail, end] {
      let at = text.skipSpaces(at)
      // 2006-04-01/2006-04-30
      if text[at] == 0x2F, at == end, ConceptText.Character.isDigit(text[end - 1]) { return at + 1 }
      if let (end, _) = words.connectors.match(text, at: at) {
        return words.skipDayLead(text, at: end)
      }
    }
    return nil
  }

  /// The date that begins at a place with an era, a month or a numeral.
  private func datePart(beginningAt start: Int) -> DatePart? {
    var at = start
    while at < min(start + 24, text.count) {
      let numeral: Numeral
      var finding: DateFinding
      if case .first = reader.characters.role(text[at]) {
        finding = firstYear(at: at)
      } else {
        guard let read = reader.read(text, at: at) else {
          at += 1
          continue
        }
        numeral = read
        finding = date(at: numeral)
      }
      if case .part(let part) = finding { return part.range.lowerBound == start ? part : nil }
      return nil
    }
    return nil
  }

  /// The second end of a range that leaves out what it shares with the first: 7月, 5月31日, 31日.
  private func rest(of first: CalendarDate, at start: Int) -> DatePart? {
    let at = words.sameMonth.match(text, at: start)?.end ?? start
    guard let numeral = reader.read(text, at: at), let value = numeral.value, value < 1000 else {
      return nil
    }
    if first.day != nil, let part = numericRest(of: first, numeral) { return part }
    let sign = text.skipSpaces(numeral.range.upperBound)
    if first.month != nil, words.month.contains(text[sign]) {
      guard let (date, end) = monthAndDay(year: first.year, at: start) else { return nil }
      return DatePart(value: .date(date), range: start..<end)
    }
    if let month = first.month, first.day != nil, words.day.contains(text[sign]),
      let date = CalendarDate(year: first.year, month: month, day: Int(value))
    {
      return DatePart(value: .date(date), range: start..<sign + 1)
    }
    return nil
  }

  /// The second end in numbers alone, 4/30 or 4.30, behind a day.
  private func numericRest(of first: CalendarDate, _ month: Numeral) -> DatePart? {
    let end = month.range.upperBound
    guard month.form == .digits, text[end] == 0x2F || text[end] == 0x2E,
      let day = reader.digits(text, at: end + 1), day.length <= 2,
      text[day.range.upperBound] != text[end],
      !ConceptText.Character.isAlphabetic(text[day.range.upperBound]), let monthValue = month.value,
      let dayValue = day.value,
      let date = CalendarDate(year: first.year, month: Int(monthValue), day: Int(dayValue))
    else { return nil }
    return DatePart(value: .date(date), range: month.range.lowerBound..<day.range.upperBound)
  }

  /// A month with or without its day, in signs: 4月1日.
  func monthAndDay(year: Int, at start: Int) -> (date: CalendarDate, end: Int)? {
    guard let numeral = reader.read(text, at: start), let month = small(numeral) else { return nil }
    let sign = text.skipSpaces(numeral.range.upperBound)
    guard words.month.contains(text[sign]) else { return nil }
    let dayStart = text.skipSpaces(sign + 1)
    if let dayNumeral = reader.read(text, at: dayStart), let day = small(dayNumeral) {
      let daySign = text.skipSpaces(dayNumeral.range.upperBound)
      if words.day.contains(text[daySign]) {
        return CalendarDate(year: year, month: month, day: day).map { ($0, daySign + 1) }
      }
    }
    return CalendarDate(year: year, month: month).map { ($0, sign + 1) }
  }

  /// A numeral that may be a month or a day.
  func small(_ numeral: Numeral) -> Int? {
    guard let value = numeral.value, numeral.length <= 3, value < 100 else { return nil }
    return Int(value)
  }
}
