import TansakuTestSupport
import Testing

@testable import Tansaku

@Suite("The union of what begins with a character has all its places")
struct PrefixUnionTests {
  /// Few characters in many orders, so that each begins grams of all kinds, some of them rare.
  private static func documents(seed: UInt64) -> [Document] {
    var generator = SeededGenerator(seed: seed)
    let frequent = Array("東京都会議"), rare = Array("秘録宣言採択首爾釜山札幌")
    func text(_ length: Int) -> String {
      String(
        (0..<length).map { _ in
          (generator.once(in: 9) ? rare : frequent).randomElement(using: &generator) ?? "東"
        })
    }
    return (0..<200).map { number in
      // In a long one a character stands more often than is sorted one by one.
      Document(
        id: "d\(number)", language: .japanese, title: number % 5 == 0 ? text(6) : "",
        body: text(number % 50 == 7 ? 900 : Int.random(in: 1...30, using: &generator)))
    }
  }

  @Test("With and without positions, against every term by itself", arguments: 0..<3)
  func againstTerms(seed: UInt64) throws {
    let built = try BuiltIndex(Self.documents(seed: seed))
    let searcher = try built.index.searcher()
    let segment = try #require(searcher.snapshot.segments.first)
    let damage = DamageReport()
    for character in "東京都会議秘首山" {
      let infos = try segment.infos(.prefix(TermKey(.gram, String(character))))
      var expected: [UInt32: [UInt32]] = [:]
      let positions = PositionList()
      for info in infos {
        let cursor = try segment.cursor(info, withPositions: true, damage: damage)
        cursor.advance()
        while cursor.document != endOfPostings {
          cursor.readPositions(into: positions)
          #expect(positions.count == Int(cursor.frequency))
          expected[cursor.document, default: []] += Array(positions.values)
          cursor.advance()
        }
      }
      let documents = expected.keys.sorted()
      let plain = try segment.union(infos, damage: damage)
      // Twice, for the room that it is worked out in is used again.
      for _ in 0..<2 {
        let union = try segment.unionWithPositions(infos, damage: damage)
        #expect(union.count == documents.count && plain.count == documents.count)
        let cursor = PostingCursor(union, positions: PositionCursor(in: union))
        for (index, document) in documents.enumerated() {
          cursor.advance()
          #expect(cursor.document == document && plain.documents[index] == document)
          let wanted = expected[document, default: []].sorted()
          #expect(Int(cursor.frequency) == wanted.count)
          #expect(Int(plain.frequencies[index]) == wanted.count)
          cursor.readPositions(into: positions)
          #expect(Array(positions.values) == wanted)
        }
        cursor.advance()
        #expect(cursor.document == endOfPostings)
        // Asked about some alone, as a search does.
        cursor.rewind()
        for document in documents where document % 7 == 3 {
          cursor.seek(document)
          cursor.readPositions(into: positions)
          #expect(Array(positions.values) == expected[document, default: []].sorted())
        }
      }
    }
    try damage.check()
  }
}
