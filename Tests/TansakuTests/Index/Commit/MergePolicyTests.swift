import TansakuTestSupport
import Testing

@testable import Tansaku

@Suite("The merge policy keeps segments few and rewrites each document seldom")
struct MergePolicyTests {
  private func candidates(_ counts: [Int]) -> [MergePolicy.Candidate] {
    counts.map { .init(documentCount: $0, deletedCount: 0) }
  }

  @Test("Commit after commit of random size", arguments: [1, 2, 3] as [UInt64])
  func growth(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var counts: [Int] = []
    var added = 0
    var rewritten = 0
    for _ in 0..<3_000 {
      let size = Int.random(in: 1...400, using: &generator)
      counts.append(size)
      added += size
      while let range = MergePolicy.next(candidates(counts)) {
        #expect(range.count >= MergePolicy.width)
        let merged = counts[range].reduce(0, +)
        rewritten += merged
        counts.replaceSubrange(range, with: [merged])
      }
      #expect(counts.count < 5 * MergePolicy.width)
    }
    // 600,000 documents: five tiers.
    #expect(rewritten < 8 * added)
    #expect(counts.reduce(0, +) == added)
  }

  @Test("No more documents are put into one segment than it may have")
  func mostDocuments() {
    let most = Int(Manifest.mostDocuments)
    let large = candidates(Array(repeating: most / 10, count: 10))
    #expect(MergePolicy.next(large) == 0..<10)
    #expect(MergePolicy.next(large, atMost: 1) == 0..<10)
    let larger = candidates(Array(repeating: most / 10 + 1, count: 10))
    #expect(MergePolicy.next(larger) == nil)
    #expect(MergePolicy.next(larger, atMost: 1) == nil)
    #expect(MergePolicy.next(larger, atMost: 2) == 0..<9)
  }

  @Test("A segment that is mostly deleted is rewritten alone")
  func deletions() {
    let mixed = [
      MergePolicy.Candidate(documentCount: 10, deletedCount: 5),
      .init(documentCount: 10, deletedCount: 6),
    ]
    #expect(MergePolicy.next(mixed) == 1..<2)
    #expect(MergePolicy.next(Array(mixed.prefix(1))) == nil)
  }

  @Test("As few as are asked for, the cheapest neighbours first, and no deletions left")
  func maximum() {
    #expect(MergePolicy.next(candidates([500, 3, 4, 900]), atMost: 3) == 1..<3)
    #expect(MergePolicy.next(candidates([500, 3, 4, 900]), atMost: 2) == 0..<3)
    #expect(MergePolicy.next(candidates([5, 3]), atMost: 1) == 0..<2)
    #expect(MergePolicy.next(candidates([5, 3]), atMost: 2) == nil)
    #expect(MergePolicy.next([], atMost: 1) == nil)
    let one = [MergePolicy.Candidate(documentCount: 10, deletedCount: 1)]
    #expect(MergePolicy.next(one, atMost: 1) == 0..<1)
  }
}
