import TansakuTestSupport
import TansakuText
import Testing

@testable import Tansaku

@Suite("A date in a query finds the documents that name it")
struct DateSearchTests {
  private static func date(_ random: inout SeededGenerator) throws -> CalendarDate {
    try #require(.random(years: 2004...2006, months: 3...5, using: &random))
  }

  /// A date as one of the calendars has it.
  private static func written(_ date: CalendarDate, _ random: inout SeededGenerator) -> String {
    let year =
      [
        "\(date.year)年", "平成\(date.year - 1988)年", "民國\(date.year - 1911)年", "\(date.year)년 ",
      ].randomElement(using: &random) ?? ""
    let isKorean = year.contains("년")
    return year + (date.month.map { isKorean ? "\($0)월 " : "\($0)月" } ?? "")
      + (date.day.map { isKorean ? "\($0)일" : "\($0)日" } ?? "")
  }

  private static func lies(_ date: CalendarDate, from first: CalendarDate, to last: CalendarDate)
    -> Bool
  {
    first.firstDay <= date.firstDay && date.lastDay <= last.lastDay
  }

  @Test("whatever the calendar, as whole documents are compared day by day", arguments: [1, 3])
  func spans(segments: Int) throws {
    var random = SeededGenerator(seed: UInt64(segments))
    var named: [String: CalendarDate] = [:]
    var documents: [Document] = []
    for number in 0..<150 {
      let date = try Self.date(&random)
      let id = "d\(number)"
      named[id] = date
      let text = Self.written(date, &random)
      // Some say it in the text, some beside it.
      documents.append(
        number % 5 == 0
          ? Document(id: id, body: "宣言", date: date.text)
          : Document(id: id, body: "会議は\(text)、開かれた。宣言"))
    }
    let built = try BuiltIndex(documents, segments: segments)
    let searcher = try built.index.searcher()
    for _ in 0..<60 {
      let (one, other) = (try Self.date(&random), try Self.date(&random))
      let (first, last) = (min(one, other), max(one, other))
      guard first.firstDay <= last.lastDay else { continue }
      func ids(from: CalendarDate, to: CalendarDate) -> [String] {
        named.filter { Self.lies($0.value, from: from, to: to) }.map(\.key).sorted()
      }
      func found(_ query: String) throws -> [String] {
        let results = try searcher.search(query, limit: 1000)
        #expect(try searcher.count(Query(query)) == results.count, "\(query)")
        #expect(results.allSatisfy { $0.score >= 0 && $0.score.isFinite })
        return results.map(\.id).sorted()
      }
      #expect(
        try found("date:\(first.text)..\(last.text)") == ids(from: first, to: last),
        "\(first.text)..\(last.text)")
      #expect(try found("date:\(first.text)") == ids(from: first, to: first))
      #expect(try found("宣言 date:\(first.text)") == ids(from: first, to: first))
      #expect(
        try found("date:\(first.text)..")
          == ids(from: first, to: #require(CalendarDate(year: 9999))))
      // A date among the words: all that lie within it, and what is written alike.
      let typed = try found(Self.written(first, &random))
      #expect(Set(ids(from: first, to: first)).isSubset(of: typed))
    }
  }

  @Test("a month does not find documents that name its year alone, and a year finds all of it")
  func precision() throws {
    let built = try BuiltIndex([
      Document(id: "year", body: "2006年の事業"), Document(id: "month", body: "平成18年4月"),
      Document(id: "day", body: "民國95年4月3日"), Document(id: "next", body: "2006年5月"),
      Document(id: "fiscal", body: "平成18年度の予算"), Document(id: "range", body: "2006年2月から7月まで"),
    ])
    let searcher = try built.index.searcher()
    func ids(_ query: String) throws -> [String] {
      try searcher.search(query, limit: 10).map(\.id).sorted()
    }
    #expect(try ids("date:2006-04") == ["day", "month", "range"])
    #expect(try ids("April 2006") == ["day", "month", "range"])
    #expect(try ids("date:2006") == ["day", "fiscal", "month", "next", "range", "year"])
    #expect(try ids("date:平成18年度") == ["fiscal"])
    #expect(try ids("date:2006-05..2006-06") == ["next", "range"])
    #expect(try ids("2006年3月") == ["range"])
  }

  @Test("numbers find one another in every form, and the form that was typed comes first")
  func numbers() throws {
    let built = try BuiltIndex([
      Document(id: "hant", body: "第五屆大會在台北舉行。"), Document(id: "ja", body: "第5回総会は台北で開かれた。"),
      Document(id: "other", body: "第6回総会は台北で開かれた。"), Document(id: "nine", body: "憲法九条を守る。"),
      Document(id: "digit", body: "憲法9条を守る。"), Document(id: "han", body: "十三都市が加盟した。"),
      Document(id: "thirteen", body: "Thirteen cities joined."),
      Document(id: "thai", body: "มี ๑๓ เมือง"),
    ])
    let searcher = try built.index.searcher()
    func ids(_ query: String) throws -> [String] { try searcher.search(query, limit: 10).map(\.id) }
    #expect(try ids("第五屆").sorted() == ["hant", "ja"])
    #expect(try Array(ids("第5回総会").prefix(2)) == ["ja", "other"] || ids("第5回総会").first == "ja")
    #expect(try ids("第5回総会").contains("hant"))
    #expect(try ids("13").sorted() == ["han", "thai", "thirteen"])
    #expect(try Set(ids("13都市")).isSuperset(of: ["han", "thai", "thirteen"]))
    #expect(try Array(ids("憲法9条").prefix(2)) == ["digit", "nine"])
    #expect(try Array(ids("憲法九条").prefix(2)) == ["nine", "digit"])
  }

  @Test("plans with dates and numbers rank as looking at everything does")
  func pruning() throws {
    var random = SeededGenerator(seed: 11)
    var documents: [Document] = []
    for number in 0..<400 {
      let text = try (0..<3).map { _ in Self.written(try Self.date(&random), &random) }
      let many = String(repeating: "会議", count: Int.random(in: 0...9, using: &random))
      documents.append(
        Document(
          id: "d\(number)",
          body: text.joined(separator: "、") + many + "第\(number % 7)回、十\(number % 9)人"))
    }
    let built = try BuiltIndex(documents, segments: 3)
    let searcher = try built.index.searcher()
    for query in [
      "2005年4月 会議", "平成17年", "第5回 2006年4月3日", "13人", "会議 date:2005..2006-03", "date:2005-04",
    ] {
      let all = try searcher.search(query, limit: 400)
      let best = try searcher.search(query, limit: 10)
      #expect(!best.isEmpty && best.map(\.id) == all.prefix(10).map(\.id), "\(query)")
      #expect(best.map(\.score) == all.prefix(10).map(\.score))
    }
  }
}
