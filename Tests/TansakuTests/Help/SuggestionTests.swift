import TansakuTestSupport
import TansakuText
import Testing

@testable import Tansaku

@Suite("What may have been meant by a misspelt query")
struct SuggestionTests {
  private func searcher(_ texts: [String], segments: Int = 1) throws -> (BuiltIndex, Searcher) {
    let built = try BuiltIndex(
      texts.enumerated().map { Document(id: "\($0)", body: $1) }, segments: segments)
    return (built, try built.index.searcher())
  }

  private static let texts = [
    "The Taipei declaration of the network anmc21", "declaration", "плановое совещание",
    "コンピューターとソウル", "조선의 도시", "서울 선언", "台北宣言", "ガラスのドア", "ニューデリー",
  ]

  @Test(
    "Operators are not taken for slips, however wide or small they are typed",
    arguments: ["ＮＥＡＲ／５", "near/5", "NEAR/5", "Ｎｅａｒ／１０", "ＮＥＡＲ", "ｔｉｔｌｅ：", "taipei～1"])
  func operators(typed: String) throws {
    let (_, searcher) = try searcher(["neat heat Taipei titles", "neat titles", "neat"])
    #expect(try searcher.suggestion(for: "Taipei \(typed) neat") == nil)
  }

  private static let shared = Result {
    try BuiltIndex(
      texts.enumerated().map { Document(id: "\($0)", body: $1) }, segments: 2)
  }

  @Test(
    "Each kind of slip",
    arguments: [
      ("Taipie", "Taipei"), ("taipie", "taipei"), ("TAIPIE", "TAIPEI"),
      ("declaraton", "declaration"), ("decclaratoin", "declaration"), ("netwrok", "network"),
      ("совещанее", "совещание"), ("anmd21", "anmc21"), ("ANMD21", "ANMC21"),
      // A long mark, a small kana, a mark of voice, another script.
      ("コンピュータア", "コンピューター"), ("コンピユーター", "コンピューター"), ("コンヒューター", "コンピューター"),
      ("こんぴゅーたー", "コンピューター"), ("からす", "ガラス"),
      // The name of a city that stands there in another script only.
      ("タイペー", "タイペイ"), ("Seuol", "Seoul"), ("Нью-Дели Сиул", "Нью-Дели Сеул"),
      ("타이베이사", "타이베이시"), ("조성", "조선"), ("성언", "선언"),
    ])
  func kinds(typed: String, meant: String) throws {
    let searcher = try SuggestionTests.shared.get().index.searcher()
    let suggestion = try searcher.suggestion(for: typed)
    #expect(suggestion?.query == meant)
    #expect(suggestion?.documentCount == (try searcher.count(Query(meant))))
  }

  @Test(
    "What is right, what is no word and what nothing is near is left alone",
    arguments: [
      "", " ", "?!", "Taipei", "taipei declaration", "台北宣言", "台比宣言", "タイペイ", "2007", "anmc22",
      "netwrk*", "netwrok~1", "date:2006", "AND", "NOT taipie", "-taipie", "-(taipie declaraton)",
      "taipie＊", "taipie～", "date：2006", "kind:taipie", "zzzzzz", "xy", "Toronto", "조선", "コンピューター",
      "\"", "ー", "ーーーー", "\u{3099}", "𠮷", "a\u{301}",
    ])
  func nothing(typed: String) throws {
    let searcher = try SuggestionTests.shared.get().index.searcher()
    #expect(try searcher.suggestion(for: typed) == nil)
  }

  @Test("What is asked of a field, or stands beside an operator, may be misspelt")
  func operators() throws {
    let searcher = try SuggestionTests.shared.get().index.searcher()
    #expect(try searcher.suggestion(for: "𠮷 OR body:taipie")?.query == "𠮷 OR body:taipei")
    #expect(try searcher.suggestion(for: "taipie -seoul")?.query == "taipei -seoul")
  }

