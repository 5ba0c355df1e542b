import TansakuTestSupport
import Testing

@testable import Tansaku

@Suite("Whatever is typed is a query")
struct QueryFuzzTests {
  @Test("Of random bytes and signs the parser makes a tree within its limits", arguments: 0..<4)
  func random(seed: UInt64) throws {
    var random = RandomQuery(seed: seed)
    var bytes = 0
    while bytes < 75_000 {
      let typed = random.text(upTo: 2_000)
      bytes += max(1, typed.utf8.count)
      let query = Query(typed)
      #expect(query.root.map { $0.nodeCount <= 1_024 && $0.depth <= 400 } ?? true)
      #expect(query.normalized == query)
      #expect(Query(query.description) == query || query.description.utf8.count > Query.longest)
      if let parsed = try? Query(parsing: typed) { #expect(parsed == query) }
    }
  }

  @Test(
    "A row of signs as long as a query may be becomes a tree within its limits, and no stack overflows",
    arguments: [
      "(", ")", "((", "(a", "()", "\"", "「", "“”", "NOT ", "-(", "title:(", "path:/a ", "a AND ",
      "AND ",
      "a^", "*", "?", "~", "date:\"", "where:a=\"", "\\", "\\A", "a NEAR/1 b NEAR/2 ", "(a OR ",
      "、a*",
      "a OR -(", "(a)^2",
    ])
  func rows(sign: String) {
    let typed = String(repeating: sign, count: Query.longest / sign.utf8.count)
    let query = Query(typed)
    #expect(query.root.map { $0.nodeCount <= 1_024 && $0.depth <= 400 } ?? true)
    #expect(query.normalized == query)
    // A row is refused with its place, or understood as it is without strictness.
    do {
      let parsed = try Query(parsing: typed)
      #expect(parsed == query)
    } catch {
      #expect((error as? IndexError)?.code == .badQuery)
    }
  }
}

extension Query.Node {
  /// How many nodes lie one within the other.
  fileprivate var depth: Int {
    switch self {
    case .words, .phrase, .pattern, .fuzzy, .date, .fact: 1
    case .field(_, let node), .not(let node), .boosted(let node, _): 1 + node.depth
    case .near(let nodes, _), .all(let nodes), .any(let nodes): 1 + (nodes.map(\.depth).max() ?? 0)
    }
  }
}
