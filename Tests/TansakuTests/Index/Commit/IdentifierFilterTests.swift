import TansakuTestSupport
import Testing

@testable import Tansaku

@Suite("A filter of ids")
struct IdentifierFilterTests {
  @Test("never misses an id, and seldom takes a stranger for one", arguments: [0, 1, 10, 5_000])
  func misses(count: Int) {
    let identifiers = (0..<count).map { "Corpus/meetings/\($0).md" }
    let filter = IdentifierFilter(identifiers, count: count)
    #expect(identifiers.allSatisfy { filter.mayContain(IdentifierHash($0.utf8)) })
    let strangers = (count..<count + 10_000).map { "Corpus/meetings/\($0).md" }
    #expect(strangers.count { filter.mayContain(IdentifierHash($0.utf8)) } < 20)
  }

  @Test("is right about segments of earlier commits and of this one")
  func replacement() throws {
    let built = try BuiltIndex((0..<50).map { Document(id: "d\($0)", body: "old") }, segments: 5)
    // 4 MiB is the least memory, and words of their own make several segments of one update.
    try built.index.update(memory: 0) { writer in
      for number in 0..<60 {
        let words = (0..<2_000).map { "w\(number)x\($0)" }.joined(separator: " ")
        try writer.add(Document(id: "d\(number % 40)", body: "new \(words)"))
      }
    }
    let searcher = try built.index.searcher()
    #expect(searcher.snapshot.segments.count > 2)
    #expect(searcher.documentCount == 50)
    #expect(try searcher.search("old", limit: 100).count == 10)
    #expect(try searcher.search("new", limit: 100).count == 40)
  }
}
