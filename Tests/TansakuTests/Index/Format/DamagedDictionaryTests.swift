import TansakuStorage
import TansakuTestSupport
import Testing

@testable import Tansaku

@Suite("What the dictionary says of a term cannot be, and that is told")
struct DamagedDictionaryTests {
  /// `山川` stands in one document, `京都` in three.
  private func sample() throws -> DamagedDictionary {
    try DamagedDictionary([
      [
        Document(id: "a", body: "京都と山川の会議", attributes: ["series": "green"]),
        Document(id: "b", body: "京都会議", attributes: ["series": "red"]),
        Document(id: "c", body: "京都宣言", attributes: ["series": "red"]),
      ]
    ])
  }

  private func segment(of sample: DamagedDictionary) throws -> Segment {
    let segments = try sample.index.searcher().snapshot.segments
    return try #require(segments.first)
  }

  /// Sees to it that all ways to the term's documents throw.
  private func expectDamage(_ sample: DamagedDictionary, of key: TermKey) throws {
    let segment = try segment(of: sample)
    let infos = [try #require(try segment.terms.find(key))]
    let ways: [(DamageReport) throws -> Void] = [
      { damage in
        let cursor = try segment.cursor(infos[0], withPositions: true, damage: damage)
        let positions = PositionList()
        cursor.advance()
        while cursor.document != endOfPostings {
          cursor.readPositions(into: positions)
          cursor.advance()
        }
      },
      { _ = try segment.unionWithPositions(infos, damage: $0) },
    ]
    for (number, way) in ways.enumerated() {
      #expect(throws: StorageError.self, "way \(number)") {
        let damage = DamageReport()
        try way(damage)
        try damage.check()
      }
    }
  }

  @Test("A document that there is not, in unions, columns and counts")
  func unknownDocument() throws {
    let sample = try sample()
    let gram = TermKey(.gram, "山川")
    try sample.change(gram) { $0.postings = .single(document: 1000) }
    try expectDamage(sample, of: gram)
    let segment = try segment(of: sample)
    let info = try #require(try segment.terms.find(gram))
    #expect(throws: StorageError.self) { _ = try segment.union([info], damage: DamageReport()) }
    // A single character is looked for in all grams that begin with it.
    #expect(throws: IndexError.self) { try sample.index.searcher().search("山") }

    let fact = TermKey(.attribute, "series=green")
    try sample.change(fact) { $0.postings = .single(document: 3) }
    #expect(throws: IndexError.self) {
      try sample.index.searcher().facets(["series"], for: Query("京都"))
    }
    #expect(throws: IndexError.self) {
      try sample.index.searcher().search("京都", filter: Filter(["series": ["green", "red"]]))
    }
  }

  @Test("More occurrences in a document than it can have")
  func frequency() throws {
    let sample = try sample()
    let gram = TermKey(.gram, "山川")
    try sample.change(gram) {
      $0.totalFrequency = 1 << 33
      $0.positions = .offset(0)
    }
    try expectDamage(sample, of: gram)
    let segment = try segment(of: sample)
    let info = try #require(try segment.terms.find(gram))
    #expect(throws: StorageError.self) { _ = try segment.union([info], damage: DamageReport()) }
  }

  @Test("More documents than the segment has, in a new cursor and in one that is used again")
  func documents() throws {
    let sample = try sample()
    let gram = TermKey(.gram, "京都")
    try sample.change(gram) {
      $0.documentFrequency = 4
      $0.totalFrequency = 4
    }
    try expectDamage(sample, of: gram)
    let segment = try segment(of: sample)
    let info = try #require(try segment.terms.find(gram))
    let other = try #require(try segment.terms.find(TermKey(.gram, "会議")))
    #expect(throws: StorageError.self) {
      _ = try segment.union([other, info], damage: DamageReport())
    }
  }

  @Test("Postings and positions that begin behind their files")
  func offsets() throws {
    let sample = try sample()
    let gram = TermKey(.gram, "京都")
    let file = try #require(sample.disk.contents(of: "index/\(try sample.info().files.postings)"))
    for offset in [file.count, 1 << 40] {
      try sample.change(gram) { $0.postings = .offset(UInt64(offset)) }
      try expectDamage(sample, of: gram)
    }
    let single = TermKey(.gram, "山川")
    for offset in [1000, 1 << 40] as [UInt64] {
      try sample.change(single) {
        $0.totalFrequency = 5
        $0.positions = .offset(offset)
      }
      try expectDamage(sample, of: single)
    }
  }

  @Test("Another number of positions than of occurrences", arguments: [1, 2, 40])
  func positions(more: UInt64) throws {
    let sample = try sample()
    let gram = TermKey(.gram, "京都")
    try sample.change(gram) { $0.totalFrequency += more }
    let segment = try segment(of: sample)
    let info = try #require(try segment.terms.find(gram))
    let damage = DamageReport()
    _ = try segment.unionWithPositions([info], damage: damage)
    #expect(!damage.isEmpty)
  }
}

@Suite("A merge writes nothing in the place of what is missing")
struct DamagedMergeTests {
  private let key = TermKey(.word, "kappa")

  /// Two segments with a term of 2,000 occurrences each, whose positions have blocks.
  private func sample() throws -> DamagedDictionary {
    let body = String(repeating: "kappa ", count: 1000)
    return try DamagedDictionary(
      [["a", "b"], ["c", "d"]].map { ids in ids.map { Document(id: $0, body: body) } })
  }

  @Test("Whole segments are merged")
  func whole() throws {
    let sample = try sample()
    #expect(try sample.index.merge() == 1)
    #expect(try sample.index.searcher().count(Query("\"kappa kappa\"")) == 4)
  }

  @Test("Fewer positions than occurrences", arguments: [1, 2])
  func fewerPositions(segment: Int) throws {
    let sample = try sample()
    try sample.change(key, ofSegment: segment) { $0.totalFrequency -= 1 }
    #expect(throws: IndexError.self) { try sample.index.merge() }
  }

  @Test("Positions in one segment and none in the other", arguments: [1, 2])
  func noPositions(segment: Int) throws {
    let sample = try sample()
    try sample.change(key, ofSegment: segment) {
      $0.hasPositions = false
      $0.positions = .none
    }
    #expect(throws: IndexError.self) { try sample.index.merge() }
  }
}
