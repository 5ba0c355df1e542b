import TansakuTestSupport
import TansakuText
import Testing

@testable import Tansaku

@Suite("A concordance has every occurrence in its context")
struct ConcordanceTests {
  private func lines(_ concordance: Concordance) throws -> [ConcordanceLine] {
    var lines: [ConcordanceLine] = []
    while let line = try concordance.next() { lines.append(line) }
    return lines
  }

  /// The last or first characters of a text that fit.
  private func fitting(_ characters: some Sequence<Character>, _ width: Int) -> [Character] {
    var left = width
    return Array(
      characters.prefix {
        left -= DisplayWidth.columns(of: $0)
        return left >= 0
      })
  }

  @Test("Every line is where it says, with what stands around it", arguments: [61, 62])
  func lines(seed: UInt64) throws {
    var texts = HardTexts(seed: seed)
    let documents = (0..<40).map { number in
      Document(
        id: "d\(number)", title: texts.text(texts.number(in: 0...4)),
        body: texts.text(number == 7 ? 3_000 : texts.number(in: 1...40)))
    }
    let built = try BuiltIndex(documents, segments: 3)
    let searcher = try built.index.searcher()
    let analyzer = try Analyzer()
    var count = 0
    for _ in 0..<8 {
      let query = texts.query(of: documents[texts.number(in: 0...39)].body)
      let width = texts.number(in: 0...30)
      let finder = try OccurrenceFinder(query, analyzer)
      var expected: [String] = []
      for document in documents {
        for field in Field.allCases {
          let whole = try ShownText(document[field], finder, analyzer)
          for occurrence in whole.outermost {
            var (start, end) = (occurrence.range.lowerBound, occurrence.range.upperBound)
            while !whole.clusters.contains(start) { start -= 1 }
            while !whole.clusters.contains(end) { end += 1 }
            // Far more than the room of any side.
            var far = (max(0, start - 600), min(document[field].utf16.count, end + 600))
            while !whole.clusters.contains(far.0) { far.0 -= 1 }
            while !whole.clusters.contains(far.1) { far.1 += 1 }
            let before = fitting(ShownText.spaced(whole.text(far.0..<start)).reversed(), width)
            let behind = fitting(ShownText.spaced(whole.text(end..<far.1)), width)
            let match = String(ShownText.spaced(whole.text(start..<end)))
            expected.append(
              "\(document.id) \(field) \(occurrence.range) \(String(before.reversed()))|\(match)|"
                + String(behind))
          }
        }
      }
      let found = try lines(searcher.concordance(of: query, width: width)).map { line in
        "\(line.id) \(line.field) \(line.place.utf16) \(line.left)|\(line.match)|\(line.right)"
      }
      #expect(found == expected, "\(query), width \(width)")
      count += found.count
    }
    #expect(count > 50)
  }

