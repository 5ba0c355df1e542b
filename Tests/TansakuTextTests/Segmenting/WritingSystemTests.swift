import Testing

@testable import TansakuText

@Suite("What most of a text is written in")
struct WritingSystemTests {
  private func leading(_ texts: String...) throws -> WritingSystem? {
    var census = WritingSystem.Census()
    let analyzer = try Analyzer()
    for text in texts { census.add(try analyzer.analyze(text).folded.scalars) }
    return census.leading
  }

  @Test(
    "Told by its characters",
    arguments: [
      ("台北宣言", WritingSystem.han), ("台北で採択された宣言", .japanese), ("Taipei 台北 meeting", .latin),
      ("타이베이 선언", .hangul), ("ปฏิญญาไทเป", .thai), ("Тайбэйская декларация", .cyrillic),
      ("ताइपे घोषणा", .devanagari), ("ရန်ကုန်", .burmese), ("ហាណូយ", .khmer), ("ຮ່າໂນ້ຍ", .lao),
    ])
  func systems(text: String, expected: WritingSystem) throws {
    #expect(try leading(text) == expected)
  }

  @Test("All texts count together, and neither digits nor separators count")
  func together() throws {
    #expect(try leading("台北", "the declaration") == .latin)
    #expect(try leading("2006 / 4", "！") == nil)
    // A twentieth of kana makes Japanese of Han.
    #expect(try leading(String(repeating: "漢", count: 19) + "の") == .japanese)
    #expect(try leading(String(repeating: "漢", count: 20) + "の") == .han)
  }
}
