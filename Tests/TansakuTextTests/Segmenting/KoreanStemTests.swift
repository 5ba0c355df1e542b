import Testing

@testable import TansakuText

@Suite("Stems of Korean words")
struct KoreanStemTests {
  private func stem(_ word: String, isAnyEndingCut: Bool = false) -> String? {
    let scalars = word.unicodeScalars.map(\.value)
    return KoreanStem.length(of: scalars[...], isAnyEndingCut: isAnyEndingCut).map {
      String(String.UnicodeScalarView(word.unicodeScalars.prefix($0)))
    }
  }

  @Test(
    "The longest particle is cut",
    arguments: [
      ("서울에서", "서울"), ("서울에서는", "서울"), ("학교로부터", "학교"), ("선언을", "선언"), ("도시들의", "도시"),
    ])
  func particles(word: String, expected: String) {
    #expect(stem(word) == expected)
  }

  @Test(
    "What has no particle stays whole, and so does what is short", arguments: ["대한민국", "수도", "책을"])
  func whole(word: String) {
    #expect(stem(word) == nil)
  }

  @Test("Where any ending is cut, half of a word is left, and less behind a long particle")
  func anyEnding() {
    #expect(stem("만들었다", isAnyEndingCut: true) == "만들")
    #expect(stem("대한민국", isAnyEndingCut: true) == "대한")
    #expect(stem("샌프란시스코에서", isAnyEndingCut: true) == "샌프란시")
    #expect(stem("서울에서는", isAnyEndingCut: true) == "서울")
    #expect(stem("수도", isAnyEndingCut: true) == nil)
  }
}
