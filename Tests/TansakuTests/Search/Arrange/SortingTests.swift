import TansakuTestSupport
import TansakuText
import Testing

@testable import Tansaku

@Suite("Hits are sorted and grouped as a scan of the matching documents sorts and groups them")
struct SortingTests {
  /// What a document is sorted by, in an order that `<` of arrays knows; nil for nothing.
  private static func key(
    _ order: SortOrder, of document: Document, _ collator: Collator
  ) throws -> [Double]? {
    func bytes(_ text: String) -> [Double] { text.utf8.map { Double($0) } }
    func date() -> [Double]? {
      FactSample.dates.first { $0.text == document.date && $0.first > 0 }
        .map { [Double($0.first), -Double($0.last)] }
    }
    switch order {
    case .score: return nil
    case .date, .fact("date", _): return date()
    case .title:
      var key: [UInt8] = []
      if document.title.isEmpty { return nil }
      try collator.appendKey(of: document.title, to: &key)
      return key.map { Double($0) }
    case .fact("pages", _):
      return try FactSample.value("pages", of: document).map {
        [try #require(Double($0))] + bytes($0)
      }
    case .fact(let name, _): return FactSample.value(name, of: document).map(bytes)
    }
  }

  private static func isAscending(_ order: SortOrder) -> Bool {
    switch order {
    case .score: false
    case .date(let ascending), .title(_, let ascending), .fact(_, let ascending): ascending
    }
  }

  /// Documents in order, sorted by a stable sort of nothing but keys.
  private static func sorted(_ documents: [Document], by order: SortOrder) throws -> [Document] {
    let locale = if case .title(let locale, _) = order { locale } else { "und" }
    let collator = try #require(try Collator(languageTag: locale))
    let keyed = try documents.enumerated().map {
      (place: $0.offset, document: $0.element, key: try key(order, of: $0.element, collator))
    }
    return keyed.sorted { one, other in
      guard let key = one.key, let otherKey = other.key, key != otherKey else {
        if (one.key == nil) != (other.key == nil) { return other.key == nil }
        return one.place < other.place
      }
      return key.lexicographicallyPrecedes(otherKey) == isAscending(order)
    }.map(\.document)
  }

  private static let orders: [SortOrder] = [
    .date(ascending: true), .date(ascending: false), .title(locale: "ja", ascending: true),
    .title(locale: "zh", ascending: false), .title(locale: "und", ascending: true),
    .fact("author", ascending: true), .fact("pages", ascending: true),
    .fact("pages", ascending: false), .fact("shelf", ascending: true),
    .fact("date", ascending: false), .fact("year", ascending: true),
    .fact("work", ascending: false),
  ]

  @Test("Every order, all hits and pages of them", arguments: [1, 4], [false, true])
  func sorting(segments: Int, deletes: Bool) throws {
    let sample = try FactSample(
      seed: UInt64(segments) + 40, segments: segments, deletes: deletes)
    let searcher = try sample.built.index.searcher()
    for query: Query in ["宣言 network", "總會 AND \"京都\""] {
      for (number, order) in Self.orders.enumerated() {
        let level = MatchLevel.allCases[number % MatchLevel.allCases.count]
        let scored = try searcher.search(query, limit: 1000, countExactly: true, level: level)
        let ids = Set(scored.map(\.id))
        let expected = try Self.sorted(
          sample.documents.filter { ids.contains($0.id) }, by: order
        ).map(\.id)
        let found = try searcher.search(query, limit: 1000, level: level, sort: order)
        #expect(found.map(\.id) == expected, "\(query) by \(order)")
        #expect(found.total == expected.count && found.isExact)
        #expect(found.allSatisfy { $0.score == 0 })
        let page = try searcher.search(query, limit: 5, skip: 3, level: level, sort: order)
        #expect(page.map(\.id) == expected.dropFirst(3).prefix(5).map(\.self))
        #expect(page.total == expected.count && page.skipped == min(3, expected.count))
        // Only what does not match otherwise is said to sound so.
        for hit in found.prefix(3) {
          #expect(try hit.level == scored.first { $0.id == hit.id }?.level)
        }
      }
    }
  }

  @Test("Groups, by score and by every order", arguments: [1, 4], [false, true])
  func grouping(segments: Int, deletes: Bool) throws {
    let sample = try FactSample(
      seed: UInt64(segments) + 60, count: 240, segments: segments, deletes: deletes)
    let searcher = try sample.built.index.searcher()
    var random = SeededGenerator(seed: 1)
    for (query, names): (Query, [String]) in [
      ("都市", ["work", "kind"]), ("宣言 network", ["author", "year"]),
    ] {
      for name in names {
        let levels = segments == 1 ? MatchLevel.allCases : [.meaning]
        let cases =
          levels.map { ($0, SortOrder.score) }
          + zip(MatchLevel.allCases, Self.orders.shuffled(using: &random))
        for (level, order) in cases {
          let all = try searcher.search(query, limit: 1000, level: level, sort: order)
          let expected = groups(of: all.map { $0 }, by: name, sample)
          let found = try searcher.search(
            query, limit: 1000, level: level, sort: order, group: name)
          try check(found, expected, scores: order == .score ? all : nil)
          let page = try searcher.search(
            query, limit: 2, skip: 1, level: level, sort: order, group: name)
          #expect(page.total == expected.count)
          #expect(page.map(\.id) == expected.dropFirst().prefix(2).map { $0[0].id })
        }
      }
    }
  }

  /// The hits, put together: each group led by its first, the others as they were added.
  private func groups(of hits: [Hit], by name: String, _ sample: FactSample) -> [[Document]] {
    let ids = Set(hits.map(\.id))
    var seen: Set<String> = []
    var groups: [[Document]] = []
    for hit in hits {
      guard let value = FactSample.value(name, of: hit.document) else {
        groups.append([hit.document])
        continue
      }
      guard seen.insert(value).inserted else { continue }
      let others = sample.documents.filter {
        ids.contains($0.id) && $0.id != hit.id && FactSample.value(name, of: $0) == value
      }
      groups.append([hit.document] + others)
    }
    return groups
  }

  private func check(_ found: Results, _ expected: [[Document]], scores: Results?) throws {
    #expect(found.map(\.id) == expected.map { $0[0].id })
    #expect(found.total == expected.count && found.isExact)
    for (hit, documents) in zip(found, expected) {
      let group = try #require(hit.group)
      #expect(group.count == documents.count)
      let listed = documents.prefix(HitGroup.mostMembers)
      #expect(group.members.map(\.id) == listed.map(\.id))
      #expect(group.members.map(\.title) == listed.map(\.title))
      #expect(group.members.map(\.language) == listed.map(\.language))
      #expect(
        group.languages.map(\.rawValue)
          == Set(documents.compactMap(\.language?.rawValue)).sorted {
            $0.utf8.lexicographicallyPrecedes($1.utf8)
          })
      if let scores { #expect(hit.score == scores.first { $0.id == hit.id }?.score) }
    }
  }

  @Test("The best of a group leads it, however far behind the first hits it stands")
  func deepGroups() throws {
    var documents = (0..<600).map {
      Document(id: "d\($0)", body: "都市 都市 都市", work: "many")
    }
    documents.append(Document(id: "late", body: "都市、それから長い話が続く。", work: "late"))
    documents.append(Document(id: "alone", body: "都市、それからもっと長い話がどこまでも続く。"))
    let built = try BuiltIndex(documents, segments: 3)
    let searcher = try built.index.searcher()
    let found = try searcher.search("都市", limit: 3, group: "work")
    #expect(found.map(\.id) == ["d0", "late", "alone"])
    #expect(found.total == 3)
    #expect(found[0].group?.count == 600)
    #expect(found[0].group?.members.count == HitGroup.mostMembers)
    #expect(found[2].group?.value == nil && found[2].group?.count == 1)
    #expect(try searcher.search("都市", limit: 1, skip: 2, group: "work").map(\.id) == ["alone"])
    #expect(try searcher.search("都市", limit: 0, group: "work").total == 3)
  }

  @Test("A locale that is no language tag and negative counts are errors")
  func badArguments() throws {
    let built = try BuiltIndex([Document(id: "1", title: "a")])
    let searcher = try built.index.searcher()
    for locale in ["x y", "ja_!", "日本語", "a\0b"] {
      let error = #expect(throws: IndexError.self, "\(locale)") {
        _ = try searcher.search("a", sort: .title(locale: locale, ascending: true))
      }
      #expect(error?.code == .badArgument)
    }
    for order in Self.orders.prefix(3) {
      #expect(throws: IndexError.self) { _ = try searcher.search("a", limit: -1, sort: order) }
    }
    #expect(try searcher.search("", sort: .date(ascending: true)).isSearchable == false)
    #expect(
      try searcher.search("a", sort: .title(locale: "", ascending: true)).map(\.id) == ["1"])
  }

  @Test("Threads that share a searcher get what one alone gets")
  func threads() async throws {
    let sample = try FactSample(seed: 5, count: 120, segments: 3, deletes: true)
    let alone = try sample.built.index.searcher()
    let expected = try Self.orders.map { order in
      try alone.search("都市", limit: 1000, sort: order).map(\.id)
    }
    let facets = try alone.facets(["author", "year"], for: "都市")
    let shared = try sample.built.index.searcher()
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for number in 0..<24 {
        group.addTask {
          let at = number % Self.orders.count
          let order = Self.orders[at]
          let found = try shared.search("都市", limit: 1000, sort: order).map(\.id)
          return try found == expected[at]
            && shared.facets(["author", "year"], for: "都市") == facets
        }
      }
      for try await isSame in group { #expect(isSame) }
    }
  }
}
