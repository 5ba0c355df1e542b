import TansakuTestSupport
import TansakuText
import Testing

@testable import Tansaku

@Suite("What a text that is being typed may become")
struct CompletionTests {
  private func texts(
    _ prefix: String, _ searcher: Searcher, limit: Int = 10
  ) throws -> [String] {
    try searcher.completions(of: prefix, limit: limit).map(\.text)
  }

  private func sample() throws -> (BuiltIndex, Searcher) {
    let built = try BuiltIndex(Self.documents)
    return (built, try built.index.searcher())
  }

  /// One for all that only asks.
  private static let shared = Result { () throws -> (BuiltIndex, Searcher) in
    let built = try BuiltIndex(documents)
    return (built, try built.index.searcher())
  }

  private static let documents = [
    Document(id: "1", title: "Taipei Declaration", body: "台北 declaration networks"),
    Document(id: "2", title: "台北宣言", body: "タイペイ declaration networks"),
    Document(id: "3", title: "第5回総会（台北）", body: "서울 東京 declaration コンピューター"),
    Document(id: "4", title: "臺北宣言", body: "Seoul コンピューター 나라 나라의"),
    Document(id: "5", title: "Tailoring networks", body: "Tokyo"),
  ]

  @Test(
    "The first completion",
    arguments: [
      ("tai", "Taipei"), ("TAI", "Taipei"), ("taipei d", "Taipei Declaration"), ("タイ", "タイペイ"),
      ("たい", "タイペイ"), ("台", "台北"), ("臺北宣", "臺北宣言"), ("台北宣", "台北宣言"), ("第5回", "第5回総会（台北）"),
      ("decl", "declaration"), ("こんぴゅ", "コンピューター"), ("konpyu", "コンピューター"),
      // Half a syllable, and one whose end belongs to the next.
      ("서우", "서울"), ("서ㅇ", "서울"), ("성", "서울"), ("ㅅ", "서울"),
      ("toukyou", "東京"), ("toukyo", "東京"), ("とうk", "東京"), ("とうきょ", "東京"), ("taib", "Taibei"),
      ("東", "東京"), ("东", "东京"), ("tok", "Tokyo"), ("宣言 tai", "宣言 Taipei"),
      ("taipei netw", "taipei networks"),
    ])
  func first(typed: String, completed: String) throws {
    let searcher = try Self.shared.get().1
    #expect(try texts(typed, searcher).first == completed)
  }

  @Test(
    "What begins nothing has no completion",
    arguments: [
      "", " ", "?", "zzz", "\u{3099}", "taipeix", "ーーー", "q w",
      String(repeating: "tai", count: 300),
    ])
  func none(typed: String) throws {
    let searcher = try Self.shared.get().1
    #expect(try texts(typed, searcher).isEmpty)
  }

  @Test("Titles and cities come before words, words before titles that only have it inside")
  func order() throws {
    let (built, searcher) = try sample()
    let found = try searcher.completions(of: "tai")
    #expect(found.first?.source == .city && found.first?.documentCount == 4)
    let places = Dictionary(uniqueKeysWithValues: zip(found.map(\.text), 0...))
    let titles = try #require(places["Tailoring networks"])
    #expect(try #require(places["Taipei"]) < titles)
    let inside = try texts("net", searcher)
    #expect(inside == ["networks", "Tailoring networks"])
    _ = built
  }

  @Test("No two fold alike, and no more come than are asked for")
  func folds() throws {
    let (built, searcher) = try sample()
    let found = try texts("台北", searcher)
    #expect(found.count(where: { $0.hasSuffix("宣言") }) == 1)
    #expect(
      try searcher.completions(of: "台北宣言").first
        == Completion(text: "台北宣言", source: .title, documentCount: 2))
    for limit in 0...4 { #expect(try texts("t", searcher, limit: limit).count <= limit) }
    #expect(throws: IndexError.self) { try searcher.completions(of: "t", limit: -1) }
    #expect(try searcher.completions(of: "t", limit: .max).count <= Searcher.mostCompletions)
    _ = built
  }

  @Test("What was deleted completes nothing")
  func deleted() throws {
    let (built, _) = try sample()
    try built.index.update { writer in
      for id in ["1", "2", "3", "4"] { try writer.delete(id: id) }
    }
    let searcher = try built.index.searcher()
    #expect(try texts("台", searcher).isEmpty)
    #expect(try texts("tail", searcher) == ["Tailoring networks"])
    _ = built
  }

  @Test("A look-up finds what a look at every key finds", arguments: 0..<15)
  func twin(seed: UInt64) throws {
    var corpus = RandomCorpus(seed: seed)
    let documents = corpus.documents(60)
    let built = try BuiltIndex(documents, segments: Int(seed % 3) + 1)
    let searcher = try built.index.searcher()
    let table = try searcher.suggesting.completions(of: searcher.snapshot.segments)
    let folder = TextFolder()
    func key(_ text: String) -> CompletionKey {
      CompletionKey(folder.fold(text), characterClass: folder.characterClass)
    }
    let keys = table.items.map { $0.texts.map(key) }
    for _ in 0..<40 {
      let prefix = key(corpus.substring(of: documents, upTo: 4)).bytes
      if prefix.isEmpty { continue }
      let expected = table.items.indices.filter { item in
        keys[item].contains { key in
          let starts = [0] + (table.items[item].source == .title ? key.starts.prefix(8) : [])
          return starts.contains { key.bytes[$0...].starts(with: prefix) }
        }
      }
      let all = table.matches(prefix, limit: 100_000)
      #expect(all.map(\.item).sorted() == expected)
      #expect(table.matches(prefix, limit: 5).map(\.item) == all.prefix(5).map(\.item))
    }
    // The titles are those of the documents.
    let titles = Set(documents.map { key($0.title).bytes }).filter { !$0.isEmpty }
    #expect(table.items.count { $0.source == .title } == titles.count)
    _ = built
  }

  @Test("Two that ask at once get the same")
  func concurrent() async throws {
    let (built, searcher) = try sample()
    let expected = try texts("t", try built.index.searcher())
    await withTaskGroup(of: [String]?.self) { group in
      for _ in 0..<8 {
        group.addTask { try? searcher.completions(of: "t").map(\.text) }
      }
      for await found in group { #expect(found == expected) }
    }
  }
}
