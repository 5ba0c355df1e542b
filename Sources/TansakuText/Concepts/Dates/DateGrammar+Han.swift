/// Dates in signs: 平成18年4月1日, 民國九十五年, 2006년 4월.
extension DateGrammar {
  /// A year before its sign.
  private struct Year {
    /// Where its expression begins, with its era.
    var start: Int
    var era: Era?
    /// Whether an era is named.
    var isNamed: Bool
    /// Where what follows the numeral goes on.
    var end: Int
  }

  func han(at numeral: Numeral, isFirst: Bool = false) -> DateFinding {
    if let relative = relative(at: numeral) { return relative }
    if let decade = decade(at: numeral) { return decade }
    var end = numeral.range.upperBound
    // 平成18(2006)年: another count in parentheses.
    end = skipParentheses(at: end, before: words.year) ?? end
    let sign = text.skipSpaces(end)
    guard words.year.contains(text[sign]) else {
      return fiscal(at: numeral, sign: sign) ?? bareRange(at: numeral)
    }
    guard let value = numeral.value, value < 10_000,
      let year = era(of: numeral, value: Int(value), isFirst: isFirst, end: sign + 1)
    else { return .none }
    return finish(numeral, Int(value), year)
  }

  /// The era before a numeral; nil where what stands there makes it no year.
  private func era(of numeral: Numeral, value: Int, isFirst: Bool, end: Int) -> Year? {
    let start = numeral.range.lowerBound
    if ConceptText.Character.isASCIILetter(text[start - 1]) {
      // H18年, and no other letter.
      guard let era = letterEra(before: start), era.year(value) != nil else { return nil }
      return Year(start: start - 1, era: era, isNamed: true, end: end)
    }
    let before = text.skipSpaces(before: start)
    if let (nameStart, era) = words.eras.match(text, before: before, number: value) {
      guard nameStart >= floor, let era else { return nil }
      return Year(start: nameStart, era: era, isNamed: true, end: end)
    }
    if isFirst { return nil }
    let last = text[start - 1]
    guard !isPartOfNumber(before: start), !words.about.contains(last) else { return nil }
    if last == 0x27 || last == 0x2019, end - start < 5, value < 100 {
      // ’06年: of this century or the last.
      return Year(
        start: start - 1, era: Era(offset: value < 50 ? 2000 : 1900, longest: 99), isNamed: false,
        end: end)
    }
    return Year(start: start, era: nil, isNamed: false, end: end)
  }

  /// Whether what stands before a numeral makes it a part of another number.
  func isPartOfNumber(before start: Int) -> Bool {
    if start == floor { return false }
    switch text[start - 1] {
    case 0x2E, 0x2C, 0x2D, 0x2F, 0x3A: return ConceptText.Character.isDigit(text[start - 2])
    case let last: return reader.characters.isNumeral(last)
    }
  }

  /// The era of a capital letter right before a numeral, which no letter or digit precedes.
  func letterEra(before start: Int) -> Era? {
    guard start > floor, text.isCapital(start - 1),
      let era = EraNames.japanese(letter: text[start - 1]),
      !ConceptText.Character.isAlphabetic(text[start - 2]),
      !ConceptText.Character.isDigit(text[start - 2])
    else { return nil }
    return era
  }

  /// The year, month and day from the sign of the year on.
  private func finish(_ numeral: Numeral, _ number: Int, _ year: Year) -> DateFinding {
    var at = year.end
    let isFiscal = words.fiscal.contains(text[at])
    if words.of.contains(text[at]), isMonth(at: text.skipSpaces(at + 1)) { at += 1 }
    let monthStart = skipParentheses(at: at, before: nil).map { text.skipSpaces($0) }
    var hasMonth = isMonth(at: text.skipSpaces(at))
    if !hasMonth, let monthStart, isMonth(at: monthStart) {
      hasMonth = true
      at = monthStart
    }
    let isDecade = !hasMonth && words.decade.contains(text[at])
    guard
      let gregorian = gregorianYear(
        numeral, number, year, hasMonth: hasMonth, hasUnit: isFiscal || isDecade)
    else { return .none }
    let (value, era) = gregorian
    let range = year.start..<at
    if isFiscal {
      return .part(
        DatePart(value: .fiscalYears(value, value), range: range.lowerBound..<at + 1, era: era))
    }
    if isDecade {
      if era?.offset ?? 0 != 0 {
        // 昭和30年代 is Showa 30 to 39.
        guard let first = CalendarDate(year: value), let last = CalendarDate(year: value + 9) else {
          return .none
        }
        return .part(
          DatePart(value: .range(first, last), range: range.lowerBound..<at + 1, era: era))
      }
      return value % 10 == 0
        ? .part(DatePart(value: .decade(value), range: range.lowerBound..<at + 1, era: era)) : .none
    }
    guard hasMonth else {
      guard let date = CalendarDate(year: value) else { return .none }
      return .part(DatePart(value: .date(date), range: range, era: era))
    }
    return monthAndDay(of: value, from: range, era: era)
  }

