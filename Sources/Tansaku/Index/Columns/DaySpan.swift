import TansakuText

/// The days that a date stands for, each as a number whose digits are those of ISO 8601: 20060401.
struct DaySpan: Hashable, Sendable {
  let first: Int32
  let last: Int32

  /// All days from one to another.
  init(first: Int32, last: Int32) {
    self.first = first
    self.last = last
  }

  /// The days of an expression of time; nil where it has none.
  init?(_ value: DateValue) {
    guard let span = DateSpan(value) else { return nil }
    self.init(span)
  }

  /// The days of a span, of which either end may be open; fiscal years begin with April, as in Japan.
  init(_ span: DateSpan) {
    if span.isFiscal {
      first = span.first.map { Int32($0.year) * 10_000 + 401 } ?? Int32.min
      last = span.last.map { Int32($0.year + 1) * 10_000 + 331 } ?? Int32.max
    } else {
      first = span.first.map { DaySpan.number($0.firstDay) } ?? Int32.min
      last = span.last.map { DaySpan.number($0.lastDay) } ?? Int32.max
    }
  }

  /// Whether no day is outside of other days.
  func lies(within other: DaySpan) -> Bool { other.first <= first && last <= other.last }

  /// The year that the first day is in.
  var year: Int { Int(first / 10_000) }

  private static func number(_ day: CalendarDate) -> Int32 {
    Int32(day.year * 10_000 + (day.month ?? 1) * 100 + (day.day ?? 1))
  }
}

extension DaySpan: Comparable {
  /// By the first day; what is longer comes first, as 2006 does before 2006-01.
  static func < (one: DaySpan, other: DaySpan) -> Bool {
    (one.first, other.last) < (other.first, one.last)
  }
}
