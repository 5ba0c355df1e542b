import TansakuTestSupport
import TansakuText
import Testing

@testable import Tansaku

@Suite("An explanation adds up to the score, and names what lost a document")
struct ExplanationTests {
  @Test(
    "Over random documents and queries, at every level",
    arguments: [(1, MatchLevel.meaning), (4, .meaning), (3, .exact), (3, .variant), (2, .sound)])
  func sums(segments: Int, level: MatchLevel) throws {
    var corpus = RandomCorpus(seed: UInt64(segments) + 200)
    let documents = corpus.documents(130)
    let built = try BuiltIndex(documents, segments: segments)
    let searcher = try built.index.searcher()
    var found = 0
    var lost = 0
    for round in 0..<12 {
      let query =
        round % 3 == 0
        ? Query(allOf: [.words(corpus.text(upTo: 2)), .words("都市 會議 toukyou")])
        : Query(anyOf: [
          .words(corpus.text(upTo: 4)), .phrase(corpus.substring(of: documents, upTo: 5)),
        ])
      let filter = round % 4 == 1 ? Filter(["kind": ["meeting"]]) : Filter()
      let hits = try searcher.search(query, limit: 1000, filter: filter, level: level)
      let scores = Dictionary(
        uniqueKeysWithValues: try hits.map { ($0.id, ($0.score, try $0.level)) })
      for document in documents.shuffledSample(seed: UInt64(round)) {
        let explanation = try searcher.explain(
          id: document.id, query, filter: filter, level: level)
        if let (score, level) = scores[document.id] {
          found += 1
          #expect(explanation.match?.score == score, "\(query) \(document.id)")
          #expect(explanation.match?.level == level, "\(query) \(document.id)")
          #expect(explanation.parts.reduce(0) { $0 + $1.score + $1.bonus } == score)
          #expect(explanation.parts.reversed().reduce(0) { $0 + $1.bonus + $1.score } == score)
          #expect(explanation.steps.contains { $0.kind == .found })
          #expect(
            explanation.parts.allSatisfy {
              $0.frequency > 0 && ($0.documentFrequency > 0 || $0.layer == "passage")
            })
        } else {
          lost += 1
          #expect(!explanation.isMatch && explanation.parts.isEmpty, "\(query) \(document.id)")
          #expect(explanation.steps.contains { $0.kind == .lost }, "\(query) \(document.id)")
        }
      }
    }
    #expect(found > 20 && lost > 20)
  }

  private func explain(
    _ typed: String, in text: String, level: MatchLevel = .meaning, filter: Filter = Filter()
  ) throws -> Explanation {
    let built = try BuiltIndex([
      Document(id: "a", kind: .meeting, body: text), Document(id: "b", body: "ほかの話"),
    ])
    return try built.index.searcher().explain(id: "a", typed, filter: filter, level: level)
  }

  private func text(_ explanation: Explanation) -> String {
    explanation.steps.map { "\($0.part ?? "")→\($0.text)" }.joined(separator: "\n")
  }

  @Test("A city is told by its name and how the text writes it")
  func city() throws {
    let found = try explain("臺北", in: "台北で、台北から台北へ。Taipei")
    #expect(found.isMatch && found.match?.level == .variant)
    #expect(
      text(found) == "臺北→city Taipei (GeoNames 1668341): written 台北 (3 times), Taipei (once)")
    #expect(found.parts.contains { $0.layer == "city" && $0.term == "1668341" })
  }

  @Test("Characters inside other words are named as what comes nearest")
  func kyoto() throws {
    let lost = try explain("京都", in: "東京都は広い。")
    #expect(!lost.isMatch)
    #expect(
      text(lost).contains("東京都 in the text holds the characters, but ICU's words there are 東京|都"))
    #expect(text(lost).contains("no city Kyoto"))
    #expect(text(lost).contains("quotes"))
    let letters = try explain("network", in: "many networks")
    #expect(text(letters).contains("networks in the text holds the letters"))
  }

  @Test("The level at which it would match is named")
  func levels() throws {
    let lost = try explain("臺北", in: "台北で", level: .exact)
    #expect(text(lost).contains("matches at the level variant, not at exact"))
    let meaning = try explain("臺北", in: "Taipei", level: .variant)
    #expect(text(meaning).contains("matches at the level meaning, not at variant"))
    let sound = try explain("コンピューター", in: "コンピュータ")
    #expect(!sound.isMatch && text(sound).contains("At the level sound it matches"))
    #expect(try explain("コンピューター", in: "コンピュータ", level: .sound).match?.level == .sound)
  }

  @Test("What is before the words: no such id, no letters, a filter, one of several groups")
  func before() throws {
    let built = try BuiltIndex([Document(id: "a", kind: .meeting, body: "台北宣言")])
    let searcher = try built.index.searcher()
    #expect(
      text(try searcher.explain(id: "z", "台北")).contains("No document of the index has the id z"))
    #expect(text(try searcher.explain(id: "a", "、。")).contains("no letter"))
    let filtered = try searcher.explain(
      id: "a", "台北", filter: Filter(["kind": ["declaration", "project"]]))
    #expect(
      text(filtered) == "→Filtered out: kind must be declaration or project; here it is meeting.")
    let absent = try searcher.explain(id: "a", "台北 AND 会議 AND 宣言")
    #expect(text(absent).contains("台北→city Taipei"))
    #expect(text(absent).contains("会議→not in the text in any form"))
    #expect(text(absent).contains("Nothing of part 2 of 3"))
    #expect(throws: IndexError.self) {
      try searcher.explain(id: "a", String(repeating: "長", count: 10_000))
    }
  }
}

extension Array {
  /// A few of the elements.
  fileprivate func shuffledSample(seed: UInt64) -> ArraySlice<Element> {
    var generator = SeededGenerator(seed: seed)
    return shuffled(using: &generator).prefix(12)
  }
}
