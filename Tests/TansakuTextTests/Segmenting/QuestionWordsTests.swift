import Testing

@testable import TansakuText

@Suite("Words that ask")
struct QuestionWordsTests {
  /// The words of a text as they are written, and whether each asks.
  private func asks(_ text: String) throws -> [String: Bool] {
    let analyzed = try Analyzer().analyze(text)
    var asks: [String: Bool] = [:]
    for token in analyzed.tokens where token.kind != .gram {
      let range = token.range
      let start = Int(analyzed.folded.starts[range.lowerBound])
      let end = Int(analyzed.folded.ends[range.upperBound - 1])
      asks[String(decoding: analyzed.source[start..<end], as: UTF16.self)] =
        QuestionWords.contains(analyzed.marked.form(of: range) ?? analyzed.folded.scalars[range])
    }
    return asks
  }

  @Test(
    "Are found in many languages as ICU cuts them, in any case and variant",
    arguments: [
      ("WHO founded the network?", "WHO"), ("誰がネットワークを作りましたか。", "誰"),
      ("ネットワークとは何ですか", "何"), ("誰創立了這個網絡？", "誰"), ("網絡是什麼時候成立的", "什麼時候"),
      ("网络为什么成立？", "为什么"), ("ใครเป็นผู้ก่อตั้งเครือข่าย", "ใคร"),
      ("누가 네트워크를 만들었습니까", "누가"), ("Кто основал сеть?", "Кто"), ("नेटवर्क किसने बनाया?", "किसने"),
      ("Wer hat das Netz gegründet?", "Wer"), ("¿Quién fundó la red?", "Quién"),
      ("Quien fundo la red", "Quien"), ("Thành phố nào là thủ đô?", "nào"),
    ])
  func asks(question: String, word: String) throws {
    let asks = try asks(question)
    #expect(asks[word] == true)
    // The other words are what the question is about.
    #expect(asks.values.contains(false))
  }

  @Test("Are all words as ICU cuts them, so that none stands in the list for nothing")
  func cuts() throws {
    for (language, words) in QuestionWords.lists {
      for word in Literal.words(words) {
        #expect(try asks(word) == [word: true], "\(language)")
      }
    }
  }

  @Test("Are no words that mean something else in another language")
  func others() throws {
    #expect(try asks("come dove chi kim ai").values.allSatisfy { !$0 })
    #expect(try asks("nao không não")["não"] == false)
  }
}
