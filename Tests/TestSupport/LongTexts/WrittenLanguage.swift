/// What words and sentences of a language are made of, in archives of long texts.
///
/// Words are put together from these characters and syllables by chance: they look and are cut like
/// words of the language, and mean nothing.
struct WrittenLanguage: Sendable {
  /// The language as a BCP 47 tag.
  let tag: String
  /// What the words that carry meaning are made of.
  let pieces: [String]
  /// How many pieces such a word has.
  let wordLength: ClosedRange<Int>
  /// Words that stand everywhere, the most frequent first.
  let functionWords: [String]
  /// What is put behind some of the words: particles and endings.
  let endings: [String]
  /// What stands between two words.
  let space: String
  /// What stands between two parts of a sentence.
  let comma: String
  /// What ends a sentence.
  let stops: [String]
  /// Names of cities, dates and numbers, which an index finds in other forms too.
  let entities: [String]
  /// Whether a sentence begins with a capital letter.
  let isCapitalized: Bool

  static let all = [japanese, simplifiedChinese, traditionalChinese, korean, thai, english]

  static let japanese = WrittenLanguage(
    tag: "ja",
    pieces: characters(
      """
      人心山川海空花鳥風月春夏秋冬朝夕昼夜家門道橋村町森林田畑石火水土木金光影音色声歌書紙筆
      文字語読思考感情愛友父母兄弟姉妹子孫先生学校教室研究実験発明理論法律政治経済社会主義労働
      工場機械電気鉄船車馬牛羊犬猫米麦茶酒塩薬医病院手足目耳口頭身体力気運動戦争平和勝負
      """),
    wordLength: 1...3,
    functionWords: [
      "の", "に", "は", "を", "が", "と", "で", "も", "た", "て", "する", "した", "ある", "から", "まで", "である",
      "その", "この", "こと", "もの", "という", "ない", "なる", "よう", "それ", "いる", "など", "より", "しかし", "また",
    ],
    endings: ["の", "を", "に", "が", "は", "する", "した", "的な", "たち", "で"], space: "", comma: "、",
    stops: ["。", "。", "。", "。」", "？", "！"],
    entities: ["東京", "京都", "台北", "平成18年4月1日", "2006年4月", "二〇〇三年", "第5回", "3.5", "1,200人"],
    isCapitalized: false)

  static let simplifiedChinese = WrittenLanguage(
    tag: "zh-Hans",
    pieces: characters(
      """
      国家发展问题会议市场经济社会环境保护教育科学技术工业农业网络信息管理组织计划项目合作
      交流文化历史艺术音乐语言文字书写阅读医疗卫生体育运动旅游城市乡村道路桥梁河流山脉森林
      动物植物天气季节时间空间力量速度温度颜色声音光线电力机器汽车飞机轮船
      """),
    wordLength: 1...3,
    functionWords: [
      "的", "了", "在", "是", "和", "有", "不", "这", "也", "为", "就", "与", "对", "等", "从", "而", "我们", "他们",
      "可以", "因为", "所以", "但是", "如果", "已经", "进行", "以及", "通过", "其", "之", "所",
    ],
    endings: ["的", "性", "化", "者", "们"], space: "", comma: "，",
    stops: ["。", "。", "。", "？", "！", "；"],
    entities: ["台北市", "北京", "首尔", "2006年4月1日", "2001年", "第十一届", "百分之五", "3,400"],
    isCapitalized: false)

  static let traditionalChinese = WrittenLanguage(
    tag: "zh-Hant",
    pieces: characters(
      """
      國家發展問題會議市場經濟社會環境保護教育科學技術工業農業網絡資訊管理組織計劃項目合作
      交流文化歷史藝術音樂語言文字書寫閱讀醫療衛生體育運動旅遊城市鄉村道路橋樑河流山脈森林
      總統選舉憲法權利義務圖書館廣場車站郵局銀行醫院學校課程考試畢業論文
      """),
    wordLength: 1...3,
    functionWords: [
      "的", "了", "在", "是", "和", "有", "不", "這", "也", "為", "就", "與", "對", "等", "從", "而", "我們", "他們",
      "可以", "因為", "所以", "但是", "如果", "已經", "進行", "以及", "通過", "其", "之", "所",
    ],
    endings: ["的", "性", "化", "者", "們"], space: "", comma: "，",
    stops: ["。", "。", "。", "？", "！", "；"],
    entities: ["臺北市", "東京", "首爾", "2006年4月1日", "民國95年", "第三屆", "百分之八", "12"],
    isCapitalized: false)

