import TansakuTestSupport
import Testing

@testable import Tansaku

@Suite("What only texts tell is asked of the best first, and no hit is lost by it")
struct TextReadingTests {
  /// More documents than wait at once, that all have a number and a word; near each other in a third
  /// of them.
  private static func documents(_ count: Int) -> [Document] {
    var generator = SeededGenerator(seed: 5)
    return (0..<count).map { number in
      let isNear = generator.once(in: 3)
      let words = [String](
        repeating: "ab", count: Int.random(in: 3...40, using: &generator))
      let others = words.joined(separator: " ")
      return Document(
        id: "d\(number)", language: .english,
        body: isNear ? "\(others) meeting 11 ab" : "meeting \(others) 11")
    }
  }

  @Test("The best of one segment of thousands are those of many segments")
  func manyCandidates() throws {
    let documents = Self.documents(4_400)
    let query = Query("meeting NEAR/1 十一")
    let builts = try [1, 11].map { try BuiltIndex(documents, segments: $0) }
    let one = try builts[0].index.searcher()
    let many = try builts[1].index.searcher()
    for limit in [1, 10] {
      let best = try one.search(query, limit: limit)
      let others = try many.search(query, limit: limit)
      #expect(best.count == limit)
      #expect(best.map(\.id) == others.map(\.id))
      #expect(best.map(\.score) == others.map(\.score))
      // The shortest texts score most, and near are the two in all of them.
      #expect(best.allSatisfy { $0.document.body.hasSuffix("meeting 11 ab") })
    }
    let near = documents.filter { $0.body.hasSuffix("meeting 11 ab") }
    let shortest = near.map(\.body.count).min()
    #expect(try one.search(query, limit: 1).first?.document.body.count == shortest)
  }
}
