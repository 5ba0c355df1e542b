/// Dates with the names of months: April 1, 2006, 1 เมษายน 2549, 2006 оны 4-р сар.
extension DateGrammar {
  /// What stands before or after a day or a year.
  private struct Month {
    var range: Range<Int>
    var number: Int
  }

  func named(at number: Numeral) -> DateFinding {
    let start = number.range.lowerBound
    if let found = fiscal(number) { return found }
    guard let value = number.value, !isPartOfNumber(before: start),
      !ConceptText.Character.isASCIILetter(text[start - 1])
    else { return .none }
    if number.length <= 2 {
      return 1...31 ~= value ? day(Int(value), number) : latinEra(number, Int(value))
    }
    if number.length == 4, 1000...2999 ~= value {
      return year(Int(value), number)
    }
    return number.length == 3 ? latinEra(number, Int(value)) : .none
  }

  /// FY2006, fiscal year 2006, ปีงบประมาณ 2549.
  private func fiscal(_ number: Numeral) -> DateFinding? {
    let before = text.skipSpaces(before: number.range.lowerBound)
    guard let (start, _) = words.fiscalLeads.match(text, before: before), start >= floor,
      let value = number.value, number.length == 4 || number.length == 2
    else { return nil }
    guard let year = number.length == 2 ? 2000 + Int(value) : gregorian(Int(value), nil),
      1000...2999 ~= year
    else { return nil }
    return .part(
      DatePart(value: .fiscalYears(year, year), range: start..<number.range.upperBound, era: nil))
  }

  // MARK: A day first

  private func day(_ day: Int, _ number: Numeral) -> DateFinding {
    let start = number.range.lowerBound
    let end = ordinalEnd(number.range.upperBound)
    if let month = month(before: start), month.range.lowerBound >= floor {
      if let found = dayBehind(month, day, end: end) { return found }
    }
    // tháng 4 năm 2006: the number is that of the month.
    if let (nameStart, _) = words.vietnameseMonth.match(
      text, before: text.skipSpaces(before: start)),
      nameStart >= floor, let (year, yearEnd) = yearNumber(at: end), day <= 12
    {
      return part(year, day, nil, nameStart..<yearEnd)
    }
    if let month = month(after: end) {
      if let (year, yearEnd) = yearNumber(at: month.range.upperBound) {
        return part(year, month.number, day, start..<yearEnd)
      }
      if let found = dayRange(from: (month.number, day), start: start, at: month.range.upperBound) {
        return found
      }
    }
    // 1-3 April 2006
    if let (second, secondEnd) = connectedDay(at: end), let month = month(after: secondEnd),
      let (year, yearEnd) = yearNumber(at: month.range.upperBound)
    {
      return range(
        (year, month.number, day), (year, month.number, second), start..<yearEnd)
    }
    return latinEra(number, day)
  }

  /// April 1, 2006; April 1-3, 2006; April 1 - May 3, 2006.
  private func dayBehind(_ month: Month, _ day: Int, end: Int) -> DateFinding? {
    let start = month.range.lowerBound
    let after = words.skipWeekday(text, at: end)
    if let (year, yearEnd) = yearNumber(at: after) {
      return part(year, month.number, day, start..<yearEnd)
    }
    if let (second, secondEnd) = connectedDay(at: end),
      let (year, yearEnd) = yearNumber(at: secondEnd)
    {
      return range((year, month.number, day), (year, month.number, second), start..<yearEnd)
    }
    return dayRange(from: (month.number, day), start: start, at: after)
  }

  /// The rest of a range of days whose year stands at its end alone.
  private func dayRange(
    from: (month: Int, day: Int), start: Int, at end: Int
  ) -> DateFinding? {
    guard let (connected, _) = words.connectors.match(text, at: text.skipSpaces(end)) else {
      return nil
    }
    let at = words.skipDayLead(text, at: connected)
    if let day = reader.digits(text, at: at), day.length <= 2, let value = day.value,
      let month = month(after: ordinalEnd(day.range.upperBound)),
      let (year, yearEnd) = yearNumber(at: month.range.upperBound)
    {
      return range((year, from.month, from.day), (year, month.number, Int(value)), start..<yearEnd)
    }
    if let (monthEnd, month) = words.month(text, at: at),
      let day = reader.digits(text, at: text.skipSpaces(monthEnd)), day.length <= 2,
      let value = day.value,
      let (year, yearEnd) = yearNumber(
        at: words.skipWeekday(text, at: ordinalEnd(day.range.upperBound)))
    {
      return range((year, from.month, from.day), (year, month, Int(value)), start..<yearEnd)
    }
    return nil
  }