  /// The month and the day behind a year that has a month.
  private func monthAndDay(of year: Int, from range: Range<Int>, era: Era?) -> DateFinding {
    let isSolar = year >= era?.firstSolarYear ?? 0
    let start = text.skipSpaces(range.upperBound)
    if isSolar, let inner = innerRange(year: year, at: start) {
      return .part(DatePart(value: inner.value, range: range.lowerBound..<inner.end, era: era))
    }
    if let found = monthAndDay(year: year, at: start) {
      // The months of a calendar by the moon are not ours.
      guard isSolar, let whole = CalendarDate(year: year) else {
        return CalendarDate(year: year).map {
          .part(DatePart(value: .date($0), range: range.lowerBound..<found.end, era: era))
        } ?? .none
      }
      return .part(
        DatePart(
          value: .date(isSolar ? found.date : whole), range: range.lowerBound..<found.end, era: era)
      )
    }
    // 13月, 2月30日.
    var end = range.upperBound
    for signs in [words.month, words.day] {
      guard let numeral = reader.read(text, at: text.skipSpaces(end)) else { break }
      let sign = text.skipSpaces(numeral.range.upperBound)
      end = signs.contains(text[sign]) ? sign + 1 : numeral.range.upperBound
    }
    return .impossible(end: end)
  }

  /// 4～7月, or 4月1～3日.
  private func innerRange(year: Int, at start: Int) -> (value: DateValue, end: Int)? {
    guard let first = reader.read(text, at: start), let firstMonth = small(first) else {
      return nil
    }
    let sign = text.skipSpaces(first.range.upperBound)
    if words.month.contains(text[sign]) {
      return innerDays(year: year, month: firstMonth, at: text.skipSpaces(sign + 1))
    }
    guard let (second, end) = connected(after: first), let month = small(second),
      words.month.contains(text[end]), let from = CalendarDate(year: year, month: firstMonth),
      let to = CalendarDate(year: year, month: month), let value = DateValue.between(from, to)
    else { return nil }
    return (value, end + 1)
  }

  private func innerDays(year: Int, month: Int, at start: Int) -> (value: DateValue, end: Int)? {
    guard let first = reader.read(text, at: start), let firstDay = small(first),
      let (second, end) = connected(after: first), let day = small(second),
      words.day.contains(text[end]),
      let from = CalendarDate(year: year, month: month, day: firstDay),
      let to = CalendarDate(year: year, month: month, day: day),
      let value = DateValue.between(from, to)
    else { return nil }
    return (value, end + 1)
  }

  /// The numeral behind a connector behind a numeral, and where its sign stands.
  private func connected(after first: Numeral) -> (numeral: Numeral, sign: Int)? {
    let at = text.skipSpaces(first.range.upperBound)
    guard let (end, _) = words.connectors.match(text, at: at),
      let second = reader.read(text, at: text.skipSpaces(end))
    else { return nil }
    return (second, text.skipSpaces(second.range.upperBound))
  }

  /// Whether a month stands at a place: a numeral with its sign, or the first of two.
  private func isMonth(at start: Int) -> Bool {
    guard let numeral = reader.read(text, at: start), numeral.length <= 3 else { return false }
    let sign = text.skipSpaces(numeral.range.upperBound)
    if words.month.contains(text[sign]) { return true }
    guard let (second, end) = connected(after: numeral), second.length <= 3 else { return false }
    return words.month.contains(text[end])
  }

  /// The year of our era that a numeral means; nil where it means none.
  private func gregorianYear(
    _ numeral: Numeral, _ number: Int, _ year: Year, hasMonth: Bool, hasUnit: Bool
  ) -> (year: Int, era: Era?)? {
    if let era = year.era { return era.year(number).map { ($0, era) } }
    let isDuration = !hasMonth && words.isDuration(text, at: year.end)
    if isDuration { return nil }
    switch numeral.form {
    case .digits where numeral.length == 4:
      return 1001...2999 ~= number || hasMonth && number == 1000 ? (number, nil) : nil
    case .digits where numeral.length == 3 && hasMonth: return (number, nil)
    case .positional where numeral.length == 4: return 1000...2999 ~= number ? (number, nil) : nil
    case .multiplied where number > 1000:
      // 二千六年四月, but 二千年, 二千六百年 of whatever.
      let isPlain = 1600...2100 ~= number && number % 100 != 0
      return number < 3000 && (hasMonth || isPlain) ? (number, nil) : nil
    default: break
    }
    return carried(numeral, number, year, hasMonth: hasMonth, hasUnit: hasUnit)
  }

