/// The words around numbers that tell what they are, folded once.
final class Counters: Sendable {
  static let shared = Counters()

  /// What a number may count, where its one character could be part of a word as well.
  let counters = WordSet(
    "年 月 日 回 屆 届 次 個 个 箇 ヶ国 か国 カ国 ヵ国 箇国 ヶ月 か月 カ月 ヵ月 ヶ所 か所 カ所 箇所 人 名 都市 世紀 世纪 条 條 歳 歲 "
      + "岁 冊 册 枚 匹 頭 隻 只 軒 巻 章 節 节 号 號 期 週 週間 周年 階 層 层 楼 樓 点 點 票 位 倍 割 円 ドル 項 校 班 組 組織 社 丁目 番目 番地 "
      + "時間 分間 秒 メートル キロ パーセント 種 種類 件 級 级 段階 杯 着 勝 敗 対 列 語 文字 頁 ページ 場面 幕 議席 曲 話 作 期生 年生 世 "
      + "張 张 座 家 所 天 集 首 輛 辆 台 部門 部会 委員会 国間 地域 億 つの 大都市 主要 名様 歩")
  /// What stands behind the number of an ordinal and belongs to it.
  let ordinalCounters = WordSet("回 屆 届 次 期 章 条 條 号 號 項 節 节 巻 部 号線 号館 回目 世紀 世纪 회 차 대 장 조 호")
  /// Words with numerals that are no numbers, by their beginnings.
  let exceptions = WordSet(
    "八百長 八百屋 八百万 八百八町 四万十 九一八 二二八 五十音 五十嵐 三十三間堂 七五三 三三五五 九十九里 二十四孝 八十八夜 五四運動 五一 三一運動 六四 十分 一一 "
      + "四十雀 五十鈴 八十島 百々 百千 千々 千万 七七 三四郎 一日 二十日鼠 三日月 三日坊主 一番 一種 一点 一台 一層 一家 一般 一人前 一生懸命 一所懸命 一世一代 "
      + "一回り 一次元 一位的 二枚目 三枚目 二人三脚 一所 一円 一着 一対 一語 一件 一期一会 一段 十人十色 百人一首 千人針 八方")
  let ordinal = UInt32(folded: "第")
  private let hangulOrdinal = UInt32(folded: "제")
  /// What makes a number of some so many: 数十, 何百, 十余.
  private let vague: [UInt32] = ["数", "數", "何", "幾", "几", "余", "餘", "来", "來", "・", "多", "近"].map {
    UInt32(folded: $0)
  }
  private let suffixes = WordSet<Bool>([("st", true), ("nd", true), ("rd", true), ("th", true)])
  /// What stands before a number of digits and makes it an ordinal, and behind its hyphen.
  private let leads = WordSet("ที่ ครั้งที่ thứ ទី ທີ ke- ika- ika ke")
  private let trails = WordSet("-й -го -е -я -м -ю -му -х -р वां वीं वें 번째")

  private init() {}

  /// Where an ordinal begins whose number begins at `start`; nil where nothing before it says so.
  func ordinalStart(_ text: ConceptText, before start: Int, isDigits: Bool) -> Int? {
    let before = text.skipSpaces(before: start)
    if text[before - 1] == ordinal { return before - 1 }
    guard isDigits else { return nil }
    if text[before - 1] == hangulOrdinal { return before - 1 }
    return leads.match(text, before: before)?.start
  }

  /// Where an ordinal ends whose digits end at `end`: 5th, 5-й.
  func ordinalEnd(_ text: ConceptText, after end: Int) -> Int? {
    suffixes.match(text, at: end)?.end ?? trails.match(text, at: end)?.end
  }

  func isVague(_ scalar: UInt32) -> Bool { vague.contains(scalar) }
}
