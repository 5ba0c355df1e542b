import TansakuTestSupport
import Testing

@testable import Tansaku

@Suite("Facets count what a scan of the matching documents counts")
struct FacetTests {
  private static let names = [
    "kind", "language", "date", "city", "work", "author", "pages", "note", "year", "decade",
  ]

  @Test("Random facts at every level", arguments: [1, 5], [false, true])
  func scan(segments: Int, deletes: Bool) throws {
    let sample = try FactSample(
      seed: UInt64(segments) + 20, segments: segments, deletes: deletes)
    let searcher = try sample.built.index.searcher()
    var random = SeededGenerator(seed: 3)
    var counted = 0
    for query: Query in ["臺北", "都市 network", "\"京都\" 宣言", "總會 AND 宣言", "nothing of it", ""] {
      for level in MatchLevel.allCases {
        let filter = random.once(in: 2) ? Filter() : FactSample.filter(&random)
        let found = Set(
          try searcher.search(query, limit: 1000, filter: filter, level: level).map(\.id))
        let matching = sample.documents.filter { found.contains($0.id) }
        for facet in try searcher.facets(Self.names, for: query, filter: filter, level: level) {
          var counts: [String: Int] = [:]
          for document in matching {
            if let value = FactSample.value(facet.name, of: document) {
              counts[value, default: 0] += 1
            }
          }
          let expected = counts.map { Facet.Value(value: $0.key, count: $0.value) }.sorted {
            $0.count != $1.count
              ? $0.count > $1.count : $0.value.utf8.lexicographicallyPrecedes($1.value.utf8)
          }
          #expect(facet.values == expected, "\(facet.name) of \(query) at \(level)")
          counted += expected.count
        }
      }
    }
    #expect(counted > 500)
  }

  @Test(
    "A name that no document has is an error that tells the names, and one that all may have is none"
  )
  func names() throws {
    let sample = try FactSample(seed: 1, segments: 3, deletes: true)
    let searcher = try sample.built.index.searcher()
    #expect(
      try searcher.factNames() == [
        "author", "city", "date", "kind", "language", "note", "pages", "shelf", "work",
      ])
    for name in ["autor", "", "kind=", "attribute"] {
      let error = #expect(throws: IndexError.self) {
        _ = try searcher.facets(["kind", name], for: "都市")
      }
      #expect(error?.code == .badArgument)
      #expect(error?.message.contains("author, city, date, kind") == true)
      #expect(throws: IndexError.self) {
        _ = try searcher.search("都市", sort: .fact(name, ascending: true))
      }
      #expect(throws: IndexError.self) { _ = try searcher.search("都市", group: name) }
    }
    let other = try BuiltIndex([Document(id: "1", body: "都市")])
    let bare = try other.index.searcher()
    #expect(try bare.factNames().isEmpty)
    #expect(try bare.facets(["kind", "year"], for: "都市").map(\.values) == [[], []])
    _ = try other.index.update { try $0.delete(id: "1") }
    let empty = try other.index.searcher()
    #expect(try empty.facets(["anything"], for: "都市").map(\.values) == [[]])
  }

  @Test("Facts of deleted documents are gone, before their segment is merged and after")
  func deleted() throws {
    let built = try BuiltIndex(
      [
        Document(id: "1", body: "都市", attributes: ["shelf": "x", "author": "a"]),
        Document(id: "2", body: "都市", attributes: ["shelf": "10"]),
        Document(id: "3", body: "都市", attributes: ["shelf": "9"]),
      ], segments: 2)
    _ = try built.index.update { try $0.delete(id: "1") }
    let searcher = try built.index.searcher()
    #expect(try searcher.factNames() == ["shelf"])
    #expect(throws: IndexError.self) { _ = try searcher.facets(["author"], for: "都市") }
    // What is left are numbers.
    #expect(
      try searcher.search("都市", sort: .fact("shelf", ascending: true)).map(\.id) == ["3", "2"])
  }

  @Test("A fact called year is the documents' own")
  func ownYear() throws {
    let built = try BuiltIndex([
      Document(id: "1", body: "都市", date: "2006", attributes: ["year": "H18"]),
      Document(id: "2", body: "都市", date: "1999-01"),
    ])
    let searcher = try built.index.searcher()
    let facets = try searcher.facets(["year", "decade"], for: "都市")
    #expect(facets[0].values == [Facet.Value(value: "H18", count: 1)])
    #expect(
      facets[1].values
        == [Facet.Value(value: "1990s", count: 1), Facet.Value(value: "2000s", count: 1)])
    #expect(try searcher.count("都市", filter: Filter(["year": ["H18"]])) == 1)
    #expect(try searcher.count("都市", filter: Filter(["decade": ["1990s"]])) == 1)
  }
}
