import TansakuStorage
import TansakuTestSupport
import Testing

@testable import Tansaku

@Suite("Aliases of an index")
struct AliasesTests {
  let directory: TemporaryDirectory
  let aliases: Aliases
  static let names = "declaration|宣言|선언\nplenary meeting|総会|年會\n"

  init() throws {
    directory = try TemporaryDirectory()
    aliases = try Aliases(parsing: AliasesTests.names)
  }

  private func documents() -> [Document] {
    [
      Document(id: "en", title: "The Declaration", body: "adopted by the plenary meeting"),
      Document(id: "ja", title: "宣言", body: "第5回総会で採択された"),
      Document(id: "zh", title: "第五屆年會", body: "通過"),
      Document(id: "ko", title: "서울선언", body: "채택"),
      Document(id: "in", title: "独立宣言書類", body: ""),
      Document(id: "none", title: "plenary", body: "a meeting of none"),
    ]
  }

  private func build(_ aliases: Aliases?, at name: String = "i") throws -> SearchIndex {
    let index = try SearchIndex(at: directory.path(name), aliases: aliases)
    try index.update { writer in
      for document in documents() { try writer.add(document) }
    }
    return index
  }

  private func ids(_ query: String, _ index: SearchIndex) throws -> Set<String> {
    Set(try index.searcher().search(query).map(\.id))
  }

  @Test("any name finds what has any, and what the characters find is not lost")
  func finds() throws {
    _ = try build(aliases)
    // The index knows them by itself.
    let index = try SearchIndex(existingAt: directory.path("i"))
    #expect(try index.searcher().aliases == aliases)
    for name in ["declaration", "선언", "宣言"] {
      let found = try ids(name, index)
      #expect(found.isSuperset(of: ["en", "ja", "ko"]), "\(name): \(found)")
      #expect(!found.contains("none"))
    }
    #expect(try ids("宣言", index).contains("in"))
    #expect(try ids("年會", index) == ["en", "ja", "zh"])
    #expect(try ids("\"宣言\"", index) == ["ja", "in"])
    let plain = try build(nil, at: "plain")
    #expect(try ids("선언", plain) == ["ko"])
    #expect(try plain.searcher().aliases == nil)
  }

  @Test("a concept and the word that names it are one term, and the word itself counts a little")
  func oneTerm() throws {
    let searcher = try build(aliases).searcher()
    let plan = try searcher.snapshot.withAnalyzer { analyzer in
      var planner = QueryPlanner(analyzer: analyzer, weights: .standard)
      return try planner.plan(Query("宣言"))
    }
    let word = TermSelector.key(TermKey(.word, "宣言"))
    #expect(
      plan.terms.map(\.selectors) == [[.key(TermKey(.concept, "declaration")), word], [word]])
    #expect(plan.terms[0].weight > plan.terms[1].weight)
    let hits = try searcher.search("declaration 宣言")
    let scores = Dictionary(uniqueKeysWithValues: hits.map { ($0.id, $0.score) })
    #expect(scores["ja"] ?? 0 > 0)
    #expect(scores["en"] ?? 0 > 0)
  }

  @Test("the other name is marked in what is shown")
  func marks() throws {
    let searcher = try build(aliases).searcher()
    let hit = try #require(try searcher.search("plenary meeting").first { $0.id == "ja" })
    let excerpt = try #require(try hit.excerpt(of: .body))
    #expect(!excerpt.marks.isEmpty)
  }

  @Test("aliases stay what they were with the first document")
  func fixed() throws {
    let other = try Aliases(parsing: "declaration|宣言\n")
    // An empty index takes others.
    _ = try SearchIndex(at: directory.path("i"))
    _ = try SearchIndex(at: directory.path("i"), aliases: other)
    let index = try build(aliases)
    for given in [nil, aliases, try Aliases(parsing: "# the same\n" + aliases.description)] {
      _ = try SearchIndex(at: directory.path("i"), aliases: given)
    }
    #expect {
      _ = try SearchIndex(at: directory.path("i"), aliases: other)
    } throws: { error in
      (error as? IndexError)?.code == .badAliases
        && "\(error)".contains("other aliases (2 concepts, 6 names)")
    }
    #expect {
      _ = try SearchIndex(at: try build(nil, at: "plain").path, aliases: other)
    } throws: { error in
      "\(error)".contains("built with no aliases")
    }
    // Later documents and merges go on with them.
    try index.update { writer in try writer.add(Document(id: "late", title: "Declaration")) }
    try index.merge()
    #expect(try ids("선언", index).isSuperset(of: ["en", "ja", "ko", "late"]))
    #expect(try index.searcher().aliases == aliases)
  }

  @Test("the bytes of the index are the same whatever the number of threads")
  func threads() throws {
    for jobs in [1, 3] {
      var index = try SearchIndex(at: directory.path("\(jobs)"), aliases: aliases)
      index.tags = TagSource { 0 }
      try index.update(concurrency: jobs) { writer in
        for document in documents() { try writer.add(document) }
      }
    }
    for name in try LocalFileSystem().list(directory.path("1")) where name != "tansaku-lock" {
      #expect(try content(of: "1/\(name)") == content(of: "3/\(name)"), "\(name)")
    }
  }

  private func content(of name: String) throws -> [UInt8] {
    let file = try LocalFileSystem().map(directory.path(name))
    return withExtendedLifetime(file) { Array(file.bytes) }
  }

  @Test("a fault names the line")
  func faults() {
    #expect {
      _ = try Aliases(parsing: "a|b\nc|")
    } throws: { error in
      (error as? IndexError)?.code == .badAliases && "\(error)".contains("Line 2")
    }
  }

  @Test("a check and a searcher find aliases that cannot be read")
  func unreadable() throws {
    let index = try build(aliases)
    let files = LocalFileSystem()
    var manifest = try #require(try Manifest(in: index.path, fileSystem: files))
    manifest.aliases = "a|"
    try manifest.write(in: index.path, fileSystem: files)
    let report = try IndexCheck(directory: index.path).run()
    #expect(report.faults.contains { $0.message.contains("aliases") })
    #expect(throws: IndexError.self) { try index.searcher() }
  }
}
