internal import CTansakuTables

/// The words and signs that dates are made of, folded once.
final class DateWords: Sendable {
  static let shared = DateWords()

  let eras = EraNames.shared
  /// The names of months, in the languages that have them.
  private let months: WordSet<Int>
  /// What stands between the two ends of a range.
  let connectors = WordSet(
    "～ 〜 ~ – — ― ‐ - − 至 到 から より 乃至 부터 to until till through thru по до ถึง đến tới sampai hingga "
      + "s/d s.d. hanggang से аас ээс")
  /// What stands between a day and a month, a month and a year; the value is the era it tells.
  private let fillers: WordSet<Era>
  /// What makes a number before it a year.
  let yearTrails = WordSet(
    "года году год годы годов годах г гг оны онд он ခုနှစ် ce ad a.d. c.e. ईस्वी ई में")
  /// What makes a number behind it a year, beside the fillers that do.
  private let yearLeads = WordSet(
    "years year tahun taong taon ปี ឆ្នាំ ປີ in since until during early late mid before after by circa from between"
  )
  /// Words that may follow a year in English, so that `in 2006 people` has none.
  private let englishFollowers = WordSet(
    "a an and as at but by for from he in is it of on or she that the they this to was we were when "
      + "where which while who with")
  private let weekdayEndings = WordSet("曜日 曜 요일")
  private let weekdayBeginnings = WordSet("星期 週 周 禮拜 礼拜")
  let mongolianMonth = WordSet("сар сарын сард сараас")
  let mongolianOrdinal = WordSet("р дугаар дүгээр")
  /// The endings of `1990s`, `1990-е`, `1990-an`.
  let decadeEndings = WordSet("s е х ых an")
  let mongolianYear = WordSet("оны онд он")
  let vietnameseMonth = WordSet("tháng")
  private let vietnameseYear = WordSet("năm")
  let burmeseYear = WordSet("ခုနှစ်")
  let century = WordSet("世紀 世纪 세기")
  /// What follows the number of a fiscal year.
  let fiscalTrails = WordSet("會計年度 会計年度 財政年度 財年 財務年度 學年度 学年度 學年 회계연도 학년도")
  /// What stands before the number of a fiscal year.
  let fiscalLeads = WordSet([
    "fy", "fiscal year", "fiscal", "ปีงบประมาณ", "ปีงบประมาณ พ.ศ.", "năm tài chính", "năm tài khóa",
    "tahun anggaran", "tahun fiskal",
  ])
  /// What stands before a date in numbers whose day comes first.
  let dayLeads = WordSet("ngày วันที่ tanggal tgl दिनांक ថ្ងៃទី ວັນທີ")
  let ordinalSuffixes = WordSet("st nd rd th")
  let durations = WordSet(
    "間 ぶり 振り 以上 以下 以内 未満 余 来 目 歳 歲 もの ほど 程 半 간 동안 만에 の歴史 の伝統 の歳月 の時を 的歷史 歷史")
  /// The words for `ago` and `later`, unless they part a year: 前半, 後期.
  private let shifts = WordSet("前 後 后 전 후")
  private let parts = WordSet("半 期 後 后 季 반 기")
  let sameYear = WordSet<Int>([("同年", 0), ("翌年", 1), ("前年", -1), ("次年", 1), ("隔年", 1)])

  /// In the second half of a range, the month of the first.
  let sameMonth = WordSet("同月")

  let year: [UInt32]
  let month: [UInt32]
  let day: [UInt32]
  let fiscal: [UInt32]
  let decade: [UInt32]
  /// Between a year and its month: 2006年の4月.
  let of: [UInt32]
  let about: [UInt32]

  private init() {
    var months: [(String, Int)] = []
    for line in TableLines(tansaku_months()) {
      guard line.count == 3, let month = Int(line[0]) else { continue }
      // A stop behind an abbreviation may be there or not; one letter is no name.
      let scalars = line[2].unicodeScalars
      let name = scalars.last == "." ? scalars.dropLast() : scalars[...]
      if name.count > 1 { months.append((String(name), month)) }
    }
    self.months = WordSet(months)
    let plain = Literal.words("of de ng năm tahun taong taon ปี ឆ្នាំ ປີ เดือน ខែ ເດືອນ the")
    let common = Literal.words("ค.ศ. ค.ศ គ.ស. គ.ស ຄ.ສ. ຄ.ສ a.d. ad सन् सन ई.")
    let buddhist = Literal.words("พ.ศ. พ.ศ ព.ស. ព.ស ພ.ສ. ພ.ສ พุทธศักราช b.e. be")
    // Filler without an era: the year's size tells.
    let unknown = Era(offset: 0, longest: 2999)
    fillers = WordSet(
      plain.map { ($0, unknown) } + common.map { ($0, .common) } + buddhist.map { ($0, .buddhist) })
    year = [UInt32(folded: "年"), UInt32(folded: "년")]
    month = [UInt32(folded: "月"), UInt32(folded: "월")]
    day = ["日", "号", "號", "일"].map { UInt32(folded: $0) }
    fiscal = [UInt32(folded: "度"), UInt32(folded: "도")]
    decade = [UInt32(folded: "代"), UInt32(folded: "대")]
    of = [UInt32(folded: "の"), UInt32(folded: "的")]
    about = ["約", "约", "近", "第", "数", "數"].map { UInt32(folded: $0) }
  }

