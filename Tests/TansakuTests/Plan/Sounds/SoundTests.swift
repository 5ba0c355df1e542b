import TansakuTestSupport
import TansakuText
import Testing

@testable import Tansaku

@Suite("What sounds like the query is found, below all that matches it")
struct SoundTests {
  private func searcher(_ texts: [String], segments: Int = 1) throws -> (BuiltIndex, Searcher) {
    let built = try BuiltIndex(
      texts.enumerated().map { Document(id: "\($0)", body: $1) }, segments: segments)
    return (built, try built.index.searcher())
  }

  @Test(
    "Each kind",
    arguments: [
      ("タイペイ", "たいぺい市"), ("コンピューター", "新しいコンピュータの話"), ("コンピュータ", "コンピューターで"),
      ("とうきょう", "とーきょーの町"), ("キヤノン", "キャノンの機械"), ("サーバ", "サーバーを置く"),
      ("ハーヴァード", "ハーバード大学"), ("バイオリン", "ヴァイオリンを弾く"), ("霞ヶ関", "霞が関の役所"),
      ("霞が関", "霞ケ関駅"), ("toukyou", "東京駅"), ("Tokyo", "とうきょうタワー"), ("oosaka", "大阪城"),
      ("sinjuku", "新宿区の人口"), ("nihon", "日本の歴史"), ("gaoxiong", "高雄港"), ("taibei", "在臺北舉行"),
      ("xuanyan", "发表宣言"), ("tai bei", "台北宣言"), ("mangu", "曼谷會議"), ("toukyou", "Токио"),
      ("علي", "علی"), ("كتاب", "کتاب"), ("फल", "फ़ल"), ("हिंदी", "हिन्दी"), ("елка", "ёлка"),
    ])
  func kinds(typed: String, text: String) throws {
    let (built, searcher) = try searcher([text, "これは別のことである。", "nothing"])
    let hits = try searcher.search(typed, level: .sound)
    #expect(hits.first?.id == "0", "\(typed) in \(text)")
    #expect(hits.total == hits.count && hits.isExact)
    if try searcher.search(typed).isEmpty {
      #expect(try hits.first?.level == .sound)
    } else {
      #expect(try hits.first?.level ?? .sound < .sound)
    }
    #expect(try searcher.count(Query(typed), level: .sound) == hits.count)
    _ = built
  }

  @Test("Rows that are called soft match at a looser level than the strictest")
  func softRows() throws {
    var rows = 0
    for (one, other, kind) in SoundTests.softRows {
      for (typed, text) in [(one, other), (other, one)] {
        let (built, searcher) = try searcher([text])
        // サーバ stands in サーバー to the letter.
        let exact = try searcher.search(Query(anyOf: [.phrase(typed)]), level: .exact)
        #expect(exact.isEmpty || (typed, text) == ("サーバ", "サーバー"), "\(typed) \(text)")
        #expect(!(try searcher.search(typed, level: .sound).isEmpty), "\(typed) \(text): \(kind)")
        rows += 1
        _ = built
      }
    }
    #expect(rows == 28)
  }

  /// The rows of `variants.tsv` that expect `soft`, all but that of Zawgyi, which is an encoding.
  private static let softRows: [(String, String, String)] = [
    ("たいぺい", "タイペイ", "kana type"), ("キヤノン", "キャノン", "small kana"),
    ("サーバー", "サーバ", "long vowel mark"), ("ハーヴァード", "ハーバード", "ヴ"),
    ("霞ヶ関", "霞が関", "ヶ が"), ("Đài Bắc", "Dai Bac", "diacritics"),
    ("Hà Nội", "Ha Noi", "diacritics"), ("năm", "nam", "diacritics"),
    ("Łódź", "Lodz", "diacritics"),
    ("İstanbul", "istanbul", "case"), ("फ\u{93C}", "फ", "nukta"), ("हिंदी", "हिन्दी", "anusvara"),
    ("ي", "ی", "yeh"), ("ك", "ک", "kaf"),
  ]

