import Tansaku
import TansakuReading
import TansakuTestSupport
import Testing

@Suite("Plain text, tables and forms")
struct TextTests {
  @Test("A short first line is the title, a long one is not; the body is the whole text")
  func titles() throws {
    let short = try document("a.txt", "\n  台北宣言 \r\n第一条\r\n")
    #expect(short.title == "台北宣言" && short.body == "\n  台北宣言 \r\n第一条\r\n")
    let long = try document("dir.name.txt", String(repeating: "長", count: 121) + "\nx")
    #expect(long.title == "dir.name")
    #expect(try document("plain", "word").title == "word")
  }

  @Test("Content decides what a .txt is")
  func content() throws {
    #expect(try document("a.txt", "<!doctype html><title>T</title><p>x").title == "T")
    #expect(try document("a.txt", "<p>x</p><p>y</p>").body == "x\n\ny")
    #expect(try document("a.txt", "---\ntitle: T\n---\nx").title == "T")
    #expect(try document("a.txt", "# T\n\nsee [x](a/b.md)").body == "see x")
    #expect(try document("a.txt", "# T\n\nx\n\n## U\n\ny").title == "T")
    for plain in [
      "a < b and c > d", "# include\n# define", "see [1] and (2)", "a\tb\nc\td", "<参加都市>台北",
      "f[i](x) and g[j](y)",
    ] {
      #expect(try document("a.txt", plain).body == plain)
    }
  }

  @Test("A table with HTML in its fields becomes lines, one without stays as it is")
  func tables() throws {
    let form = try document(
      "a.tsv", "1\t市\t計画\r\n概要\t\t<p>甲<p><都市>乙\r\n\r\n一つ\r\n連絡\t03&amp;5\t\r\n")
    #expect(form.title == "計画")
    #expect(form.body == "1\n市\n計画\n\n概要\n甲\n\n<都市>乙\n\n一つ\n\n連絡\n03&5")
    let plain = try document("a.tsv", "id\tname\n1\t東京\n")
    #expect(plain.body == "id\tname\n1\t東京\n" && plain.title == "id\tname")
  }

  @Test("Empty files and files of white space are passed over without fault")
  func empty() throws {
    for name in ["a.txt", "a.md", "a.html", "a.tsv"] {
      for text in ["", " \n\u{3000}\n"] {
        let report = try report(name, text.utf8)
        #expect(report.documents == 0 && report.faultCount == 0 && report.skipped.count == 1)
      }
    }
  }

  @Test("A long text is split at line ends; its parts put together are the text")
  func split() throws {
    let text = (0..<5000).map { "第\($0)行の文章。\n" }.joined()
    let folder = try TemporaryDirectory()
    let options = DocumentReader.Options(documentLimit: 10_000, partSize: 4_000)
    let (all, report) = try documents(folder.write("x.txt", text), options)
    #expect(report.faultCount == 0 && report.files == 1 && report.bytes == text.utf8.count)
    #expect(all.count > 20)
    #expect(all[0].id == "x.txt" && all[1].id == "x.txt#2" && all[2].id == "x.txt#3")
    #expect(all[0].title == "第0行の文章。" && all[1].title == "第0行の文章。 (2)")
    #expect(all.map(\.body).joined() == text)
    #expect(all.allSatisfy { $0.body.hasSuffix("\n") && $0.body.utf8.count <= 4_000 })
    #expect(try documents(folder.write("y.txt", String(text.prefix(400))), options).all.count == 1)
  }

  @Test("A line without end is split between characters, with their accents")
  func endless() throws {
    var random = SeededGenerator(seed: 7)
    let letters = ["a", "東", "e\u{301}\u{323}", "𠮷", "👩‍👩‍👧‍👧", "เที่", "한"]
    for partSize in [1, 2, 7, 64, 1000] {
      let text = (0..<3000).map { _ in letters.randomElement(using: &random) ?? "" }.joined()
      let folder = try TemporaryDirectory()
      let options = DocumentReader.Options(documentLimit: 1000, partSize: partSize)
      let (all, _) = try documents(folder.write("x.txt", text), options)
      #expect(all.map(\.body).joined() == text)
      #expect(Set(all.map(\.id)).count == all.count)
      if partSize >= 64 { #expect(all.map(\.body.count).reduce(0, +) == text.count) }
    }
  }

  @Test("A page over the limit is a fault that says what to do")
  func tooLong() throws {
    let folder = try TemporaryDirectory()
    let path = try folder.write("a.html", "<p>" + String(repeating: "x", count: 2000))
    let (all, report) = try documents(path, .init(documentLimit: 1000))
    #expect(all.isEmpty && report.skipped.first?.reason.contains("raise the limit") == true)
  }
}
