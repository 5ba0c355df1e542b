import TansakuTestSupport
import TansakuText
import Testing

@Suite("A terminal gives each character its columns") struct DisplayWidthTests {
  @Test(
    "Wide characters take two columns, marks none",
    arguments: [
      ("", 0), ("abc", 3), ("台北", 4), ("ﾀｲﾍﾟｲ", 5), ("ＡＢ", 4), ("e\u{301}", 1), ("서울", 4),
      ("ไทเป", 4), ("กรุง", 3), ("\u{1112}\u{1161}\u{11AB}", 2), ("が", 2), ("か\u{3099}", 2),
      ("𠮷", 2), ("葛\u{E0100}", 2), ("東京、", 6), ("ﬁ", 1), ("한\u{302E}", 2), ("a\u{200B}b", 2),
      ("co\u{AD}op", 5), ("\u{600}1", 2), ("قاهرة", 5), ("\u{202E}a\u{202C}", 1), ("\u{1B}[m", 3),
      ("\r\n", 2), ("台\r\n", 4), ("\u{3000}", 2),
    ])
  func columns(text: String, count: Int) { #expect(DisplayWidth.columns(of: text) == count) }

  @Test(
    "An emoji takes two columns, however many characters make it",
    arguments: [
      ("😀", 2), ("👍🏽", 2), ("👨‍👩‍👧", 2), ("❤", 1), ("❤\u{FE0F}", 2), ("❤\u{FE0F}\u{200D}🔥", 2), ("🇯🇵", 2),
      ("1\u{FE0F}\u{20E3}", 2), ("1\u{200D}", 1), ("京👨‍👩‍👧e\u{301}", 5), ("🏽", 2), ("a\u{200D}b", 2),
      ("🇯🇵👍🏽", 4), ("क्\u{200D}ष", 2),
    ])
  func emoji(text: String, count: Int) { #expect(DisplayWidth.columns(of: text) == count) }

  @Test("The columns of a text are those of its grapheme clusters", arguments: [1, 2])
  func clusters(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let pieces: [Unicode.Scalar] = [
      "a", "1", "é", "台", "\u{301}", "\u{3099}", "か", "\u{1100}", "\u{1161}", "\u{11A8}", "👩",
      "\u{200D}",
      "\u{FE0F}", "🏽", "🇯", "🇵", "\n", "\r", "ก", "ุ", "\u{E0100}", "ﾊ", "ﾟ", "\u{20E3}", "❤",
    ]
    for _ in 0..<2_000 {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...8, using: &generator) {
        text.append(pieces.randomElement(using: &generator) ?? "a")
      }
      let whole = String(text)
      #expect(
        DisplayWidth.columns(of: whole) == whole.reduce(0) { $0 + DisplayWidth.columns(of: $1) },
        "\(whole.unicodeScalars.map(\.value)) by \(generator)")
    }
  }
}
