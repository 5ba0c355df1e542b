import TansakuTestSupport
import TansakuText
import Testing

@testable import Tansaku
@testable import TansakuCommand

@Suite("The lines of a concordance stand below one another") struct TextConcordanceTests {
  private func line(_ left: String, _ match: String, _ right: String) -> ConcordanceLine {
    ConcordanceLine(
      id: "id", title: "", field: .body, left: left, match: match, right: right,
      place: TextMatch(
        bytes: 0..<1, scalars: 0..<1, utf16: 0..<1, line: 3, column: 1, text: match, part: nil,
        level: .exact))
  }

  @Test(
    "Whatever is around it, the occurrence begins in one column",
    arguments: [
      ("held in ", "台北", "で採択"), ("第5回総会", "台北", "。"), ("", "台北", ""), ("e\u{301}👨‍👩‍👧", "台北", "🇯🇵"),
      ("الاجتماع في ", "台北", " والمدينة"), ("a\u{1B}[2J\u{202E}b", "台北", "\u{7}\u{2069}"),
      ("กรุงเทพ", "台北", "เมือง"),
    ])
  func columns(left: String, match: String, right: String) throws {
    let text = TextConcordance(width: 20, isMarked: false).text(of: line(left, match, right))
    let start = try #require(text.firstRange(of: "台北"))
    #expect(DisplayWidth.columns(of: String(text[..<start.lowerBound])) == 22)
    let end = try #require(text.firstRange(of: "id:3"))
    #expect(DisplayWidth.columns(of: String(text[..<end.lowerBound])) == 22 + 4 + 2 + 20 + 2)
    #expect(
      !text.unicodeScalars.contains { $0.properties.generalCategory == .control }
        && !text.unicodeScalars.contains("\u{202E}"))
  }

  @Test("What runs from right to left is isolated, and nothing else")
  func isolates() {
    #expect(Cell("קהיר").text == "\u{2068}קהיר\u{2069}")
    #expect(Cell("קהיר\u{2067}").text == "\u{2068}קהיר\u{2069}")
    #expect(Cell("Cairo").text == "Cairo")
    #expect(Cell(" a ", trimming: .beginning).text == "a ")
    #expect(Cell(" a ", trimming: .end).text == " a")
  }

  @Test("Occurrences are marked where colour is wanted")
  func marks() {
    let text = TextConcordance(width: 2, isMarked: true).text(of: line("a", "b", "c"))
    #expect(text == " a  \u{1B}[1;4mb\u{1B}[0m  c   id:3")
  }
}
