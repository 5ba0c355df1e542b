import TansakuTestSupport
import Testing

@testable import Tansaku

@Suite("Conditions of no conditions")
struct EmptyConditionTests {
  private func matcher(_ condition: Condition) throws -> DocumentMatcher? {
    let built = try BuiltIndex((0..<5).map { Document(id: "d\($0)", body: "text") })
    let searcher = try built.index.searcher()
    let damage = DamageReport()
    let terms = SegmentTerms(
      searcher.snapshot.segments[0], cache: searcher.snapshot.unions, damage: damage)
    return try MatcherBuilder([], terms, number: 0, in: searcher.snapshot, damage: damage)
      .matcher(condition)
  }

  private func documents(_ matcher: DocumentMatcher) -> [UInt32] {
    var found: [UInt32] = []
    var document = matcher.nextCandidate(from: 0)
    // One that knows no end would go on for ever.
    while document != endOfPostings, found.count < 10 {
      if matcher.matches(document) { found.append(document) }
      document = matcher.nextCandidate(from: document + 1)
    }
    return found
  }

  @Test("All of none are every document of the segment, and no others")
  func all() throws {
    #expect(documents(try #require(try matcher(.all([])))) == [0, 1, 2, 3, 4])
    #expect(
      documents(try #require(try matcher(.all([.all([]), .everything])))) == [0, 1, 2, 3, 4])
  }

  @Test("Any of none is no document, and not that is every one")
  func any() throws {
    #expect(try matcher(.any([])) == nil)
    #expect(documents(try #require(try matcher(.not(.any([]))))) == [0, 1, 2, 3, 4])
    #expect(documents(NothingMatcher()).isEmpty)
    #expect(!NothingMatcher().contains(0))
  }
}
