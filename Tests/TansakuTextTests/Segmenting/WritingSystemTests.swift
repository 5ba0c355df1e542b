import TansakuTestSupport
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

  @Test("The census counts each character as the system that it is of")
  func census() {
    var generator = SeededGenerator(seed: 9)
    let edges: [UInt32] = [0x3040, 0x3041, 0x30FF, 0x3100, 0x4DFF, 0x4E00, 0x9FFF, 0xA000, 0x61, 0]
    let others: [UInt32] = [0x31F0, 0x3400, 0x2_0000, 0x430, 0xE01, 0xAC00, 0x10_FFFF]
    for _ in 0..<500 {
      let alphabet = (edges + others).shuffled(using: &generator).prefix(4)
      let scalars = (0..<30).map { _ in alphabet.randomElement(using: &generator) ?? 0x61 }
      var census = WritingSystem.Census()
      census.add(scalars)
      var counts: [WritingSystem: Int] = [:]
      for system in scalars.compactMap(WritingSystem.of) { counts[system, default: 0] += 1 }
      for system in WritingSystem.allCases {
        #expect(census.count(system) == counts[system] ?? 0, "\(system) in \(scalars)")
      }
    }
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
