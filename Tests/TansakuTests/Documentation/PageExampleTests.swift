import FoundationEssentials
import Tansaku
import TansakuTestSupport
import Testing

@Suite("The examples of the pages are the code that is compiled here, and they work")
struct PageExampleTests {
  /// The code of the pages, letter for letter, each behind the name of its page.
  // swift-format-ignore
  private static func examples(_ index: SearchIndex, _ searcher: Searcher) throws {
    do {
      // begin ChoosingAndCounting
      let filter = Filter(["language": ["zh"], "date": ["2001..2006"]], excluding: ["kind": ["meeting"]])
      for hit in try searcher.search("Taipei", filter: filter, sort: .date(ascending: false), group: "work") {
        print(hit.title, hit.group?.languages.map(\.rawValue) ?? [])
      }
      for facet in try searcher.facets(["kind", "year"], for: "Taipei", filter: filter) {
        for value in facet.values { print(facet.name, value.value, value.count) }
      }
      // end
    }
    do {
      // begin Citing
      let hits = try index.searcher().search("台北宣言", limit: 100)
      print(Bibliography(hits.map(\.document)).bibTeX)
      // end
    }
    do {
      // begin HelpAtTheBox
      if let meant = try searcher.suggestion(for: "Taipie declaraton") {
        print(meant.query, meant.documentCount)                 // Taipei declaration 128
      }
      // end
    }
    do {
      // begin HelpAtTheBox
      for completion in try searcher.completions(of: "tai") { print(completion.text, completion.source) }
      // end
    }
    do {
      // begin HelpAtTheBox
      let versions = try searcher.moreLikeThis(id: "2006-taipei-declaration.ja")
      let others = try searcher.moreLikeThis(id: "2006-taipei-declaration.ja", onlyOtherWorks: true)
      let letter = try searcher.moreLikeThis(text: "台北で開かれた総会について")
      // end
      #expect(versions.count == 3 && others.count == 2 && !letter.isEmpty)
    }
    do {
      // begin ProvingThatNothingIsMissed
      let report = try index.searcher().audit(samples: 10_000, seed: 1, terms: ["京都"])
      if let fault = report.fault {
        print(fault.term, fault.missed.map(\.id), fault.falseHits.map(\.id))
      }
      // end
      #expect(report.fault == nil)
    }
    do {
      // begin ResultsAsData
      for hit in try searcher.search("臺北") {
        for match in try hit.matches(in: .body) {
          print(hit.id, match.line, match.column, match.bytes, match.text, match.level)
        }
      }
      // end
    }
    do {
      // begin ResultsAsData
      let lines = try searcher.concordance(of: "宣言", order: .right, locale: "ja")
      while let line = try lines.next() {
        print(line.id, line.left, line.match, line.right)
      }
      // end
    }
  }

  /// The blocks of code in this file, by the names of their pages.
  private static func blocks() throws -> [(page: String, code: String)] {
    var blocks: [(String, String)] = []
    var page: String?
    var lines: [Substring] = []
    for line in try String(contentsOf: URL(filePath: #filePath), encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false)
    {
      if line.hasPrefix("      // begin ") {
        page = String(line.dropFirst(15))
        lines = []
      } else if line == "      // end", let name = page {
        blocks.append((name, lines.joined(separator: "\n")))
        page = nil
      } else {
        lines.append(line.dropFirst(6))
      }
    }
    return blocks
  }

  @Test("The pages have this code and no other")
  func pagesHaveThisCode() throws {
    let blocks = try Self.blocks()
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let pages = root.appending(path: "Sources/Tansaku/Tansaku.docc")
    var shown = 0
    for name in try FileManager.default.contentsOfDirectory(atPath: pages.path)
    where name.hasSuffix(".md") && name != "Tansaku.md" {
      let text = try String(contentsOf: pages.appending(path: name), encoding: .utf8)
      shown += text.split(separator: "\n").count { $0 == "```swift" }
      for block in blocks where block.page + ".md" == name {
        #expect(text.contains("```swift\n\(block.code)\n```"), "\(name)\n\(block.code)")
      }
    }
    #expect(blocks.count == shown)
  }

  @Test("The code does what the pages say")
  func codeWorks() throws {
    let texts = [
      ("2006-taipei-declaration.ja", "ja", "台北宣言", "第5回総会（台北）で採択された宣言。"),
      ("2006-taipei-declaration.zh-Hant", "zh-Hant", "臺北宣言", "第五屆總會（臺北）通過的宣言。"),
      ("2003-hanoi-declaration.ja", "ja", "ハノイ宣言", "第3回総会（ハノイ）で採択された宣言。"),
      ("2001-plenary.en", "en", "First plenary", "Taipei declaration and the Tokyo meeting."),
    ]
    let built = try BuiltIndex(
      texts.map { id, language, title, body in
        Document(
          id: id, language: Language(rawValue: language), kind: .declaration, title: title,
          body: body, date: String(id.prefix(4)), work: String(id.prefix { $0 != "." }))
      })
    try Self.examples(built.index, try built.index.searcher())
  }
}
