import TansakuTestSupport
import Testing

@testable import Tansaku

@Suite("Citations of searches")
struct SearchCitationTests {
  private func documents(_ bodies: [String]) -> [Document] {
    bodies.enumerated().map { Document(id: "d\($0)", kind: .declaration, body: $1) }
  }

  @Test("A citation tells what was searched, where and when")
  func contents() throws {
    let built = try BuiltIndex(documents(["台北宣言", "東京", "Taipei"]))
    let citation = try built.index.searcher().citation(
      of: Query(anyOf: [.words("Taipei"), .phrase("北宣")]),
      filter: Filter(["kind": ["declaration"], "city": ["Taipei", "Seoul"]]), level: .width,
      at: 1_795_336_260)
    #expect(citation.query == "Taipei \"北宣\"")
    #expect(citation.level == .width)
    #expect(citation.filterText == "city=Taipei city=Seoul kind=declaration")
    #expect(citation.documentCount == 3)
    #expect(citation.matchCount == 0)
    #expect(citation.date == "2026-11-22T08:31:00Z")
    #expect(citation.engine == EngineVersion.current)
    #expect(citation.analysis.hasSuffix("ICU \(citation.icu)"))
    #expect(citation.generation == 1)
    #expect(citation.fingerprint.utf8.count == 16)
  }

  @Test("The matches are those of the search, at every level", arguments: MatchLevel.allCases)
  func matches(level: MatchLevel) throws {
    let built = try BuiltIndex(documents(["台北宣言", "臺北", "Taipei", "東京"]))
    let searcher = try built.index.searcher()
    let citation = try searcher.citation(of: "臺北", level: level)
    #expect(
      try citation.matchCount
        == searcher.search("臺北", limit: 0, countExactly: true, level: level).total)
    #expect(citation.matchCount > 0)
  }

  @Test("The fingerprint of a commit is the same whoever opens it, and for the same documents")
  func sameCommit() throws {
    let built = try BuiltIndex(documents(["台北宣言", "東京"]), segments: 2)
    let fingerprint = try built.index.searcher().fingerprint
    #expect(try built.index.searcher().fingerprint == fingerprint)
    #expect(try SearchIndex(existingAt: built.index.path).searcher().fingerprint == fingerprint)
    let again = try BuiltIndex(documents(["台北宣言", "東京"]), segments: 2)
    #expect(try again.index.searcher().fingerprint == fingerprint)
  }

  @Test("Another commit has another fingerprint, even with as many documents as long")
  func otherCommits() throws {
    let texts = ["台北宣言", "東京宣言", "京都宣言"]
    let built = try BuiltIndex(documents(texts))
    let old = try built.index.searcher()
    var seen = [old.fingerprint]
    // Other texts of the same length.
    seen.append(try fingerprint(of: texts.reversed()))
    // One or the other deleted.
    for id in ["d0", "d1"] { seen.append(try fingerprint(of: texts, without: id)) }
    seen.append(try fingerprint(of: []))
    try built.index.update { writer in try writer.add(Document(id: "new")) }
    seen.append(try built.index.searcher().fingerprint)
    #expect(Set(seen).count == 6)
    #expect(old.fingerprint == seen[0])
  }

  private func fingerprint(of texts: [String], without id: String? = nil) throws -> String {
    let built = try BuiltIndex(documents(texts))
    return try withExtendedLifetime(built) {
      try built.index.update { writer in
        if let id { _ = try writer.delete(id: id) }
      }
      return try built.index.searcher().fingerprint
    }
  }
}