  private func connectedDay(at end: Int) -> (day: Int, end: Int)? {
    guard let (connected, _) = words.connectors.match(text, at: text.skipSpaces(end)),
      let second = reader.digits(text, at: text.skipSpaces(connected)), second.length <= 2,
      let value = second.value
    else { return nil }
    return (Int(value), ordinalEnd(second.range.upperBound))
  }

  // MARK: A year first

  private func year(_ value: Int, _ number: Numeral) -> DateFinding {
    let start = number.range.lowerBound
    let (before, told) = words.skipFillers(text, before: start)
    if let month = month(before: before), month.range.lowerBound >= floor,
      let year = gregorian(value, told)
    {
      // April to June 2006
      if let first = firstMonth(before: month.range.lowerBound) {
        return range(
          (year, first.number, nil), (year, month.number, nil),
          first.range.lowerBound..<number.range.upperBound)
      }
      return part(year, month.number, nil, month.range.lowerBound..<number.range.upperBound)
    }
    if let found = yearThenMonth(value, number) { return found }
    if let decadeEnd = decadeEnd(number), value % 10 == 0 {
      return .part(DatePart(value: .decade(value), range: start..<decadeEnd, era: nil))
    }
    if case let (nameStart, era?)? = words.eras.match(
      text, before: text.skipSpaces(before: start), number: value), nameStart >= floor,
      isEraWord(nameStart), let year = era.year(value)
    {
      return part(year, nil, nil, nameStart..<number.range.upperBound, era: era)
    }
    if let found = years(value, number) { return found }
    // 2006-2010 is no year of its own.
    guard words.isYear(text, number.range), text[number.range.upperBound] != 0x2D,
      let year = gregorian(value, told)
    else { return .none }
    return part(year, nil, nil, number.range)
  }

  /// Two years that words make years: 2006–2010 годы, from 2006 to 2010.
  private func years(_ value: Int, _ number: Numeral) -> DateFinding? {
    let at = text.skipSpaces(number.range.upperBound)
    guard let (connected, _) = words.connectors.match(text, at: at),
      let second = reader.digits(text, at: text.skipSpaces(connected)), second.length == 4,
      let last = second.value, 1000...2999 ~= last
    else { return nil }
    let whole = number.range.lowerBound..<second.range.upperBound
    guard words.isYear(text, whole), let from = gregorian(value, nil),
      let to = gregorian(Int(last), nil), let first = CalendarDate(year: from),
      let end = CalendarDate(year: to), let range = DateValue.between(first, end)
    else { return nil }
    return .part(DatePart(value: range, range: whole, era: nil))
  }

  /// The end of `1990s`, `1990-е`; nil where no ending makes a year of ten.
  private func decadeEnd(_ number: Numeral) -> Int? {
    let end = number.range.upperBound
    let at = text[end] == 0x2D || text[end] == 0x27 || text[end] == 0x2019 ? end + 1 : end
    return words.decadeEndings.match(text, at: at)?.end
  }

  /// 2006 оны 4-р сарын 1; 2006 ခုနှစ် ဧပြီလ ၁ ရက်.
  private func yearThenMonth(_ value: Int, _ number: Numeral) -> DateFinding? {
    var at = text.skipSpaces(number.range.upperBound)
    if let (end, _) = words.burmeseYear.match(text, at: at) {
      at = text.skipSpaces(end)
      if text[at] == 0x104A || text[at] == 0x2C { at = text.skipSpaces(at + 1) }
      guard let (monthEnd, month) = words.month(text, at: at) else { return nil }
      // လ, the word for month.
      let end = text[monthEnd] == 0x101C ? monthEnd + 1 : monthEnd
      return partWithDay(value, month, number.range.lowerBound, end, isMarked: true)
    }
    guard let (yearEnd, _) = words.mongolianYear.match(text, at: at) else {
      // 2006 April 1
      guard at > number.range.upperBound, let (monthEnd, month) = words.month(text, at: at),
        let day = reader.digits(text, at: text.skipSpaces(monthEnd)), day.length <= 2,
        let dayValue = day.value
      else { return nil }
      return part(value, month, Int(dayValue), number.range.lowerBound..<day.range.upperBound)
    }
    at = text.skipSpaces(yearEnd)
    if let (monthEnd, month) = words.month(text, at: at) {
      return partWithDay(value, month, number.range.lowerBound, monthEnd, isMarked: false)
    }
    guard let month = reader.digits(text, at: at), month.length <= 2, let monthValue = month.value
    else { return nil }
    at = text.skipSpaces(month.range.upperBound)
    if text[at] == 0x2D { at += 1 }
    if let (end, _) = words.mongolianOrdinal.match(text, at: at) { at = text.skipSpaces(end) }
    guard let (monthEnd, _) = words.mongolianMonth.match(text, at: at) else { return nil }
    return partWithDay(value, Int(monthValue), number.range.lowerBound, monthEnd, isMarked: false)
  }

