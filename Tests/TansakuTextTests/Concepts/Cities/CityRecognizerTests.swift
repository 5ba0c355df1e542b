import TansakuText
import Testing

/// The cities that a text names, with the fold and the boundaries that texts are indexed with.
func cities(in text: String) throws -> (mentions: [CityMention], folded: FoldedText) {
  let source = Array(text.utf16)
  var folded = FoldedText()
  var boundaries: [Int32] = []
  var mentions: [CityMention] = []
  try source.withUnsafeBufferPointer { source in
    TextFolder().fold(source, into: &folded)
    try WordBreaker().findBoundaries(of: source, into: &boundaries)
    boundaries.withUnsafeBufferPointer {
      CityRecognizer().findCities(
        in: folded, source: source, boundaries: $0, into: &mentions)
    }
  }
  return (mentions, folded)
}

@Suite("City recognizer")
struct CityRecognizerTests {
  @Test("every row of the acceptance table holds")
  func acceptance() throws {
    let rows = try rows(of: "cities14.tsv").dropFirst()
    var ids: [String: UInt32] = ["Kyoto": 1_857_910]
    for row in rows where row[0] == "alias" { ids[row[1]] = UInt32(row[2]) }
    var counts: [String: Int] = [:]
    for row in rows {
      let (kind, text) = (row[0], row[4])
      let id = try #require(ids[row[1]], "\(row[1]) has no number")
      let (mentions, folded) = try cities(in: text)
      let comment = Comment(rawValue: "\(row[1]), \(row[3]): \(text) gave \(mentions)")
      counts[kind, default: 0] += 1
      switch kind {
      case "alias":
        #expect(mentions == [CityMention(city: id, range: 0..<folded.scalars.count)], comment)
      case "context": #expect(mentions.contains { $0.city == id }, comment)
      case "trap": #expect(!mentions.contains { $0.city == id }, comment)
      default: Issue.record("a row of an unknown kind: \(kind)")
      }
    }
    #expect(counts == ["alias": 154, "context": 26, "trap": 17])
  }

  /// Texts and the cities they name, each as its English name and the words that name it.
  static let rules: [(text: String, found: [String])] = [
    // Han: the longest entry wins, a country may stand before, a short foreign name needs air.
    ("中国北京市", ["Beijing 北京市"]), ("台灣台北市", ["Taipei 台北市"]), ("東京都京都市", ["Tokyo 東京都", "Kyoto 京都市"]),
    ("印度德里", ["Delhi 德里"]), ("台北縣", ["New Taipei City 台北縣"]), ("在北京舉行", ["Beijing 北京"]),
    ("加上海苔", []), ("護城河內", []), ("㍿東京", ["Tokyo 東京"]), ("南京錠", []),
    // Katakana: the whole run, or up to a dot.
    ("ソウル・東京", ["Seoul ソウル", "Tokyo 東京"]), ("ソウルで", ["Seoul ソウル"]), ("ソウルフル", []), ("グランドソウル", []),
    ("ニュー・デリー", ["New Delhi ニュー・デリー"]), ("マニラ麻", []),
    // Hangul: the rest of the word is nouns of place and a particle.
    ("서울시장이", ["Seoul 서울"]), ("하노이를", ["Hanoi 하노이"]), ("동경하는", []), ("동경에서", ["Tokyo 동경"]),
    ("주서울", []),
    // Thai, Burmese: no part of a syllable or of a longer word.
    ("ไปโซลและโตเกียว", ["Seoul โซล", "Tokyo โตเกียว"]), ("แผงโซลาร์เซลล์", []), ("อเมริกา", []),
    ("ရန်ကုန်မြို့တွင်", ["Yangon ရန်ကုန်မြို့"]),
    // Latin: whole words; diacritics right or left out, but never others.
    ("Taipei–Tokyo", ["Taipei Taipei", "Tokyo Tokyo"]), ("Tokyoite", []), ("deli", []),
    ("10 kl", []),
    ("KL Sentral", ["Kuala Lumpur KL"]), ("ở Hà Nội", ["Hanoi Hà Nội"]),
    ("HÀ-NỘI", ["Hanoi HÀ-NỘI"]),
    ("ha noi", ["Hanoi ha noi"]), ("hà nơi", []),
    ("Kuala\nLumpur's", ["Kuala Lumpur Kuala\nLumpur"]),
    ("d'Hanoi", ["Hanoi Hanoi"]), ("tháng lima lima", []), ("Lima, Peru", ["Lima Lima"]),
    ("Tokyo2020", ["Tokyo Tokyo"]), ("Đại Nam", []), ("Tōkyō", ["Tokyo Tōkyō"]),
    // Cyrillic: Russian and Mongolian endings.
    ("в Тайбэе и Москве", ["Taipei Тайбэе", "Moscow Москве"]), ("Москв", []), ("делит", []),
    ("Улаанбаатарт", ["Ulan Bator Улаанбаатарт"]), ("Улаанбаатарын", ["Ulan Bator Улаанбаатарын"]),
    ("", []), ("\u{301}", []), ("👪", []),
  ]

  @Test("names begin and end where their script lets them", arguments: rules)
  func edges(text: String, found: [String]) throws {
    let (mentions, folded) = try cities(in: text)
    let units = Array(text.utf16)
    let names = mentions.map { mention in
      let start = Int(folded.starts[mention.range.lowerBound])
      let end = Int(folded.ends[mention.range.upperBound - 1])
      let name = CityTable.shared.city(mention.city)?.name ?? "?"
      return "\(name) \(String(decoding: units[start..<end], as: UTF16.self))"
    }
    #expect(names == found)
  }

  @Test("boundaries that are missing or wrong do no harm")
  func boundaries() {
    let source = Array("東京と北京、ソウル、กรุงเทพ".utf16)
    var folded = FoldedText()
    source.withUnsafeBufferPointer { source in
      TextFolder().fold(source, into: &folded)
      for boundaries: [Int32] in [[], [0], [0, 3], [5, 90, 91], [-4, 0, 0, 7]] {
        boundaries.withUnsafeBufferPointer {
          var mentions: [CityMention] = []
          CityRecognizer().findCities(
            in: folded, source: source, boundaries: $0, into: &mentions)
          #expect(mentions.contains { $0.city == 1_835_848 })
        }
      }
    }
  }
}
