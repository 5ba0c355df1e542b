import TansakuTestSupport
import TansakuText
import Testing

@testable import Tansaku

@Suite("Levels find what the stored texts say, and more from level to level")
struct LevelTests {
  private static let levels: [MatchLevel] = [.exact, .width, .variant, .meaning]

  /// An index of random documents, some of which are deleted again, and those that are left.
  private func sample(
    seed: UInt64, segments: Int
  ) throws -> (built: BuiltIndex, documents: [Document], corpus: RandomCorpus) {
    var corpus = RandomCorpus(seed: seed)
    let documents = corpus.documents(150)
    let built = try BuiltIndex(documents, segments: segments)
    if segments > 1 {
      try built.index.update { writer in
        for document in documents where document.id.hasSuffix("3") {
          try writer.delete(id: document.id)
        }
      }
    }
    return (
      built, documents.filter { segments == 1 || !$0.id.hasSuffix("3") }, corpus
    )
  }

  @Test("Words and phrases at each level are those of a scan of all texts", arguments: [1, 5])
  func scan(segments: Int) throws {
    var (built, documents, corpus) = try sample(seed: UInt64(segments) + 50, segments: segments)
    let searcher = try built.index.searcher()
    let analyzer = try Analyzer()
    var counts: [MatchLevel: Int] = [:]
    for round in 0..<60 {
      let words = corpus.text(upTo: 3)
      let run = corpus.substring(of: documents, upTo: 8)
      let query =
        switch round % 4 {
        case 0: Query(anyOf: [.words(words)])
        case 1: Query(anyOf: [.phrase(run)])
        case 2: Query(allOf: [.words(words), .any([.phrase(run), .words("會議")])])
        default: Query(anyOf: [.words(run), .words("臺北")])
        }
      var planner = QueryPlanner(analyzer: analyzer, weights: .standard)
      let plan = try planner.plan(query)
      if plan.isEmpty { continue }
      let matcher = LevelMatcher(plan.parts, analyzer: analyzer)
      let meaning = try searcher.search(query, limit: 1000, countExactly: true)
      for level in Self.levels {
        let found = try searcher.search(query, limit: 1000, countExactly: true, level: level)
        counts[level, default: 0] += found.count
        let matching =
          level == .meaning
          ? meaning.map(\.id)
          : try documents.filter {
            try matcher.strictestLevel(of: $0).map { $0 <= level } ?? false
          }.map(\.id)
        #expect(found.map(\.id).sorted() == matching.sorted(), "\(query) at \(level)")
        #expect(found.total == matching.count && found.isExact)
        #expect(try found.allSatisfy { try $0.level <= level }, "\(query) at \(level)")
        #expect(try searcher.count(query, level: level) == matching.count)
        let few = try searcher.search(query, limit: 3, level: level)
        #expect(few.map(\.id) == found.prefix(3).map(\.id), "\(query) at \(level)")
        #expect(few.total <= matching.count && (!few.isExact || few.total == matching.count))
        let later = try searcher.search(query, limit: 3, skip: 2, level: level)
        #expect(later.map(\.id) == found.dropFirst(2).prefix(3).map(\.id))
        #expect(
          try searcher.ranking(query, limit: 3, level: level).map(\.id) == few.map(\.id))
      }
    }
    // Each level finds something that the stricter one does not.
    #expect(counts[.exact, default: 0] > 500)
    for (strict, loose) in zip(Self.levels, Self.levels.dropFirst()) {
      #expect(counts[strict, default: 0] < counts[loose, default: 0])
    }
  }

  @Test("A phrase at the strictest level is found where the text holds it to the letter")
  func phrasesToTheLetter() throws {
    var (built, documents, corpus) = try sample(seed: 9, segments: 3)
    let searcher = try built.index.searcher()
    var found = 0
    for _ in 0..<150 {
      let run = corpus.substring(of: documents, upTo: 9)
      let hits = try searcher.search(
        Query(anyOf: [.phrase(run)]), limit: 1000, level: .exact)
      let loose = try searcher.search(Query(anyOf: [.phrase(run)]), limit: 1000)
      let trimmed = LevelTests.trimmed(run)
      for hit in hits {
        #expect(
          LevelTests.holds(hit.document.title, trimmed)
            || LevelTests.holds(hit.document.body, trimmed),
          "\(run.debugDescription) in \(hit.id)")
      }
      for hit in loose where !hits.contains(where: { $0.id == hit.id }) {
        // What is left out may hold letters of alphabets only across a border of words or clusters.
        let inside =
          LevelTests.holds(hit.document.title, trimmed)
          || LevelTests.holds(hit.document.body, trimmed)
        let isHan = trimmed.allSatisfy { $0.unicodeScalars.allSatisfy(\.properties.isIdeographic) }
        #expect(!inside || !isHan, "\(run.debugDescription) in \(hit.id)")
      }
      found += hits.count
    }
    #expect(found > 300)
  }

  /// Without the separators at both ends, which belong to no match.
  private static func trimmed(_ text: String) -> [Character] {
    var characters = Array(text)[...]
    func isLetter(_ character: Character) -> Bool {
      character.isLetter || character.isNumber
        || character.unicodeScalars.contains { $0.properties.generalCategory == .nonspacingMark }
    }
    while let first = characters.first, !isLetter(first) { characters.removeFirst() }
    while let last = characters.last, !isLetter(last) { characters.removeLast() }
    return Array(characters)
  }

  private static func holds(_ text: String, _ run: [Character]) -> Bool {
    // Canonically equivalent, scalar by scalar: a run may begin or end with a mark.
    let scalars = Array(text.unicodeScalars)
    let wanted = String(run)
    let count = wanted.unicodeScalars.count
    for start in scalars.indices {
      for length in max(0, count - 4)...count + 4 where start + length <= scalars.count {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[start..<start + length])
        if String(view) == wanted { return true }
      }
    }
    return false
  }

  @Test(
    "Each level evens out what it says",
    arguments: [
      ("臺北", "臺北", MatchLevel.exact), ("臺北", "台北", .variant), ("臺北", "Taipei", .meaning),
      ("臺北", "臺北市", .exact), ("臺北市", "臺北", .meaning), ("臺北市", "台北市", .variant),
      ("Taipei", "TAIPEI", .width), ("Ｔａｉｐｅｉ", "Taipei", .width), ("Taipei", "台北", .meaning),
      ("タイペイ", "ﾀｲﾍﾟｲ", .width), ("タイペイ", "타이베이", .meaning),
      ("Łódź", "Lodz", .variant), ("Łódź", "ŁÓDŹ", .width), ("cafe", "Cafe\u{301}", .variant),
      ("café", "cafe\u{301}", .exact), ("平成", "㍻", .width), ("平成", "平 成の", .meaning),
      ("會議", "会议", .variant), ("會議", "會、議 會議", .exact), ("\"東京、大阪\"", "東京 大阪", .width),
      ("\"東京、大阪\"", "東京、大阪", .exact), ("\"第5回\"", "第 5 回", .width), ("氵", "澤", .meaning),
    ])
  func kinds(typed: String, text: String, expected: MatchLevel) throws {
    let built = try BuiltIndex([Document(id: "a", body: "始まり。\(text)。終わり")])
    let searcher = try built.index.searcher()
    let hits = try searcher.search(typed)
    if let hit = hits.first { #expect(try hit.level == expected) }
    for level in Self.levels {
      let found = try searcher.search(typed, level: level)
      #expect(found.isEmpty == (hits.isEmpty || level < expected), "\(level)")
    }
  }

  @Test("Of documents alike in all else, the one that is written as the query is comes first")
  func exactFormsFirst() throws {
    let forms = ["臺北會議", "台北会議", "台北会议", "臺北會議", "台北會議"]
    let built = try BuiltIndex(
      forms.enumerated().map { Document(id: "\($0)", body: "\($1)の記録") }, segments: 2)
    let searcher = try built.index.searcher()
    for (number, form) in forms.enumerated() {
      let hits = try searcher.search(form)
      #expect(hits.count == forms.count)
      #expect(hits.first?.document.body == "\(forms[number])の記録", "\(form)")
      let plain = try searcher.ranking(Query(form), limit: 10)
      #expect(plain.map(\.id) == ["0", "1", "2", "3", "4"])
    }
    // Nothing gains where nothing can be written otherwise.
    let alike = try searcher.search("の").map(\.score)
    #expect(try alike == searcher.ranking(Query("の"), limit: 10).map(\.score))
  }

  @Test("A text longer than a piece is seen whole")
  func longTexts() throws {
    let filler = String(repeating: "あいうえお。\n", count: 2_500)
    let built = try BuiltIndex([
      Document(id: "a", body: filler + "臺北で" + filler), Document(id: "b", body: filler + "台北"),
    ])
    let searcher = try built.index.searcher()
    #expect(try searcher.search("臺北", level: .exact).map(\.id) == ["a"])
    #expect(try searcher.search("臺北", level: .variant).map(\.id).sorted() == ["a", "b"])
    #expect(try searcher.search("臺北").map { try $0.level }.sorted() == [.exact, .variant])
  }
}