  @Test("What only sounds so comes after every match, whatever its score", arguments: [1, 3])
  func below(segments: Int) throws {
    // Short and full of it, against long and with one mention.
    let sounding = (0..<20).map { "コンピュータ" + String(repeating: "、コンピュータ", count: $0) }
    let matching = (0..<5).map { String(repeating: "長い話。", count: 40 + $0) + "コンピューター" }
    let (built, searcher) = try searcher(sounding + matching, segments: segments)
    let meaning = try searcher.search("コンピューター", limit: 100)
    let all = try searcher.search("コンピューター", limit: 100, level: .sound)
    #expect(meaning.count == 5 && all.count == 25 && all.total == 25)
    #expect(all.prefix(5).map(\.id) == meaning.map(\.id))
    #expect(all.prefix(5).map(\.score) == meaning.map(\.score))
    #expect(try all.dropFirst(5).allSatisfy { try $0.level == .sound && $0.score < all[4].score })
    #expect(all.dropFirst(5).allSatisfy { $0.score > 0 })
    for limit in [1, 5, 6, 10] {
      let few = try searcher.search("コンピューター", limit: limit, level: .sound)
      #expect(few.map(\.id) == all.prefix(limit).map(\.id))
      #expect(few.map(\.score) == all.prefix(limit).map(\.score))
      let later = try searcher.search("コンピューター", limit: limit, skip: 4, level: .sound)
      #expect(later.map(\.id) == all.dropFirst(4).prefix(limit).map(\.id))
      #expect(
        try later.map { try $0.level } == all.dropFirst(4).prefix(limit).map { try $0.level })
      let counted = try searcher.search(
        "コンピューター", limit: limit, countExactly: true, level: .sound)
      #expect(counted.total == 25 && counted.isExact)
    }
    _ = built
  }

  @Test("Each of several parts may sound like the query")
  func groups() throws {
    let (built, searcher) = try searcher(["東京で宣言", "東京で会議", "北京で宣言", "Tokyo declaration"])
    #expect(try searcher.search("toukyou AND sengen", level: .sound).map(\.id) == ["0"])
    #expect(try searcher.search("toukyou AND sengen").isEmpty)
    #expect(try searcher.search("Tokyo AND sengen", level: .sound).map(\.id) == ["0"])
    _ = built
  }

  @Test("Kana written otherwise at random are found by sound", arguments: 0..<6)
  func respelled(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let words = ["コンピューター", "サーバー", "インターネット", "ヴァイオリン", "シャツ", "とうきょう"]
    var texts: [String] = []
    for word in words {
      // Hiragana, large kana, no marks: each or not.
      var text = String.UnicodeScalarView()
      let isHiragana = generator.once(in: 2)
      let isLarge = generator.once(in: 2)
      let isShort = generator.once(in: 2)
      for scalar in word.unicodeScalars {
        if scalar.value == KanaSounds.longMark, isShort { continue }
        var value = scalar.value
        if isLarge, let base = KanaSounds.base(value), value != 0x30F4,
          text.last?.value != 0x30F4, text.last?.value != 0x3094
        {
          value = (0x30A1...0x30F6).contains(value) ? base + 0x60 : base
        }
        if isHiragana, (0x30A1...0x30F4).contains(value) { value -= 0x60 }
        if let scalar = Unicode.Scalar(value) { text.append(scalar) }
      }
      texts.append("これは、\(String(text))。")
    }
    let (built, searcher) = try searcher(texts, segments: 2)
    for (number, word) in words.enumerated() {
      let hits = try searcher.search(word, limit: 50, level: .sound)
      #expect(hits.map(\.id).contains("\(number)"), "\(word) in \(texts[number])")
    }
    _ = built
  }

  @Test("A word of many readings costs no more than the cap")
  func caps() throws {
    var corpus = RandomCorpus(seed: 4)
    let built = try BuiltIndex(corpus.documents(100))
    let searcher = try built.index.searcher()
    let long = String(repeating: "shi", count: 13)
    for typed in [
      long, "shishishi", "kou", String(repeating: "かー", count: 200), "a", "ー", "nnnnnn",
    ] {
      let hits = try searcher.search(typed, level: .sound)
      #expect(hits.count <= 10)
    }
    let speller = SoundSpeller(searcher.snapshot.segments)
    #expect(
      try speller.sounds(ofLetters: Array("shishi".unicodeScalars.map(\.value))).spellings.count
        <= 64)
  }
}
