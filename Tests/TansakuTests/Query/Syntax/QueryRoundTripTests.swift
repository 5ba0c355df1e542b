import TansakuTestSupport
import Testing

@testable import Tansaku

@Suite("A query prints as one would type it")
struct QueryRoundTripTests {
  @Test("A random tree comes back from what it prints, in the shape of parsing", arguments: 0..<8)
  func trees(seed: UInt64) throws {
    var random = RandomQuery(seed: seed)
    for _ in 0..<500 {
      let query = Query(random.tree(depth: 4))
      let normalized = query.normalized
      let printed = query.description
      #expect(Query(printed) == normalized, "\(printed)")
      #expect(try Query(parsing: printed) == normalized, "\(printed)")
      #expect(normalized.normalized == normalized)
    }
  }

  @Test("A random text makes a tree in that shape, which comes back too", arguments: 0..<8)
  func texts(seed: UInt64) throws {
    var random = RandomQuery(seed: seed)
    for _ in 0..<500 {
      let typed = random.typed(upTo: 24)
      let query = Query(typed)
      #expect(query.normalized == query, "\(typed)")
      #expect(Query(query.description) == query, "\(typed) prints \(query)")
      if let parsed = try? Query(parsing: typed) { #expect(parsed == query, "\(typed)") }
    }
  }
}
