import TansakuTestSupport
import Testing

@testable import TansakuText

@Suite("Spans of dates")
struct DateSpanTests {
  private static func date(_ random: inout SeededGenerator) throws -> CalendarDate {
    try #require(.random(years: 1998...2007, months: 1...12, using: &random))
  }

  /// The slow twin: whether a date lies within two others, day by day.
  private static func lies(_ date: CalendarDate, within span: DateSpan) -> Bool {
    (span.first.map { $0.firstDay <= date.firstDay } ?? true)
      && (span.last.map { date.lastDay <= $0.lastDay } ?? true)
  }

  @Test("the beginnings of a span are those of the dates within it and of no others")
  func beginnings() throws {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<3000 {
      let (one, other) = (try Self.date(&random), try Self.date(&random))
      let ends: (CalendarDate?, CalendarDate?) =
        switch Int.random(in: 0..<4, using: &random) {
        case 0: (one, nil)
        case 1: (nil, one)
        default: (min(one, other), max(one, other))
        }
      guard let span = DateSpan(first: ends.0, last: ends.1) else { continue }
      let beginnings = span.beginnings
      #expect(beginnings.count <= 100)
      for _ in 0..<30 {
        let date = try Self.date(&random)
        #expect(
          beginnings.contains { date.text.hasPrefix($0) } == Self.lies(date, within: span),
          "\(date.text) in \(ends), \(beginnings)")
      }
    }
  }

  @Test("ranges are terms at their ends and month by month between")
  func rangeTerms() throws {
    func terms(_ text: String) throws -> [String] {
      try Analyzer().analyze(text).dates.flatMap { DateTerm.terms(of: $0.value) }
    }
    #expect(try terms("2006年11月～2007年2月") == ["2006-11", "2006-12", "2007-01", "2007-02"])
    #expect(try terms("2006年4月1日～6月2日") == ["2006-04-01", "2006-05", "2006-06-02"])
    #expect(try terms("2003～2006年") == ["2003", "2004", "2005", "2006"])
    #expect(try terms("1900～2006年") == ["1900", "2006"])
    #expect(try terms("1990年代") == ["199X"])
    #expect(try terms("平成18～20年度") == ["FY2006", "FY2007", "FY2008"])
  }

  @Test("a date: names one date or two ends, in any calendar")
  func texts() throws {
    let analyzer = try Analyzer()
    func ends(_ text: String) throws -> String {
      guard let span = try DateText.span(of: text, by: analyzer) else { return "-" }
      return (span.first?.text ?? "") + ".." + (span.last?.text ?? "")
        + (span.isFiscal ? " FY" : "")
    }
    #expect(try ends("2006") == "2006..2006")
    #expect(try ends("2006-04") == "2006-04..2006-04")
    #expect(try ends("2001..2006") == "2001..2006")
    #expect(try ends("2006-04..2006-06") == "2006-04..2006-06")
    #expect(try ends("2001..") == "2001..")
    #expect(try ends("..2006-04-01") == "..2006-04-01")
    #expect(try ends("平成15..17") == "2003..2005")
    #expect(try ends("平成15年..平成17年") == "2003..2005")
    #expect(try ends("平成18年4月") == "2006-04..2006-04")
    #expect(try ends("民國95") == "2006..2006")
    #expect(try ends("平成18年度") == "2006..2006 FY")
    #expect(try ends("1990年代") == "1990..1999")
    for text in ["", "..", "2006..2001", "foo", "2006-13", "2006-4", "99", "2006..x", "x2006年"] {
      #expect(try ends(text) == "-", "\(text)")
    }
  }
}