  @Test("The query stays as it was typed but for the words that change")
  func rewriting() throws {
    let (built, searcher) = try searcher(SuggestionTests.texts)
    let typed = "“Taipie”  AND (declaraton OR zzzzzz) 2006 𠮷"
    let suggestion = try #require(
      try searcher.suggestion(for: "the \"Taipie declaraton\"  of, 𠮷!"))
    #expect(suggestion.query == "the \"Taipei declaration\"  of, 𠮷!")
    #expect(suggestion.changes.map(\.typed) == ["Taipie", "declaraton"])
    let scalars = Array(suggestion.query.unicodeScalars)
    for change in suggestion.changes {
      var shown = String.UnicodeScalarView()
      shown.append(contentsOf: scalars[change.range])
      #expect(String(shown) == change.replacement)
    }
    _ = try searcher.suggestion(for: typed)
    _ = built
  }

  @Test("A text of many words that are unknown is in another language, not misspelt")
  func manySlips() throws {
    let searcher = try Self.shared.get().index.searcher()
    let slips = (0..<9).map { "Taipie\(String(repeating: " ", count: $0))declaraton" }
    #expect(try searcher.suggestion(for: slips[..<4].joined(separator: " ")) != nil)
    #expect(try searcher.suggestion(for: slips.joined(separator: " ")) == nil)
    let long = String(repeating: "declaration ", count: 100) + "declaraton"
    #expect(try searcher.suggestion(for: long) == nil)
    #expect(try searcher.suggestion(for: String(repeating: "Taipie", count: 5000)) == nil)
  }

  @Test("A rare word gives way to one that is far more frequent, and to no other")
  func rare() throws {
    let frequent = (0..<40).map { "minutes of assembly \($0)" }
    let (built, searcher) = try searcher(frequent + ["minutes of asembly", "Kyoto", "kyotos"])
    #expect(try searcher.suggestion(for: "asembly")?.query == "assembly")
    #expect(try searcher.suggestion(for: "asembly", replacesRareWords: false) == nil)
    #expect(try searcher.suggestion(for: "kyotos") == nil)
    #expect(try searcher.suggestion(for: "minuets")?.query == "minutes")
    _ = built
  }

  @Test("What is suggested finds something, within the filter too", arguments: 0..<20)
  func findsSomething(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var corpus = RandomCorpus(seed: seed)
    let built = try BuiltIndex(corpus.documents(40), segments: Int(seed % 3) + 1)
    let searcher = try built.index.searcher()
    for _ in 0..<15 {
      // Words with a slip in them.
      var scalars = Array(corpus.text(upTo: 3).unicodeScalars)
      if scalars.count > 2 {
        scalars.swapAt(0, Int.random(in: 1..<scalars.count, using: &generator))
        scalars.remove(at: Int.random(in: 0..<scalars.count, using: &generator))
      }
      let typed = String(String.UnicodeScalarView(scalars))
      let filter = Filter(generator.once(in: 2) ? ["kind": ["meeting"]] : [:])
      guard let suggestion = try searcher.suggestion(for: typed, filter: filter) else { continue }
      let count = try searcher.count(Query(suggestion.query), filter: filter)
      #expect(count > 0 && count == suggestion.documentCount, "\(typed) \(suggestion)")
      #expect(suggestion.query != typed)
    }
  }

  @Test("Near words are those that a look at every word finds", arguments: 0..<12)
  func twin(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let alphabets = ["abcd", "かがガーよょヨはばぱ", "가각간나난녀서성선"]
    let alphabet = Array(alphabets[Int(seed) % 3].unicodeScalars)
    func word(_ length: ClosedRange<Int>) -> String {
      var view = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: length, using: &generator) {
        view.append(alphabet[Int.random(in: 0..<alphabet.count, using: &generator)])
      }
      return String(view)
    }
    let built = try BuiltIndex(
      (0..<60).map { number in
        Document(id: "\(number)", body: (0..<8).map { _ in word(1...7) }.joined(separator: " "))
      }, segments: 2)
    let searcher = try built.index.searcher()
    // Every word of the dictionaries, without a walk that passes anything over.
    var counts: [[UInt32]: Int] = [:]
    for segment in searcher.snapshot.segments {
      try segment.terms.forEach(prefix: [Layer.word.rawValue]) { key, info in
        counts[key.text.unicodeScalars.map(\.value), default: 0] += Int(info.documentFrequency)
        return true
      }
    }
    let terms = Set(counts.keys)
    let folder = TextFolder()
    for city in try searcher.suggesting.cities(of: searcher.snapshot.segments).cities {
      for name in city.names {
        for word in folder.fold(name).split(separator: 0x20) {
          counts[Array(word)] = max(counts[Array(word)] ?? 0, city.documentCount)
        }
      }
    }
    let suggester = Suggester(searcher.snapshot, searcher.suggesting)
    for _ in 0..<30 {
      let typed = word(2...8)
      let scalars = typed.unicodeScalars.map(\.value)
      guard let script = SpellingScript.of(scalars), scalars.count != 2 else { continue }
      let units = script.units(of: scalars)
      let edits = script.edits(unitCount: units.count)
      var expected: [NearWord] = []
      for (other, count) in counts where other != scalars && edits > 0 {
        guard SpellingScript.of(other) == script,
          FuzzyWalkTests.distance(script.units(of: other), units) <= edits
        else { continue }
        let cost = SpellingCost.between(scalars, other, in: script)
        if cost <= SpellingCost.edit * edits {
          expected.append(
            NearWord(
              scalars: other, cost: cost, documentCount: count, isTerm: terms.contains(other)))
        }
      }
      expected.sort { $0.precedes($1, typedLength: scalars.count) }
      let word = TypedWord(scalars: scalars, range: 0..<typed.utf16.count, script: script)
      #expect(
        try suggester.nearWords(to: word) == Array(expected.prefix(8)), "\(generator) \(typed)")
    }
  }
}

