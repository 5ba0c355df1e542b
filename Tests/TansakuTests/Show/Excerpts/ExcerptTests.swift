import TansakuTestSupport
import TansakuText
import Testing

@testable import Tansaku

@Suite("An excerpt shows why a document matched")
struct ExcerptTests {
  /// A text with every stretch of white space made one space, as excerpts have it.
  private func spaced(_ text: String) -> String {
    String(
      text.unicodeScalars.split {
        $0.properties.isWhitespace && $0 != "\u{3000}"
      }.map { String(String.UnicodeScalarView($0)) }.joined(separator: " "))
  }

  @Test("Every hit of a phrase is marked, within the text as written", arguments: [11, 12])
  func phrasesAreMarked(seed: UInt64) throws {
    var corpus = RandomCorpus(seed: seed)
    let documents = corpus.documents(80)
    let built = try BuiltIndex(documents)
    let searcher = try built.index.searcher()
    var marks = 0
    for _ in 0..<60 {
      let phrase = corpus.substring(of: documents, upTo: 10)
      for hit in try searcher.search(Query(anyOf: [.phrase(phrase)]), limit: 5) {
        var marked = 0
        for field in [Field.title, .body] {
          guard let excerpt = try hit.excerpt(of: field, width: 80) else { continue }
          let scalars = Array(excerpt.text.unicodeScalars)
          let source = field == .title ? hit.document.title : hit.document.body
          let shown = excerpt.text.drop { $0 == "…" }
          let inner = shown.last == "…" ? shown.dropLast() : shown
          #expect(
            contains(spaced(source), spaced(String(inner))), "\(excerpt.text)")
          var last = 0
          var lastLevel: MatchLevel?
          for (mark, level) in zip(excerpt.marks, excerpt.levels) {
            // Marks of one level that touch are one.
            #expect(mark.lowerBound >= (level == lastLevel ? last + 1 : last))
            #expect(!mark.isEmpty && mark.upperBound <= scalars.count)
            (last, lastLevel) = (mark.upperBound, level)
          }
          marked += excerpt.marks.count
        }
        #expect(marked > 0, "\(phrase.debugDescription) in \(hit.document)")
        marks += marked
      }
    }
    #expect(marks > 60)
  }

  private func contains(_ text: String, _ part: String) -> Bool {
    let (text, part) = (Array(text.unicodeScalars), Array(part.unicodeScalars))
    guard part.count <= text.count else { return false }
    return (0...text.count - part.count).contains { text[$0..<$0 + part.count].elementsEqual(part) }
  }

  @Test("What is marked is what matched, in whatever script")
  func marksAcrossScripts() throws {
    let built = try BuiltIndex([
      Document(id: "ja", body: "第5回総会は平成18年4月に臺北市で開かれた。"),
      Document(id: "en", body: "The fifth plenary meeting was held in Taipei."),
      Document(id: "ko", body: "제5차 총회는 타이베이에서 열렸다."),
    ])
    let searcher = try built.index.searcher()
    var shown: [String: String] = [:]
    for hit in try searcher.search("タイペイ") {
      shown[hit.id] = try hit.excerpt(of: .body)?.marked("[", "]")
    }
    #expect(
      shown == [
        "ja": "第5回総会は平成18年4月に[臺北市]で開かれた。",
        "en": "The fifth plenary meeting was held in [Taipei].",
        "ko": "제5차 총회는 [타이베이]에서 열렸다.",
      ])
  }

  @Test("An excerpt of a long text is the part that matches, cut between words")
  func longText() throws {
    let filler = String(repeating: "アジアの大都市が集まる。", count: 3_000)
    let built = try BuiltIndex([
      Document(id: "long", body: filler + "ここに感染症対策の会議がある。" + filler)
    ])
    let searcher = try built.index.searcher()
    let hit = try #require(try searcher.search("感染症").first)
    let excerpt = try #require(try hit.excerpt(of: .body, width: 60))
    #expect(excerpt.marked("[", "]").contains("[感染症]"))
    #expect(excerpt.text.hasPrefix("…") && excerpt.text.hasSuffix("…"))
    #expect(excerpt.text.unicodeScalars.count <= 34)
  }

  @Test("A grapheme is never cut")
  func graphemes() throws {
    let family = "👨‍👩‍👧"
    let body =
      String(repeating: "か\u{3099}き\(family)", count: 100) + "東京"
      + String(repeating: family, count: 90)
    let built = try BuiltIndex([Document(id: "a", body: body)])
    let searcher = try built.index.searcher()
    let hit = try #require(try searcher.search("東京").first)
    for width in stride(from: 10, to: 60, by: 7) {
      let excerpt = try #require(try hit.excerpt(of: .body, width: width))
      #expect(excerpt.text.allSatisfy { "か\u{3099}き東京…\(family)".contains($0) }, "\(excerpt.text)")
    }
  }

  @Test("A match by the facts alone shows the beginning of the text")
  func matchByFacts() throws {
    let built = try BuiltIndex([
      Document(id: "a", title: "第五届年会", body: "年会通过了宣言。", city: "Taipei")
    ])
    let searcher = try built.index.searcher()
    let hit = try #require(try searcher.search("台北").first)
    #expect(try hit.excerpt(of: .body) == Excerpt(text: "年会通过了宣言。", marks: []))
    #expect(hit.snippet(of: .title) == "第五届年会")
  }
}
