import TansakuText
import Testing

/// What a text's analysis says of dates, in the form of the acceptance table.
func dates(in text: String) throws -> String {
  let found = try Analyzer().analyze(text).dates.map(\.value.text)
  return found.isEmpty ? "-" : found.joined(separator: ";")
}

@Suite("Date recognizer")
struct DateRecognizerTests {
  @Test("every row of the acceptance table holds")
  func acceptance() throws {
    var counts: [String: Int] = [:]
    for row in try rows(of: "dates.tsv").dropFirst() {
      let (text, expected, level) = (row[2], row[3], row[4])
      counts[level, default: 0] += 1
      #expect(try dates(in: text) == expected, "\(row[0]) \(text)")
    }
    #expect(counts == ["must": 88, "may": 7])
  }

  @Test(
    "eras count from their beginnings, and reigns before the calendar of today tell the year alone",
    arguments: [
      ("平成一八年四月一日", "2006-04-01"), ("㋿5年", "2023"), ("令和元年度", "FY2019"), ("昭和100年", "2025"),
      ("民國九五年四月", "2006-04"), ("中華民國壹佰年", "2011"), ("民國112年度", "FY2023"), ("民國前一年", "1911"),
      ("佛曆2549年", "2006"), ("皇紀2600年", "1940"), ("단기 4339년 4월", "2006-04"), ("서기 2006년", "2006"),
      ("天正10年6月2日", "1582"), ("明治5年12月2日", "1872"), ("康熙六十一年", "1722"), ("万历元年", "1573"),
      ("嘉慶十年", "1805"), ("正徳5年", "1715"), ("正德五年", "1510"), ("永暦元年", "1160"), ("永曆元年", "1647"),
      ("平成18(2006)年4月", "2006-04"), ("2006年（平成18年）4月1日", "2006-04-01"),
      ("昭和30年代", "1955/1964"), ("H18年度", "FY2006"), ("H18.4", "2006-04"),
      ("平成18.4.1", "2006-04-01"),
      ("民國95/4/1", "2006-04-01"), ("Reiwa 5", "2023"), ("西暦645年", "0645"),
    ])
  func eras(text: String, expected: String) throws { #expect(try dates(in: text) == expected) }

  @Test(
    "a range takes over what its second half leaves out",
    arguments: [
      ("平成15～17年", "2003/2005"), ("2001-2006年", "2001/2006"), ("2006年4～6月", "2006-04/2006-06"),
      ("2006年4月1～3日", "2006-04-01/2006-04-03"), ("平成18～20年度", "FY2006/FY2008"),
      ("平成30年度～令和2年度", "FY2018/FY2020"),
      ("2006年4月1日(土)～3日(月)", "2006-04-01/2006-04-03"),
      ("2006年4月1日星期六至5月3日", "2006-04-01/2006-05-03"),
      ("2006년 4월 1일부터 5월 31일까지", "2006-04-01/2006-05-31"),
      ("H18.4.1～5.31", "2006-04-01/2006-05-31"),
      ("2006/4/1-4/3", "2006-04-01/2006-04-03"), ("2006-04-01/2006-05-31", "2006-04-01/2006-05-31"),
      ("April 1-3, 2006", "2006-04-01/2006-04-03"),
      ("1 April - 31 May 2006", "2006-04-01/2006-05-31"),
      ("April to June 2006", "2006-04/2006-06"),
      ("April 1st (Saturday) – May 3rd (Wednesday), 2006", "2006-04-01/2006-05-03"),
      ("с 1 апреля 2006 г. по 3 мая 2006 г.", "2006-04-01/2006-05-03"),
      ("1 अप्रैल से 3 मई 2006 तक", "2006-04-01/2006-05-03"),
      ("1 - 3 เมษายน 2549", "2006-04-01/2006-04-03"),
      ("dari 1 April hingga 3 Mei 2006", "2006-04-01/2006-05-03"),
      ("từ ngày 1 tháng 4 đến ngày 3 tháng 5 năm 2006", "2006-04-01/2006-05-03"),
      ("平成18年4月から3月", "2006-04"), ("平成18年4月1日〜同月3日", "2006-04-01/2006-04-03"),
      ("平成18年4月1日から翌年3月31日まで", "2006-04-01/2007-03-31"), ("2006–2010 годы", "2006/2010"),
      ("from 2006 to 2010", "2006/2010"),
    ])
  func ranges(text: String, expected: String) throws { #expect(try dates(in: text) == expected) }

  @Test(
    "dates are read in the languages of the cities",
    arguments: [
      ("Sept. 1, 2006", "2006-09-01"), ("the 1st of April 2006", "2006-04-01"),
      ("2006 April 1", "2006-04-01"),
      ("April 1 (Sat), 2006", "2006-04-01"), ("FY2006", "FY2006"), ("1-Apr-2006", "2006-04-01"),
      ("소화 20년", "1945"), ("in the 1990s", "199X"),
      ("in 2006, we", "2006"), ("1 мая 2006 года", "2006-05-01"), ("1990-е годы", "199X"),
      ("1 เม.ย. 2549", "2006-04-01"), ("วันที่ ๑ เมษายน พ.ศ. ๒๕๔๙", "2006-04-01"),
      ("ปีงบประมาณ พ.ศ. 2549", "FY2006"), ("tháng 4/2006", "2006-04"),
      ("1 tháng tư năm 2006", "2006-04-01"),
      ("năm 2006", "2006"), ("1 अप्रैल, 2006", "2006-04-01"), ("17 Agustus 1945", "1945-08-17"),
      ("1 Mac 2006", "2006-03-01"), ("ika-1 ng Abril 2006", "2006-04-01"),
      ("2006 оны дөрөвдүгээр сарын 1", "2006-04-01"), ("2006 онд", "2006"),
      ("၂၀၀၆ ခုနှစ် ဧပြီလ ၁ ရက်", "2006-04-01"), ("ថ្ងៃទី១ ខែមេសា ឆ្នាំ២០០៦", "2006-04-01"),
      ("1 ເມສາ 2006", "2006-04-01"), ("20世紀90年代", "199X"), ("2006年的4月", "2006-04"),
      ("2006. 4. 1.", "2006-04-01"), ("01.04.2006", "2006-04-01"), ("31/12/2549", "2006-12-31"),
      ("04/05/2006", "2006"), ("ngày 1/4/2006", "2006-04-01"),
      ("2006-04-01T12:00:00", "2006-04-01"),
    ])
  func languages(text: String, expected: String) throws { #expect(try dates(in: text) == expected) }

  @Test(
    "what only looks like a date is none",
    arguments: [
      "平成18年2月30日", "2006年13月1日", "April 31, 2006", "第13回", "三年間", "2006年間", "約2000年前", "千年の歴史",
      "公元前221年", "090-1234-5678", "192.168.1.10", "1.2.3", "M7.3", "S3", "GPT-4", "昭和通り3丁目",
      "○○年○月", "march 2006", "in 2006 cities", "2001-02シーズン", "4月1日", "Windows 2000", "百年の孤独",
      "20年後", "2000年の歴史",
    ])
  func traps(text: String) throws { #expect(try dates(in: text) == "-") }

  @Test("what a date says of its era holds for those behind it")
  func carriedOver() throws {
    #expect(
      try dates(in: "平成12年に設立、翌年4月に開催、同年5月解散。13年10月に総会")
        == "2000;2001-04;2001-05;2001-10")
    #expect(try dates(in: "平成18年度及び19年度") == "FY2006;FY2007")
    #expect(try dates(in: "昭和50年代、60年代") == "1975/1984;1985/1994")
    #expect(try dates(in: "1999年に開始し、06年4月に終了") == "1999;2006-04")
    let far = String(repeating: "あ", count: 400)
    #expect(try dates(in: "平成12年\(far)13年10月") == "2000")
  }

  @Test("a date's range leads back to the words that say it")
  func places() throws {
    let text = "それは、平成１８年４月（土）から"
    let analyzed = try Analyzer().analyze(text)
    let range = try #require(analyzed.dates.first).range
    let (start, end) = (
      Int(analyzed.folded.starts[range.lowerBound]), Int(analyzed.folded.ends[range.upperBound - 1])
    )
    #expect(String(decoding: analyzed.source[start..<end], as: UTF16.self) == "平成１８年４月")
  }
}
