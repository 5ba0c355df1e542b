/// Dates in numbers alone: 2006-04-01, 1.4.2006, H18.4.1.
extension DateGrammar {
  func numeric(at first: Numeral) -> DateFinding {
    let start = first.range.lowerBound
    let separator = text[first.range.upperBound]
    guard separator == 0x2D || separator == 0x2E || separator == 0x2F, let value = first.value
    else {
      return .none
    }
    if let named = eraNumeric(first, Int(value), separator) { return named }
    guard !isPartOfNumber(before: start), !ConceptText.Character.isAlphabetic(text[start - 1]),
      text[start - 1] != separator, let second = next(after: first, separator, isSpaced: true),
      let third = next(after: second, separator, isSpaced: true), isEnd(third, separator)
    else { return .none }
    let isSpaced = third.range.upperBound - start > first.length + second.length + third.length + 2
    switch (first.length, second.length, third.length) {
    case (4, 1...2, 1...2):
      return finding(value, second.value, third.value, from: start, to: third.range.upperBound)
    case (1...2, 1...2, 4) where !isSpaced:
      return dayFirst(first, second, third, isDotted: separator == 0x2E)
    default: return .none
    }
  }

  /// The number behind a separator behind a number; Korean puts a space between.
  private func next(after number: Numeral, _ separator: UInt32, isSpaced: Bool) -> Numeral? {
    var at = number.range.upperBound
    guard text[at] == separator else { return nil }
    at += 1
    if isSpaced, separator == 0x2E, text[at] == 0x20 { at += 1 }
    return reader.digits(text, at: at)
  }

  /// Whether nothing behind the last number belongs to it.
  private func isEnd(_ last: Numeral, _ separator: UInt32) -> Bool {
    let after = text[last.range.upperBound]
    let next = text[last.range.upperBound + 1]
    if ConceptText.Character.isAlphabetic(after) {
      // 2006-04-01T12:00
      return after == 0x74 && ConceptText.Character.isDigit(next)
    }
    if after == 0x2E || after == 0x2C || after == 0x3A {
      return !ConceptText.Character.isDigit(next)
    }
    return after != separator || !ConceptText.Character.isDigit(next)
  }

  private func finding(
    _ year: UInt64, _ month: UInt64?, _ day: UInt64?, from start: Int, to end: Int, era: Era? = nil
  ) -> DateFinding {
    let isBuddhist = 2400...2700 ~= year && era == nil
    let year = isBuddhist ? Int(year) - 543 : Int(year)
    guard era != nil || 1000...2999 ~= year,
      let date = CalendarDate(
        year: year, month: month.map { Int($0) }, day: day.map { Int($0) })
    else { return .impossible(end: end) }
    return .part(DatePart(value: .date(date), range: start..<end, era: era))
  }

  /// 1.4.2006, 31/12/2006; where month and day cannot be told apart, the year alone.
  private func dayFirst(
    _ first: Numeral, _ second: Numeral, _ third: Numeral, isDotted: Bool
  ) -> DateFinding {
    guard let one = first.value, let other = second.value, let year = third.value,
      1 <= one, one <= 31, 1 <= other, other <= 31
    else { return .none }
    let (start, end) = (first.range.lowerBound, third.range.upperBound)
    let isMarked = words.dayLeads.match(text, before: text.skipSpaces(before: start)) != nil
    if isDotted || one > 12 || one == other || isMarked && other <= 12 {
      return finding(year, other, one, from: start, to: end)
    }
    if other > 12 { return finding(year, one, other, from: start, to: end) }
    return finding(year, nil, nil, from: start, to: end)
  }

  /// H18.4.1, H18.4, 平成18.4.1, 民國95/4/1.
  private func eraNumeric(_ first: Numeral, _ value: Int, _ separator: UInt32) -> DateFinding? {
    let start = first.range.lowerBound
    guard first.length <= 3, let second = next(after: first, separator, isSpaced: false),
      second.length <= 2
    else { return nil }
    let begin: Int
    let era: Era
    let isLetter: Bool
    if let letter = letterEra(before: start) {
      (begin, era, isLetter) = (start - 1, letter, true)
    } else if case let (nameStart, named?)? = words.eras.match(
      text, before: text.skipSpaces(before: start), number: value), nameStart >= floor
    {
      (begin, era, isLetter) = (nameStart, named, false)
    } else {
      return nil
    }
    guard let year = era.year(value), year >= era.firstSolarYear else { return nil }
    if let third = next(after: second, separator, isSpaced: false), third.length <= 2 {
      guard isEnd(third, separator) else { return nil }
      return finding(
        UInt64(year), second.value, third.value, from: begin, to: third.range.upperBound, era: era)
    }
    // M7.3 is an earthquake and S3.2 a section.
    let isSafe = !isLetter || year > 2018 || value > 9 && year > 1925
    guard isSafe, isEnd(second, separator), separator != 0x2D else { return nil }
    guard let date = CalendarDate(year: year, month: second.value.map { Int($0) }) else {
      return nil
    }
    return .part(DatePart(value: .date(date), range: begin..<second.range.upperBound, era: era))
  }
}