  @Test("Sorted lines are the same lines in order, however few are held", arguments: [71, 72])
  func sorting(seed: UInt64) throws {
    var corpus = RandomCorpus(seed: seed)
    let built = try BuiltIndex(corpus.documents(20), segments: 2)
    let searcher = try built.index.searcher()
    for order in [ConcordanceOrder.left, .right] {
      let keys = ConcordanceSortKeys(try #require(try Collator(languageTag: "ja")), order)
      for query in ["都市", "network 宣言", "\"の\""] {
        let unsorted = try lines(searcher.concordance(of: Query(query)))
        let expected = try unsorted.enumerated().map { (key: try keys.key(of: $1), number: $0) }
          .sorted {
            $0.key == $1.key
              ? $0.number < $1.number : $0.key.lexicographicallyPrecedes($1.key)
          }.map { unsorted[$0.number] }
        #expect(
          try lines(searcher.concordance(of: Query(query), order: order, locale: "ja")) == expected)
        #expect(
          try lines(searcher.concordance(of: Query(query), order: order, locale: "ja", limit: 7))
            == Array(expected.prefix(7)))
        for held in [4, 64] {
          var sorted = SortedLines(try searcher.stream(Query(query)), by: keys, held: held)
          var found: [ConcordanceLine] = []
          while let line = try sorted.next() { found.append(line) }
          #expect(found == expected, "\(held) held")
        }
      }
    }
  }

  @Test("Left goes by the last word, then by the one before; Han by characters")
  func backwards() {
    #expect(ConcordanceSortKeys.readBackwards("was held in the ") == "the in held was")
    #expect(ConcordanceSortKeys.readBackwards("in 大都市") == "市 都 大 in")
    #expect(ConcordanceSortKeys.readBackwards("ANMC21の ") == "の ANMC21")
    #expect(ConcordanceSortKeys.readBackwards("") == "")
  }

  @Test("Documents are read in the order in which they were added, and as many as are asked for")
  func order() throws {
    let built = try BuiltIndex(
      (0..<30).map { Document(id: "\($0)", title: "宣言", body: "第\($0)の宣言\n宣言") }, segments: 4)
    let searcher = try built.index.searcher()
    let all = try lines(searcher.concordance(of: "宣言", width: 4))
    #expect(all.map(\.id) == (0..<30).flatMap { ["\($0)", "\($0)", "\($0)"] })
    #expect(all.prefix(3).map(\.field) == [.title, .body, .body])
    #expect(all[1].left == "0の" && all[1].right == " 宣")
    #expect(all[2].left == "言 " && all[2].right == "" && all[2].place.line == 2)
    #expect(try lines(searcher.concordance(of: "宣言", limit: 5)).count == 5)
    #expect(try lines(searcher.concordance(of: "宣言", limit: 0)).isEmpty)
    let filtered = try searcher.concordance(of: "宣言", filter: Filter(["kind": ["meeting"]]))
    #expect(filtered.documentCount == 0)
    #expect(try filtered.next() == nil)
    #expect(try searcher.concordance(of: "!").isSearchable == false)
  }

  @Test("At a strict level only what is written so has a line")
  func levels() throws {
    let built = try BuiltIndex([
      Document(id: "a", body: "台北と臺北"), Document(id: "b", body: "Taipei"),
    ])
    let searcher = try built.index.searcher()
    let counts = try [MatchLevel.exact, .variant, .meaning].map { level in
      try lines(searcher.concordance(of: "臺北", level: level)).map(\.match)
    }
    #expect(counts == [["臺北"], ["台北", "臺北"], ["台北", "臺北", "Taipei"]])
  }

  @Test("What cannot be asked for is said")
  func badArguments() throws {
    let built = try BuiltIndex([Document(id: "a", body: "b")])
    let searcher = try built.index.searcher()
    #expect(throws: IndexError.self) { try searcher.concordance(of: "b", width: -1) }
    #expect(throws: IndexError.self) { try searcher.concordance(of: "b", limit: -1) }
    #expect(throws: IndexError.self) {
      try searcher.concordance(of: "b", order: .right, locale: "not a tag")
    }
  }
}

extension Searcher {
  /// The lines of a query as they come.
  fileprivate func stream(_ query: Query) throws -> ConcordanceStream {
    let hits = try Ranker(snapshot).rank(
      plan(query), limit: documentCount, skip: 0, filter: Filter(), counting: .never
    ).hits
    let numbers = snapshot.segments.indices.map { segment in
      hits.filter { $0.segment == segment }.map(\.document).sorted()
    }
    return ConcordanceStream(
      numbers, in: snapshot, OccurrenceFinder(try plan(query), at: .meaning), width: 40)
  }

  private func plan(_ query: Query) throws -> QueryPlan {
    try snapshot.withAnalyzer { analyzer in
      var planner = QueryPlanner(analyzer: analyzer, weights: snapshot.parameters)
      return try planner.plan(query)
    }
  }
}