  static let korean = WrittenLanguage(
    tag: "ko",
    pieces: characters(
      """
      가나다라마바사아자차하고노도로모보소오조호구누두루무부수우주후기니디리미비시이지치히
      강남당랑만반산안장찬한건선전천명병성영정청경공동농통국문물분순운준중춘충품학발달말
      """),
    wordLength: 2...4,
    functionWords: [
      "그", "이", "및", "등", "수", "것이", "있다", "한다", "위해", "대한", "때문에", "그리고", "그러나", "또한", "우리는",
      "모든", "다른", "같은", "많은", "하는",
    ],
    endings: ["은", "는", "이", "가", "을", "를", "에", "에서", "의", "로", "과", "와", "도", "까지"],
    space: " ", comma: ", ", stops: [". ", ". ", ". ", "? ", "! "],
    entities: ["서울에서", "도쿄", "타이베이", "2006년 4월", "제5회", "42", "부산"], isCapitalized: false)

  static let thai = WrittenLanguage(
    tag: "th",
    pieces: [
      "กา", "การ", "ความ", "เมือง", "บ้าน", "น้ำ", "ใจ", "คน", "ดี", "ทาง", "รถ", "ไฟ", "ฟ้า", "ดิน", "ลม",
      "ฝน",
      "ป่า", "ไม้", "สวน", "ผล", "ปลา", "นก", "ช้าง", "ม้า", "วัด", "พระ", "ครู", "เรียน", "หนัง", "สือ",
      "เพลง",
      "ภาพ", "สี", "แดง", "ขาว", "ดำ", "เขียว", "ใหญ่", "เล็ก", "สูง", "ยาว", "ใหม่", "เก่า", "งาน", "เงิน",
      "ทอง",
      "ตลาด", "ร้าน", "อาหาร", "ข้าว", "แกง", "ผัก", "เกลือ", "วัน", "คืน", "เดือน", "ปี", "เวลา", "โลก",
      "ชาติ",
    ],
    wordLength: 1...3,
    functionWords: [
      "ที่", "และ", "ใน", "ของ", "เป็น", "มี", "ได้", "ว่า", "ให้", "ไม่", "จะ", "กับ", "จาก", "นี้", "แต่",
      "หรือ",
      "โดย", "เพื่อ", "ซึ่ง", "แล้ว",
    ],
    endings: ["ๆ", "นั้น", "นี้"], space: "", comma: " ", stops: [" ", " ", "\u{20}\u{20}", " ฯ "],
    entities: ["กรุงเทพ", "โตเกียว", "2549", "12", "เมษายน 2549"], isCapitalized: false)

  static let english = WrittenLanguage(
    tag: "en",
    pieces: [
      "ba", "ber", "bran", "cal", "car", "cen", "con", "cor", "dal", "den", "dis", "dor", "en",
      "er", "fal",
      "fer", "for", "gan", "gen", "gor", "hal", "hin", "in", "jor", "kel", "ken", "lan", "lek",
      "lin", "man",
      "mar", "men", "mor", "nal", "nes", "nor", "pal", "per", "pin", "por", "ran", "rel", "rin",
      "sal", "sen",
      "sor", "tan", "tel", "ter", "tion", "tor", "val", "ven", "ver", "wen", "win", "yar", "zen",
    ],
    wordLength: 1...4,
    functionWords: [
      "the", "of", "and", "to", "in", "a", "is", "that", "for", "it", "as", "was", "with", "be",
      "by", "on",
      "not", "he", "this", "are", "or", "his", "from", "at", "which", "but", "have", "an", "had",
      "they",
    ],
    endings: ["s", "ed", "ing", "ly", "ation", "'s", "-like"], space: " ", comma: ", ",
    stops: [". ", ". ", ". ", "? ", "! ", "; "],
    entities: [
      "Tokyo", "Taipei", "Seoul", "April 2003", "4 April 2006", "2001", "3.14", "21st", "Kyoto",
    ],
    isCapitalized: true)

  private static func characters(_ text: String) -> [String] {
    text.filter { !$0.isWhitespace }.map { String($0) }
  }
}