  /// The year of a numeral of one or two digits behind another date.
  private func carried(
    _ numeral: Numeral, _ number: Int, _ year: Year, hasMonth: Bool, hasUnit: Bool
  ) -> (year: Int, era: Era?)? {
    guard let previous, let date = previous.date, number < 100,
      year.start - previous.range.upperBound <= DateGrammar.reach
    else { return nil }
    let isRange = floor == year.start
    guard hasMonth || hasUnit || isRange else { return nil }
    if let era = previous.era, era.offset != 0 {
      return era.year(number).map { ($0, era) }
    }
    // A single digit inherits no century: 9年 of a reign that the text names elsewhere.
    guard numeral.form == .digits, numeral.length == 2 else { return nil }
    let century = date.year / 100 * 100
    let year = [century - 100 + number, century + number, century + 100 + number]
      .min { abs($0 - date.year) < abs($1 - date.year) }
    return year.map { ($0, nil) }
  }

  /// 平成15～17年, 2001-2006年, 平成18～20年度: the sign behind the second number counts for both.
  private func bareRange(at numeral: Numeral) -> DateFinding {
    guard let first = numeral.value, first < 10_000, let (second, sign) = connected(after: numeral),
      words.year.contains(text[sign]), let last = second.value, last < 10_000,
      !isMonth(at: text.skipSpaces(sign + 1)),
      let year = era(of: numeral, value: Int(first), isFirst: false, end: sign + 1)
    else { return .none }
    let from: Int
    var to: Int
    if let era = year.era {
      guard let low = era.year(Int(first)), let high = era.year(Int(last)) else { return .none }
      (from, to) = (low, high)
    } else {
      guard numeral.length == 4, numeral.form != .multiplied, 1000...2999 ~= first,
        !words.isDuration(text, at: sign + 1)
      else { return .none }
      from = Int(first)
      to = Int(last)
      if second.length == 2 { to += from / 100 * 100 } else if second.length != 4 { return .none }
    }
    guard from <= to, let low = CalendarDate(year: from), let high = CalendarDate(year: to) else {
      return .none
    }
    let isFiscal = words.fiscal.contains(text[sign + 1])
    return .part(
      DatePart(
        value: isFiscal ? .fiscalYears(from, to) : .range(low, high),
        range: year.start..<sign + (isFiscal ? 2 : 1), era: year.era))
  }

  /// 翌年4月, 同年5月31日: a month of a year that the date before tells.
  private func relative(at numeral: Numeral) -> DateFinding? {
    let start = numeral.range.lowerBound
    guard words.year.contains(text[text.skipSpaces(before: start) - 1]),
      let (nameStart, years) = words.sameYear.match(text, before: text.skipSpaces(before: start)),
      nameStart >= floor, isMonth(at: start), let previous, let date = previous.date,
      nameStart - previous.range.upperBound <= DateGrammar.reach,
      let (value, end) = monthAndDay(year: date.year + years, at: start)
    else { return nil }
    return .part(DatePart(value: .date(value), range: nameStart..<end, era: previous.era))
  }

  /// 20世紀90年代: ten years of a century.
  private func decade(at numeral: Numeral) -> DateFinding? {
    guard let century = numeral.value, 1...30 ~= century,
      let (end, _) = words.century.match(text, at: text.skipSpaces(numeral.range.upperBound)),
      let second = reader.read(text, at: words.of.contains(text[end]) ? end + 1 : end),
      let value = second.value, value < 100, value % 10 == 0,
      !isPartOfNumber(before: numeral.range.lowerBound)
    else { return nil }
    let sign = second.range.upperBound
    guard words.year.contains(text[sign]), words.decade.contains(text[sign + 1]) else { return nil }
    return .part(
      DatePart(
        value: .decade(Int(century - 1) * 100 + Int(value)),
        range: numeral.range.lowerBound..<sign + 2, era: nil))
  }

  /// 2006財政年度, 民國95學年度: the year of some calendar that does not begin in January.
  private func fiscal(at numeral: Numeral, sign: Int) -> DateFinding? {
    guard let (end, _) = words.fiscalTrails.match(text, at: sign), let value = numeral.value,
      value < 10_000, let year = era(of: numeral, value: Int(value), isFirst: false, end: end)
    else { return nil }
    let number = year.era.map { $0.year(Int(value)) } ?? (numeral.length == 4 ? Int(value) : nil)
    return number.map {
      .part(DatePart(value: .fiscalYears($0, $0), range: year.start..<end, era: year.era))
    }
  }

  /// Where the text goes on behind parentheses; nil where none stand there, or none of `signs`
  /// follows.
  private func skipParentheses(at start: Int, before signs: [UInt32]?) -> Int? {
    guard text[start] == 0x28 else { return nil }
    var end = start + 1
    while end - start < 14, text[end] != 0x29, text[end] != 0 { end += 1 }
    guard text[end] == 0x29 else { return nil }
    return signs.map { $0.contains(text[end + 1]) } ?? true ? end + 1 : nil
  }
}
