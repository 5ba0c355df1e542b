import TansakuText
import Testing

@Suite("Cities of the world")
struct CityWorldTests {
  @Test("the cities beyond the 14 are found by their names and nowhere else")
  func world() throws {
    var counts: [String: Int] = [:]
    for row in try rows(of: "cities-world.tsv").dropFirst() {
      let (kind, city, text) = (row[0], row[1], row[3])
      let (mentions, folded) = try cities(in: text)
      let names = mentions.map { CityTable.shared.city($0.city)?.name ?? "?" }
      let comment = Comment(rawValue: "\(city), \(row[2]): \(text) gave \(mentions), \(names)")
      counts[kind, default: 0] += 1
      switch kind {
      case "alias":
        #expect(names == [city], comment)
        #expect(mentions.first?.range == 0..<folded.scalars.count, comment)
      case "context": #expect(names == [city], comment)
      case "trap": #expect(mentions.isEmpty, comment)
      default: Issue.record("a row of an unknown kind: \(kind)")
      }
    }
    #expect(counts.values.reduce(0, +) > 200)
  }

  @Test(
    "ordinary words are no cities",
    arguments: [
      "a nice day", "Reading books is nice", "They can man the bath and split the sale.",
      "Batman and Norman met a male surprise in the delta.",
      "The Independence Day of Orange County",
      "un manta de lima", "Essen und Trinken", "surat dari medan", "tháng năm sau của nam",
      "第13回", "金華山の松", "中国の民主化", "雅典耀大學", "九龍坡區", "聖索菲亞大教堂",
      "지난 시즌의 진화", "한중 관계", "파리하다", "ダグラス・マッカーサー", "キャンディを買う",
      "Владимир Ильич", "танго и метро", "काली चिता", "ต้องมาเล่นเป็นดอกไม้",
    ])
  func ordinaryWords(text: String) throws {
    let (mentions, _) = try cities(in: text)
    #expect(mentions.isEmpty, "\(text) gave \(mentions)")
  }
}
