import Tansaku
import TansakuTestSupport

/// Texts of a seed that are hard to cut: marks that combine, emoji of several characters, pairs of
/// surrogates, Hangul in letters, Thai, ideographs with selectors of their forms.
struct HardTexts {
  private var generator: SeededGenerator

  private static let pieces = [
    "か\u{3099}", "ﾊ\u{FF9F}", "e\u{301}", "é", "a", "word", "declaration", "ｗｏｒｄ", "Word", "👨‍👩‍👧", "👍🏽",
    "🇯🇵", "❤\u{FE0F}", "𠮷", "𠮷野家", "葛\u{E0100}", "葛", "\u{1112}\u{1161}\u{11AB}", "한", "서울",
    "กรุงเทพ", "กำ", "น้ำ", "เมือง", "ก", "台北", "臺北", "宣言", "都市", "大都市", "network", "नमस्ते", "क्षि",
    "\u{600}1", "क्\u{200D}ष", "supercalifragilisticexpialidocious", "x\u{301}\u{302}\u{303}",
  ]
  private static let gaps = [
    "", "", "", "", " ", " ", "\n", "\r\n", "\r", "  ", "、", "。", "\u{3000}", "\t", "\u{200B}",
    "\u{AD}", "-",
    " \u{301}", "\u{2029}",
  ]

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  /// A text of so many pieces.
  mutating func text(_ count: Int) -> String {
    var text = ""
    for _ in 0..<count {
      text += HardTexts.pieces.randomElement(using: &generator) ?? ""
      text += HardTexts.gaps.randomElement(using: &generator) ?? ""
    }
    return text
  }

  /// A query for something of a text or for words that may be there.
  mutating func query(of text: String) -> Query {
    var clauses: [Query.Node] = []
    for _ in 0...Int.random(in: 0...2, using: &generator) {
      if generator.once(in: 2) {
        let scalars = Array(text.unicodeScalars)
        let start = Int.random(in: 0..<max(1, scalars.count), using: &generator)
        let end = min(scalars.count, start + Int.random(in: 1...12, using: &generator))
        var part = String.UnicodeScalarView()
        part.append(contentsOf: scalars[min(start, end)..<end])
        clauses.append(.phrase(String(part)))
      } else {
        clauses.append(.words(HardTexts.pieces.randomElement(using: &generator) ?? ""))
      }
    }
    return Query(anyOf: clauses)
  }

  /// A number of a range.
  mutating func number(in range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &generator)
  }
}
