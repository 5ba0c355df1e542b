import Tansaku
import TansakuReading
import Testing

@Suite("The two documents that the project began with")
struct SeedTests {
  private func read(_ name: String) throws -> Document {
    let (all, report) = try documents(seed(name))
    #expect(report.skipped.isEmpty && report.converted.isEmpty)
    return try #require(all.first)
  }

  private func expectNoMarkup(_ body: String) {
    for trace in ["http", "wikilink", ".md", "style=", "</", "**", "](", "[["] {
      #expect(!body.contains(trace), "\(trace) is left")
    }
    #expect(body.firstMatch(of: /<[A-Za-z\/!]/) == nil)
  }

  @Test("The record with HTML in its fields gives its lines, and its title from the first row")
  func record() throws {
    let document = try read("000_285b1f751ce2e007.txt")
    print(
      "---- \(document.title)\n\(document.body.split(separator: "\n", omittingEmptySubsequences: false).prefix(15).joined(separator: "\n"))\n----"
    )
    #expect(document.id == "000_285b1f751ce2e007.txt")
    #expect(document.title == "アジア大都市ネットワーク21(ANMC21)")
    expectNoMarkup(document.body)
    let lines = document.body.split(separator: "\n").map(String.init)
    #expect(lines.prefix(3) == ["2", "知事本局", "アジア大都市ネットワーク21(ANMC21)"])
    #expect(lines.contains("事業概要") && lines.contains("今後の見通し"))
    #expect(lines.contains { $0.contains("参加都市") && $0.contains("バンコク") })
    #expect(lines.contains("平成18年4月 アジア大都市ネットワーク21第5回総会(台北)"))
    #expect(lines.contains("北京脱退に伴う規約改正、共同事業のレビュー決定、台北宣言の採択"))
    #expect(lines.contains("電話 03-5388-2235"))
    let meetings = lines.filter { $0.contains("アジア大都市ネットワーク21第") && $0.hasPrefix("平成") }
    #expect(meetings.count == 12)
    #expect(meetings.allSatisfy { $0.split(separator: "総会(").count == 2 })
  }

  @Test("The wiki page in Markdown gives its text; links, targets and marks are gone")
  func wikiPage() throws {
    let document = try read("004_f0d1db8ae49c0817.txt")
    print(
      "---- \(document.title)\n\(document.body.split(separator: "\n", omittingEmptySubsequences: false).prefix(15).joined(separator: "\n"))\n----"
    )
    #expect(document.title == "亞洲主要都市網")
    expectNoMarkup(document.body)
    #expect(
      document.body.hasPrefix(
        "亞洲主要都市網，全名為21世紀亞洲主要都市網（Asian Network of Major Cities 21，簡稱ANMC\n21），是2000年由日本東京都知事石原慎太郎與其他三個亞洲國家主要都市首長所發起。"
      ))
    let lines = document.body.split(separator: "\n").map(String.init)
    for line in [
      "簡介", "成立目的", "會員都市", "曼谷", "德里※", "河內", "臺北", "東京※", "吉隆坡※", "托木斯克",
      "※共同提倡都市", "2006年4月：第五屆年會，台北。", "2010年11月 : 第九屆年會，東京", "外部連結",
      "Category:国际组织", "Category:亚洲",
    ] {
      #expect(lines.contains(line), "\(line) has no line of its own")
    }
  }
}
