import TansakuTestSupport
import Testing

@testable import Tansaku

@Suite("Facts in a query choose what filters of the same names and values choose")
struct QueryFactTests {
  private static let wanted: [String: [String]] = [
    "kind": ["meeting", "project", "*"],
    "language": ["zh", "ZH-hant", "zh-hans", "en", "EN-gb", "zhx", "*"],
    "date": [
      "2001..2006", "2006", "2006-04", "平成18年4月", "..1999", "2006..", "unknown", "soon", "*",
    ],
    "year": ["2006", "1999", "06", "*"], "decade": ["2000s", "1990s", "2000", "*"],
    "city": ["台北", "Taipei", "東京都", "Tokyo", "Hanoi", "nowhere", "*"],
    "work": ["work 1", "work 2", "*"], "author": ["夏目漱石", "a", "Z", "*"],
    "pages": ["10", "007", "*"], "shelf": ["x", "*"], "nothing": ["x", "*"], "note": ["長長長", "*"],
  ]

  @Test("Over all names, on random documents", arguments: [1, 4], [false, true])
  func sameAsFilters(segments: Int, deletes: Bool) throws {
    let sample = try FactSample(seed: UInt64(segments) + 40, segments: segments, deletes: deletes)
    let searcher = try sample.built.index.searcher()
    func ids(_ query: Query, _ filter: Filter = Filter()) throws -> Set<String> {
      Set(try searcher.search(query, limit: 1000, filter: filter).map(\.id))
    }
    let matching = try ids("都市 OR network OR 宣言")
    var found = 0
    for (name, values) in Self.wanted {
      for value in values {
        let typed = Query("where:\(name)=\(value.contains(" ") ? "\"\(value)\"" : value)")
        let root = try #require(typed.root)
        let chosen = try ids(typed).intersection(matching)
        let kept = try ids("都市 OR network OR 宣言", Filter([name: [value]]))
        #expect(chosen == kept, "\(name)=\(value)")
        let rest = try ids("都市 OR network OR 宣言", Filter(excluding: [name: [value]]))
        #expect(rest == matching.subtracting(kept), "\(name)!=\(value)")
        let query = Query(allOf: [.any([.phrase("都市"), .phrase("宣言")]), root])
        #expect(try ids(query).isSubset(of: chosen), "\(name)=\(value) and words")
        found += kept.count
        let expected = try sample.documents.filter {
          try matching.contains($0.id) && sample.passes($0, Filter([name: [value]]))
        }
        #expect(kept == Set(expected.map(\.id)), "\(name)=\(value)")
      }
    }
    #expect(found > 500)
  }

  @Test("Dates, years, languages and cities are found by what stands for them")
  func standing() throws {
    let built = try BuiltIndex([
      Document(
        id: "1", language: .traditionalChinese, body: "都市", date: "平成18年4月", city: "Taipei",
        source: "https://example.org/a"),
      Document(id: "2", language: .simplifiedChinese, body: "都市", date: "2006-12-31", city: "東京"),
      Document(id: "3", title: "臺北", body: "都市", date: "1999"),
    ])
    let searcher = try built.index.searcher()
    func ids(_ query: Query, _ filter: Filter = Filter()) throws -> String {
      try searcher.search(query, filter: filter).map(\.id).sorted().joined()
    }
    #expect(try ids("where:date=2006") == "12")
    #expect(try ids("where:date=2006-04") == "1")
    #expect(try ids("where:date=1999..2006-11") == "13")
    #expect(try ids("ｗｈｅｒｅ：ｙｅａｒ＝2006") == "12")
    #expect(try ids("where:year=19??") == "3")
    #expect(try ids("where:decade=/[12]000s/") == "12")
    #expect(try ids("ｌａｎｇｕａｇｅ：ZH-hant") == "1")
    #expect(try ids("都市", Filter(["date": ["2006"]])) == "12")
    #expect(try ids("都市", Filter(["city": ["台北"]])) == "13")
    #expect(try ids("都市", Filter(excluding: ["city": ["台北"]])) == "2")
    #expect(try ids("where:source=https://example.org/*") == "1")
    #expect(try ids("都市", Filter(["source": ["https://example.org/a"]])) == "1")
    #expect(try searcher.facets(["source"], for: "都市")[0].values.map(\.count) == [1])
  }
}