  // MARK: Months

  /// The name of a month that begins at a place, or Vietnamese `tháng 4`.
  func month(_ text: ConceptText, at start: Int) -> (end: Int, month: Int)? {
    if let (end, month) = months.match(text, at: start), isMonth(text, start..<end) {
      return (text[end] == 0x2E ? end + 1 : end, month)
    }
    guard let (end, _) = vietnameseMonth.match(text, at: start) else { return nil }
    let at = text.skipSpaces(end)
    var number = 0
    var last = at
    while last < at + 2, ConceptText.Character.isDigit(text[last]) {
      number = number * 10 + Int(text[last] - 0x30)
      last += 1
    }
    guard 1...12 ~= number, !ConceptText.Character.isDigit(text[last]) else { return nil }
    return (last, number)
  }

  /// The name of a month that ends before a place.
  func month(_ text: ConceptText, before end: Int) -> (start: Int, month: Int)? {
    let end = text[end - 1] == 0x2E ? end - 1 : end
    guard let (start, month) = months.match(text, before: end), isMonth(text, start..<end) else {
      return nil
    }
    return (start, month)
  }

  /// In Latin letters short names and `march` are other words too, where they are no names.
  private func isMonth(_ text: ConceptText, _ range: Range<Int>) -> Bool {
    guard ConceptText.Character.isASCIILetter(text[range.lowerBound]) else { return true }
    return text.isCapital(range.lowerBound) || range.count > 5
      || range.count == 5 && text[range.lowerBound] != 0x6D
  }

  // MARK: Between the parts

  /// Passes spaces, commas and words between a day, a month and a year.
  ///
  /// Returns where the next part begins, and the era that a word told.
  func skipFillers(_ text: ConceptText, at start: Int) -> (end: Int, era: Era?) {
    // 1-Apr-2006
    var at =
      text[start] == 0x2D && !ConceptText.Character.isSpace(text[start + 1]) ? start + 1 : start
    var era: Era?
    for _ in 0..<4 {
      at = text.skipSpaces(at)
      if text[at] == 0x2C || text[at] == 0x2E || text[at] == 0x2F || text[at] == 0x60C {
        at += 1
      } else if let (end, told) = fillers.match(text, at: at) {
        at = end
        if told.longest != 2999 { era = told }
      } else {
        break
      }
    }
    return (text.skipSpaces(at), era)
  }

  /// The same from the other side.
  func skipFillers(_ text: ConceptText, before end: Int) -> (start: Int, era: Era?) {
    var at = end
    var era: Era?
    for _ in 0..<4 {
      at = text.skipSpaces(before: at)
      if let (start, told) = fillers.match(text, before: at) {
        at = start
        if told.longest != 2999 { era = told }
      } else if text[at - 1] == 0x2C {
        at -= 1
      } else {
        break
      }
    }
    return (text.skipSpaces(before: at), era)
  }

  /// Passes a day of the week, in parentheses or not: (土), 土曜日, 星期六.
  func skipWeekday(_ text: ConceptText, at start: Int) -> Int {
    let at = text.skipSpaces(start)
    if text[at] == 0x28 {
      var end = at + 1
      while end - at < 14, text[end] != 0x29, text[end] != 0,
        !ConceptText.Character.isDigit(text[end])
      { end += 1 }
      return text[end] == 0x29 ? end + 1 : start
    }
    if let (end, _) = weekdayEndings.match(text, at: at + 1) { return end }
    if let (end, _) = weekdayBeginnings.match(text, at: at) { return end + 1 }
    return start
  }

  /// Passes spaces and the word for a day that stands before its number: ngày 3.
  func skipDayLead(_ text: ConceptText, at start: Int) -> Int {
    let at = text.skipSpaces(start)
    return dayLeads.match(text, at: at).map { text.skipSpaces($0.end) } ?? at
  }

  /// What follows a year that has no month makes a duration of it: 間, 年前.
  func isDuration(_ text: ConceptText, at start: Int) -> Bool {
    let at = text.skipSpaces(start)
    if durations.match(text, at: at) != nil { return true }
    guard let (end, _) = shifts.match(text, at: at) else { return false }
    return parts.match(text, at: end) == nil
  }

  // MARK: Years

  /// Whether the word before a number of four digits, or the one behind it, makes it a year.
  func isYear(_ text: ConceptText, _ range: Range<Int>) -> Bool {
    let after = text.skipSpaces(range.upperBound)
    if after - range.upperBound < 3, yearTrails.match(text, at: after) != nil { return true }
    let before = text.skipSpaces(before: range.lowerBound)
    guard let (start, _) = yearLeads.match(text, before: before) else {
      return isVietnameseYear(text, before: before)
    }
    guard ConceptText.Character.isASCIILetter(text[start]),
      ConceptText.Character.isASCIILetter(text[after]), !text.isCapital(after)
    else { return !ConceptText.Character.isASCIILetter(text[range.upperBound]) }
    return after > range.upperBound && englishFollowers.match(text, at: after) != nil
  }

  /// `năm`, which without its mark is another word.
  private func isVietnameseYear(_ text: ConceptText, before end: Int) -> Bool {
    guard let (start, _) = vietnameseYear.match(text, before: end) else { return false }
    return text.written(start + 1) != 0x61
  }
}
