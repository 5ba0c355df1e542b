/// A stretch of days, whole months or years, that documents are chosen by: from a date to another,
/// with either end open.
package struct DateSpan: Sendable, Hashable {
  /// The first date; nil for no limit.
  package let first: CalendarDate?
  /// The last date; nil for no limit.
  package let last: CalendarDate?
  /// Whether it is fiscal years that count, by their numbers.
  package let isFiscal: Bool

  /// The span between two dates; nil where both are missing, or the last is before the first.
  package init?(first: CalendarDate?, last: CalendarDate?, isFiscal: Bool = false) {
    if first == nil && last == nil { return nil }
    if let first, let last { guard first.firstDay <= last.lastDay else { return nil } }
    (self.first, self.last, self.isFiscal) = (first, last, isFiscal)
  }

  /// The span of an expression of time.
  package init?(_ value: DateValue) {
    switch value {
    case .date(let date): self.init(first: date, last: date)
    case .range(let first, let last): self.init(first: first, last: last)
    case .fiscalYears(let first, let last):
      self.init(
        first: CalendarDate(year: first), last: CalendarDate(year: last), isFiscal: true)
    case .decade(let year):
      self.init(first: CalendarDate(year: year), last: CalendarDate(year: year + 9))
    }
  }

  /// What the terms of dates within the span begin with, and no others.
  ///
  /// Less than a hundred, whatever the span: a decade or a century is one beginning, as is a month.
  /// A fiscal year counts as the year of its number.
  package var beginnings: [String] {
    var found: [String] = []
    let (firstYear, lastYear) = wholeYears
    if firstYear <= lastYear {
      let years = DateSpan.beginnings(ofNumbers: firstYear...lastYear, length: 4)
      found += isFiscal ? [] : years
      found += years.map { "FY" + $0 }
    }
    if isFiscal { return found }
    if let first, let last, first.year == last.year, firstYear > lastYear {
      return found + months(of: first.year, from: first, to: last)
    }
    if let first, first.year < firstYear {
      found += months(of: first.year, from: first, to: CalendarDate(year: first.year) ?? first)
    }
    if let last, last.year > lastYear {
      found += months(of: last.year, from: CalendarDate(year: last.year) ?? last, to: last)
    }
    return found
  }

  /// The years that lie wholly within the span; the first is greater where there are none.
  private var wholeYears: (Int, Int) {
    var firstYear = CalendarDate.years.lowerBound
    var lastYear = CalendarDate.years.upperBound
    if let first {
      firstYear = first.firstDay == first.yearDate.firstDay ? first.year : first.year + 1
    }
    if let last { lastYear = last.lastDay == last.yearDate.lastDay ? last.year : last.year - 1 }
    return (firstYear, lastYear)
  }

  /// The months and days of a year between two of its dates.
  private func months(of year: Int, from first: CalendarDate, to last: CalendarDate) -> [String] {
    var found: [String] = []
    let (from, to) = (first.firstDay, last.lastDay)
    for month in (from.month ?? 1)...(to.month ?? 12) {
      let days = CalendarDate.days(inMonth: month, ofYear: year)
      let start = month == from.month ? from.day ?? 1 : 1
      let end = month == to.month ? to.day ?? days : days
      let text = CalendarDate.padded(year, to: 4) + "-" + CalendarDate.padded(month, to: 2)
      if start == 1, end == days {
        found.append(text)
      } else {
        found += DateSpan.beginnings(ofNumbers: start...end, length: 2, top: days)
          .map { "\(text)-\($0)" }
      }
    }
    return found
  }

  /// The fewest beginnings that all numbers of a range have, written with so many digits, and no
  /// other number up to `top` has.
  static func beginnings(
    ofNumbers range: ClosedRange<Int>, length: Int, top: Int? = nil
  ) -> [String] {
    var found: [String] = []
    let top = top ?? Int.max
    func add(_ beginning: Int, places: Int) {
      var size = 1
      for _ in places..<length { size *= 10 }
      let (low, high) = (beginning * size, beginning * size + size - 1)
      if high < range.lowerBound || low > range.upperBound || low > top { return }
      // There is no day 0 and no year 0.
      if max(low, 1) >= range.lowerBound, min(high, top) <= range.upperBound {
        found.append(CalendarDate.padded(beginning, to: places))
        return
      }
      if places < length { for digit in 0...9 { add(beginning * 10 + digit, places: places + 1) } }
    }
    for digit in 0...9 { add(digit, places: 1) }
    return found
  }
}