  /// A year and month with the day behind them, if there is one.
  private func partWithDay(
    _ year: Int, _ month: Int, _ start: Int, _ end: Int, isMarked: Bool
  ) -> DateFinding {
    let at = text.skipSpaces(end)
    if let day = reader.digits(text, at: at), day.length <= 2, let value = day.value,
      !isMarked || text[text.skipSpaces(day.range.upperBound)] == 0x101B
    {
      return part(year, month, Int(value), start..<day.range.upperBound)
    }
    return part(year, month, nil, start..<end)
  }

  // MARK: Eras in Latin letters

  /// Heisei 18.
  private func latinEra(_ number: Numeral, _ value: Int) -> DateFinding {
    let before = text.skipSpaces(before: number.range.lowerBound)
    guard case let (start, era?)? = words.eras.match(text, before: before, number: value),
      start >= floor,
      isEraWord(start), let year = era.year(value),
      !ConceptText.Character.isAlphabetic(text[number.range.upperBound])
    else { return .none }
    // 쇼와 20, Heisei 18: what our own era counts so low is rarely a year.
    return era.offset == 0 && value < 100
      ? .none : part(year, nil, nil, start..<number.range.upperBound, era: era)
  }

  /// Whether the name of an era is not in Han, where the sign of the year must follow, and in Latin
  /// letters has a capital.
  private func isEraWord(_ start: Int) -> Bool {
    let first = text[start]
    if ConceptText.Character.isASCIILetter(first) { return text.isCapital(start) }
    return first < 0x3000 || 0xAC00...0xD7A3 ~= first
  }

  // MARK: Parts

  private func ordinalEnd(_ end: Int) -> Int {
    words.ordinalSuffixes.match(text, at: end)?.end ?? end
  }

  private func month(before start: Int) -> Month? {
    let end = text.skipSpaces(before: start)
    guard let (begin, number) = words.month(text, before: end) else { return nil }
    return Month(range: begin..<end, number: number)
  }

  private func month(after end: Int) -> Month? {
    let (at, _) = words.skipFillers(text, at: end)
    guard let (monthEnd, number) = words.month(text, at: at) else { return nil }
    return Month(range: at..<monthEnd, number: number)
  }

  /// The first month of a range whose second begins at a place.
  private func firstMonth(before start: Int) -> Month? {
    let end = text.skipSpaces(before: start)
    guard let (connector, _) = words.connectors.match(text, before: end) else { return nil }
    guard let month = month(before: connector), month.range.lowerBound >= floor else { return nil }
    return month
  }

  /// The year behind a month or day, in our era.
  private func yearNumber(at end: Int) -> (year: Int, end: Int)? {
    let (at, told) = words.skipFillers(text, at: end)
    guard at > end || !ConceptText.Character.isDigit(text[end - 1]),
      let number = reader.digits(text, at: at), number.length == 4, let value = number.value,
      1000...2999 ~= value, !ConceptText.Character.isASCIILetter(text[number.range.upperBound]),
      let year = gregorian(Int(value), told)
    else { return nil }
    return (year, number.range.upperBound)
  }

  /// Years from 2400 on are of the Buddhist Era, unless a word tells another.
  private func gregorian(_ value: Int, _ era: Era?) -> Int? {
    if let era { return era.year(value) }
    return 2400...2700 ~= value ? value - 543 : value
  }

  private func part(
    _ year: Int, _ month: Int?, _ day: Int?, _ range: Range<Int>, era: Era? = nil
  ) -> DateFinding {
    guard let date = CalendarDate(year: year, month: month, day: day) else {
      return .impossible(end: range.upperBound)
    }
    return .part(DatePart(value: .date(date), range: range, era: era))
  }

  private func range(
    _ first: (year: Int, month: Int, day: Int?), _ last: (year: Int, month: Int, day: Int?),
    _ range: Range<Int>
  ) -> DateFinding {
    guard let from = CalendarDate(year: first.year, month: first.month, day: first.day),
      let to = CalendarDate(year: last.year, month: last.month, day: last.day),
      let value = DateValue.between(from, to)
    else { return .impossible(end: range.upperBound) }
    return .part(DatePart(value: value, range: range, era: nil))
  }
}
