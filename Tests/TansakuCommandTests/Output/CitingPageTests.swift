import TansakuText
import Testing

@testable import TansakuCommand

@Suite("The page about citing shows what the tool prints")
struct CitingPageTests {
  @Test("The lines behind the hits are those of the page, apart from the date")
  func citedSearch() throws {
    let page = try text(of: "\(repositoryRoot)/Sources/Tansaku/Tansaku.docc/Citing.md")
    let block = try #require(page.split(separator: "```\n").first { $0.hasPrefix("query ") })
    let shown = block.split(separator: "\n")
    let outcome = try Corpus.shared.get().tool("search", "臺北", "--cite", "--limit", "1")
    let printed = outcome.output.split(separator: "\n").suffix(shown.count)
    #expect(outcome.status == 0 && shown.count == 6 && printed.count == 6)
    for (line, other) in zip(printed, shown) where !line.hasPrefix("date ") {
      if line.hasPrefix("index ") {
        // The fingerprint depends on ICU and on the folder that the texts were read from.
        #expect(line.prefix { $0 != "f" } == other.prefix { $0 != "f" })
        #expect(line.count == other.count)
      } else if line.hasPrefix("engine ") {
        #expect(line.prefix { $0 != "I" } == other.prefix { $0 != "I" })
        #expect(line.hasSuffix("ICU \(AnalysisVersion.icu)"))
      } else {
        #expect(line == other)
      }
    }
  }
}
