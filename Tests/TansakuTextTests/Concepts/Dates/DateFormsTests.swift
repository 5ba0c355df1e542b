import TansakuTestSupport
import TansakuText
import Testing

/// Dates written in every form, and read again.
@Suite("Forms of dates")
struct DateFormsTests {
  /// A day and ways to write it.
  private struct Written {
    var date: CalendarDate
    var forms: [String]
  }

  private static let seed: UInt64 = 2006
  private static let english = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October",
    "November", "December",
  ]
  private static let russian = [
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября",
    "ноября", "декабря",
  ]
  private static let thai = [
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน", "กรกฎาคม", "สิงหาคม", "กันยายน",
    "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
  ]

  private static func written(_ random: inout SeededGenerator) throws -> Written {
    let year = Int.random(in: 1926...2150, using: &random)
    let month = Int.random(in: 1...12, using: &random)
    let day = Int.random(in: 1...CalendarDate.days(inMonth: month, ofYear: year), using: &random)
    let date = try #require(CalendarDate(year: year, month: month, day: day))
    let (y, m, d) = (han(year), han(month), han(day))
    let english = english[month - 1]
    var forms = [
      date.text, "\(year)年\(month)月\(day)日", "\(positional(year))年\(m)月\(d)日",
      wide("\(year)年\(month)月\(day)日"), "西暦\(year)年\(m)月\(d)日", "\(year)年 \(month)月 \(day)日",
      "民國\(year - 1911)年\(month)月\(day)日", "中華民國\(han(year - 1911))年\(m)月\(d)日",
      "\(year)년 \(month)월 \(day)일", "단기 \(year + 2333)년 \(month)월 \(day)일",
      "\(english) \(day), \(year)", "\(day) \(english) \(year)",
      "\(english.prefix(3)) \(day), \(year)",
      "\(day) \(russian[month - 1]) \(year) г.", "\(day) \(thai[month - 1]) \(year + 543)",
      thaiDigits("\(day) \(thai[month - 1]) พ.ศ. \(year + 543)"),
      "ngày \(day) tháng \(month) năm \(year)", "\(year) оны \(month)-р сарын \(day)",
      "\(year)/\(month)/\(day)", "\(year).\(month).\(day)", "\(day).\(month).\(year)",
      "\(y)年\(m)月\(d)日",
    ]
    if year <= 2025 { forms.append("昭和\(year - 1925)年\(month)月\(day)日") }
    if 1990...2028 ~= year {
      forms += ["平成\(han(year - 1988))年\(m)月\(d)日", "H\(year - 1988).\(month).\(day)"]
    }
    if year >= 2020, year < 2060 { forms.append("R\(year - 2018).\(month).\(day)") }
    return Written(date: date, forms: forms)
  }

  /// 2006 as 二千六.
  static func han(_ number: Int) -> String {
    let digits = Array("〇一二三四五六七八九")
    var text = ""
    var rest = number
    for (unit, sign) in [(1000, "千"), (100, "百"), (10, "十")] where rest >= unit {
      let count = rest / unit
      text += (count > 1 ? String(digits[count]) : "") + sign
      rest %= unit
    }
    return rest > 0 || number == 0 ? text + String(digits[rest]) : text
  }

  private static func positional(_ number: Int) -> String {
    let digits = Array("〇一二三四五六七八九")
    return String(String(number).compactMap { $0.wholeNumberValue.map { digits[$0] } })
  }

  private static func shifted(_ text: String, by distance: UInt32, only: (UInt32) -> Bool) -> String
  {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.compactMap {
          only($0.value) ? Unicode.Scalar($0.value + distance) : $0
        }))
  }

  private static func wide(_ text: String) -> String {
    shifted(text, by: 0xFEE0) { 0x21...0x7E ~= $0 }
  }

  private static func thaiDigits(_ text: String) -> String {
    shifted(text, by: 0xE50 - 0x30) { 0x30...0x39 ~= $0 }
  }

  @Test("a day says the same in every form, whatever stands around it")
  func everyForm() throws {
    var random = SeededGenerator(seed: DateFormsTests.seed)
    let analyzer = try Analyzer()
    let frames = [("", ""), ("「", "」。"), ("(", ")"), (" ", ", "), ("、", "に")]
    for _ in 0..<150 {
      let written = try DateFormsTests.written(&random)
      for form in written.forms {
        let (before, after) = frames[Int.random(in: 0..<frames.count, using: &random)]
        let found = try analyzer.analyze(before + form + after).dates
        #expect(
          found.map(\.value) == [.date(written.date)], "\(before + form + after), \(random)")
      }
    }
  }

  @Test("no text of signs of dates makes trouble")
  func fuzz() throws {
    var random = SeededGenerator(seed: 18_4)
    let pieces =
      Array("0123456789〇一二三十百千万億元年月日度代号平成昭和令民國西暦前翌同第回～-/.,:'()（） \tABHSRTMfy")
      .map(String.init) + [
        "April", "May", "to", "of", "оны", "сар", "tháng", "năm", "เมษายน", "พ.ศ.", "ခုနှစ်",
        "から", "世紀", "年代", "Heisei", "st", "平成", "昭和", "民國", "twenty", "XIV", "१", "๒", "か\u{3099}",
      ]
    let analyzer = try Analyzer()
    for round in 0..<4000 {
      var text = ""
      for _ in 0..<Int.random(in: 0...24, using: &random) {
        text += pieces[Int.random(in: 0..<pieces.count, using: &random)]
      }
      let analyzed = try analyzer.analyze(text)
      var end = 0
      let ranges = (analyzed.dates.map(\.range) + analyzed.numbers.map(\.range)).sorted {
        $0.lowerBound < $1.lowerBound
      }
      for range in ranges {
        #expect(
          range.lowerBound >= end && !range.isEmpty
            && range.upperBound <= analyzed.folded.scalars.count,
          "\(text), round \(round)")
        end = range.upperBound
      }
      for mention in analyzed.dates {
        let terms = DateTerm.terms(of: mention.value)
        #expect(!terms.isEmpty && terms.count <= 26, "\(text)")
      }
      _ = TokenListing(analyzed)
    }
  }
}
