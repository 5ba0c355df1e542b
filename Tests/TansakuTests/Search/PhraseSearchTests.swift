import TansakuTestSupport
import TansakuText
import Testing

@testable import Tansaku

@Suite("Phrases in quotes match exactly the runs of characters that a scan finds")
struct PhraseSearchTests {
  @Test("Random substrings are found where a scan finds them", arguments: [1, 4])
  func randomSubstrings(segments: Int) throws {
    var corpus = RandomCorpus(seed: UInt64(segments) * 31)
    let documents = corpus.documents(200)
    let reference = try ReferenceEngine(documents)
    let built = try BuiltIndex(documents, segments: segments)
    let searcher = try built.index.searcher()
    var found = 0
    for _ in 0..<400 {
      let phrase = corpus.substring(of: documents, upTo: 12)
      let expected = try reference.documents(withPhrase: phrase)
      let hits = try searcher.search(
        Query(anyOf: [.phrase(phrase)]), limit: documents.count)
      #expect(Set(hits.map(\.id)) == Set(expected), "phrase \(phrase.debugDescription)")
      #expect(hits.total == expected.count)
      found += expected.count
    }
    // Some substrings begin inside a word, and are rightly nowhere; most are somewhere.
    #expect(found > 400)
  }

  @Test("Every single character of a script without spaces is found")
  func singleCharacters() throws {
    var corpus = RandomCorpus(seed: 5)
    let documents = corpus.documents(60)
    let reference = try ReferenceEngine(documents)
    let built = try BuiltIndex(documents, segments: 2)
    let searcher = try built.index.searcher()
    for character in ["網", "京", "都", "会", "국", "언", "ー", "ร", "ネ", "𠮷"] {
      let expected = try reference.documents(withPhrase: character)
      #expect(!expected.isEmpty, "\(character)")
      let quoted = try searcher.search(Query(anyOf: [.phrase(character)]), limit: 100)
      #expect(Set(quoted.map(\.id)) == Set(expected), "\(character)")
      let typed = try searcher.search(character, limit: 100)
      #expect(Set(expected).isSubset(of: typed.map(\.id)), "\(character)")
    }
  }

  @Test("What words match holds whatever holds the words' characters")
  func wordsLoseNothing() throws {
    var corpus = RandomCorpus(seed: 77)
    let documents = corpus.documents(150)
    let reference = try ReferenceEngine(documents)
    let built = try BuiltIndex(documents, segments: 3)
    let searcher = try built.index.searcher()
    for _ in 0..<200 {
      let text = corpus.substring(of: documents, upTo: 8)
      let analyzed = try searcher.snapshot.withAnalyzer { try $0.analyze(text) }
      // A city is found by its meaning, not by its characters inside other words.
      guard analyzed.cities.isEmpty else { continue }
      let hits = try searcher.search(Query(anyOf: [.words(text)]), limit: documents.count)
      let expected = try reference.documents(withPhrase: text)
      #expect(
        Set(expected).isSubset(of: hits.map(\.id)), "words \(text.debugDescription)")
    }
  }
}
