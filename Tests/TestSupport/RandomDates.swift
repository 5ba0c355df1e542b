package import TansakuText

extension CalendarDate {
  /// A day, month or year, each as likely as the others; of no month later than its 28th.
  package static func random(
    years: ClosedRange<Int>, months: ClosedRange<Int>, using generator: inout SeededGenerator
  ) -> CalendarDate? {
    let year = Int.random(in: years, using: &generator)
    let month = Int.random(in: months, using: &generator)
    let day = Int.random(in: 1...28, using: &generator)
    return switch Int.random(in: 0..<3, using: &generator) {
    case 0: CalendarDate(year: year)
    case 1: CalendarDate(year: year, month: month)
    default: CalendarDate(year: year, month: month, day: day)
    }
  }
}
