/// A year, a month or a day of the Gregorian calendar.
package struct CalendarDate: Sendable, Hashable, Comparable {
  /// The years that dates may lie in.
  package static let years = 1...9999

  // Small, for findings are handed from grammar to grammar; 0 is no month and no day.
  private let yearNumber: Int16
  private let monthNumber: UInt8
  private let dayNumber: UInt8

  /// The year of our era.
  package var year: Int { Int(yearNumber) }
  /// The month, from 1; nil for a whole year.
  package var month: Int? { monthNumber == 0 ? nil : Int(monthNumber) }
  /// The day of the month, from 1; nil for a whole month or year.
  package var day: Int? { dayNumber == 0 ? nil : Int(dayNumber) }

  /// The date with these parts; nil where there is none: 2006-02-30, a day without a month.
  package init?(year: Int, month: Int? = nil, day: Int? = nil) {
    guard CalendarDate.years.contains(year) else { return nil }
    if let month {
      guard 1...12 ~= month else { return nil }
      if let day {
        guard 1...CalendarDate.days(inMonth: month, ofYear: year) ~= day else { return nil }
      }
    } else if day != nil {
      return nil
    }
    yearNumber = Int16(year)
    monthNumber = UInt8(month ?? 0)
    dayNumber = UInt8(day ?? 0)
  }

  /// How many days a month has.
  package static func days(inMonth month: Int, ofYear year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// ISO 8601, cut to what is known: `2006`, `2006-04`, `2006-04-01`.
  package var text: String {
    var text = CalendarDate.padded(year, to: 4)
    if let month { text += "-" + CalendarDate.padded(month, to: 2) }
    if let day { text += "-" + CalendarDate.padded(day, to: 2) }
    return text
  }

  static func padded(_ number: Int, to length: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, length - digits.count)) + digits
  }

  /// The year.
  package var yearDate: CalendarDate { CalendarDate(year: year) ?? self }
  /// The month, where it is known.
  package var monthDate: CalendarDate? { month.flatMap { CalendarDate(year: year, month: $0) } }

  /// Its first day.
  package var firstDay: CalendarDate {
    CalendarDate(year: year, month: month ?? 1, day: day ?? 1) ?? self
  }

  /// Its last day.
  package var lastDay: CalendarDate {
    let month = month ?? 12
    return CalendarDate(
      year: year, month: month, day: day ?? CalendarDate.days(inMonth: month, ofYear: year)) ?? self
  }

  /// By the first day; what is longer comes first.
  package static func < (one: CalendarDate, other: CalendarDate) -> Bool {
    (one.yearNumber, one.monthNumber, one.dayNumber)
      < (other.yearNumber, other.monthNumber, other.dayNumber)
  }
}

/// What an expression of time says.
package enum DateValue: Sendable, Hashable {
  /// A year, a month or a day.
  case date(CalendarDate)
  /// From one date to another that is not before it, both included.
  case range(CalendarDate, CalendarDate)
  /// The fiscal year of this number, and the last of several.
  case fiscalYears(Int, Int)
  /// The ten years from this one on.
  case decade(Int)

  /// The range between two dates; nil where the second is before the first.
  static func between(_ first: CalendarDate, _ last: CalendarDate) -> DateValue? {
    first.firstDay <= last.lastDay ? .range(first, last) : nil
  }

  /// ISO 8601 as far as it goes: `2006-04`, `2006-04/2006-06`, `FY2006`, `199X`.
  package var text: String {
    switch self {
    case .date(let date): date.text
    case .range(let first, let last): "\(first.text)/\(last.text)"
    case .fiscalYears(let first, let last):
      first == last
        ? DateTerm.fiscalYear(first) : "\(DateTerm.fiscalYear(first))/\(DateTerm.fiscalYear(last))"
    case .decade(let year): DateTerm.decade(year)
    }
  }
}

/// The terms that dates have in the index.
///
/// A term is an ISO date, `FY2006` for a fiscal year or `199X` for a decade. Years have four digits, so
/// that the beginning of a term is the coarser date: whatever begins with `2006-04` lies in that
/// month, and one term for each date is enough.
package enum DateTerm {
  /// The most months or years of a range that are terms one by one.
  static let mostSteps = 24

  static func fiscalYear(_ year: Int) -> String { "FY" + CalendarDate.padded(year, to: 4) }
  static func decade(_ year: Int) -> String { CalendarDate.padded(year / 10, to: 3) + "X" }

  /// The terms of an expression in a text.
  ///
  /// Of a range its two ends and, up to 24, the months between them, or the years where an end is a
  /// year.
  package static func terms(of value: DateValue) -> [String] {
    switch value {
    case .date(let date): return [date.text]
    case .decade(let year): return [decade(year)]
    case .fiscalYears(let first, let last):
      return (first...max(first, last)).prefix(mostSteps).map(fiscalYear)
    case .range(let first, let last):
      var terms = [first.text]
      if first.month == nil || last.month == nil {
        let between = first.year + 1..<max(first.year + 1, last.year)
        if between.count < mostSteps { terms += between.map { CalendarDate.padded($0, to: 4) } }
      } else {
        let start = first.year * 12 + (first.month ?? 1)
        let between = start..<max(start, last.year * 12 + (last.month ?? 1) - 1)
        if between.count < mostSteps {
          terms += between.compactMap {
            CalendarDate(year: $0 / 12, month: $0 % 12 + 1)?.text
          }
        }
      }
      if last != first { terms.append(last.text) }
      return terms
    }
  }
}