@Suite("How far spellings are apart")
struct SpellingTests {
  private func scalars(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }

  @Test(
    "Kana that are nearly alike are near",
    arguments: [
      ("かき", "かき", 0), ("かき", "カキ", 2), ("きよ", "きょ", 2), ("かき", "がき", 3), ("ハハ", "パハ", 3),
      ("ビル", "ビール", 4), ("タイペー", "タイペイ", 4), ("ソウル", "サウル", 10), ("アイウ", "イアウ", 10),
      ("つす", "っズ", 6),
    ])
  func kana(one: String, other: String, cost: Int) {
    #expect(SpellingCost.between(scalars(one), scalars(other), in: .kana) == cost)
    #expect(SpellingCost.between(scalars(other), scalars(one), in: .kana) == cost)
  }

  @Test("Hangul is compared by its letters, as they are typed")
  func jamo() {
    func letters(_ text: String) -> String {
      String(
        String.UnicodeScalarView(
          SpellingScript.hangul.units(of: scalars(text)).compactMap(Unicode.Scalar.init)))
    }
    #expect(letters("서울") == "ㅅㅓㅇㅜㄹ")
    #expect(letters("값과") == "ㄱㅏㅂㅅㄱㅗㅏ")
    #expect(letters("\u{1109}\u{1165}\u{11BC}") == letters("성"))
    // Every syllable is the letters of its canonical decomposition, each as it is typed.
    for scalar in UInt32(0xAC00)...0xD7A3 {
      let index = scalar - 0xAC00
      let parts = [0x1100 + index / 588, 0x1161 + index % 588 / 28, 0x11A7 + index % 28]
      let units = SpellingScript.hangul.units(of: parts.filter { $0 != 0x11A7 })
      #expect(SpellingScript.hangul.units(of: [scalar]) == units)
    }
    #expect(SpellingCost.between(scalars("조선"), scalars("조성"), in: .hangul) == 10)
  }

  @Test(
    "What can be misspelt is told by its script",
    arguments: [
      ("taipei", SpellingScript.letters), ("совещание", .letters), ("ÿ", .letters),
      ("कखग", .letters), ("タイペイ", .kana), ("たいぺー", .kana), ("서울", .hangul), ("台北", nil),
      ("anmc21", nil), ("เมือง", nil), ("don't", nil), ("21", nil), ("taiペイ", nil), ("", nil),
    ])
  func scripts(word: String, script: SpellingScript?) {
    #expect(SpellingScript.of(scalars(word)) == script)
  }
}
