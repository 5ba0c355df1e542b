import Testing

@testable import TansakuText

@Suite("Titles stand in the order that a language gives them")
struct CollatorTests {
  private func sorted(_ texts: [String], _ locale: String) throws -> [String] {
    let collator = try #require(try Collator(languageTag: locale))
    return try texts.map { text in
      var key: [UInt8] = []
      try collator.appendKey(of: text, to: &key)
      #expect(!key.contains(0))
      return (text, key)
    }.sorted { $0.1.lexicographicallyPrecedes($1.1) }.map(\.0)
  }

  @Test("Japanese: kana by their sounds, whichever of the two kana")
  func japanese() throws {
    let order = ["アジア", "いけ", "うみ", "がく", "カラス", "さくら", "タイペイ", "とうきょう", "ハノイ"]
    #expect(try sorted(order.reversed(), "ja") == order)
    // A voiced sound after the plain one, where all else is equal.
    #expect(try sorted(["がき", "かぎ", "かき"], "ja") == ["かき", "かぎ", "がき"])
  }

  @Test("Chinese: by pinyin, or by strokes where that is asked for")
  func chinese() throws {
    // běijīng, hénèi, mǎnílā, shǒu'ěr, táiběi
    let order = ["北京", "河内", "马尼拉", "首尔", "台北"]
    #expect(try sorted(order.reversed(), "zh") == order)
    #expect(try sorted(["三", "一", "二", "十"], "zh-u-co-stroke") == ["一", "二", "十", "三"])
    #expect(try sorted(["二", "三", "一"], "zh") == ["二", "三", "一"])
  }

  @Test("German and Swedish part ways at ä")
  func germanAndSwedish() throws {
    let words = ["Zebra", "Ähre", "Abend", "Ort", "Öl"]
    #expect(try sorted(words, "de") == ["Abend", "Ähre", "Öl", "Ort", "Zebra"])
    #expect(try sorted(words, "sv") == ["Abend", "Ort", "Zebra", "Ähre", "Öl"])
  }

  @Test("A language that ICU does not know has the order of none")
  func unknown() throws {
    let words = ["b", "A", "a", "B", "ä", "1", "中", "あ"]
    #expect(try sorted(words, "qqx") == sorted(words, "und"))
    #expect(try sorted(words, "") == sorted(words, "und"))
    #expect(try sorted(words, "und").first == "1")
  }

  @Test("What is no language tag makes no collator")
  func badTags() throws {
    for tag in ["ja JP", "日本語", "ja-", "-", "a\0", String(repeating: "x", count: 500)] {
      #expect(try Collator(languageTag: tag) == nil, "\(tag)")
    }
  }

  @Test("Long titles have whole keys")
  func long() throws {
    let long = String(repeating: "台北", count: 5000)
    #expect(try sorted([long + "b", long + "a", "台"], "zh") == ["台", long + "a", long + "b"])
  }
}
