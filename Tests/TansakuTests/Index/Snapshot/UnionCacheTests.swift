import TansakuStorage
import Testing

@testable import Tansaku

@Suite("The cache of unions stays small and keeps what was asked for last")
struct UnionCacheTests {
  private func postings(_ count: Int) -> MemoryPostings {
    MemoryPostings(
      documents: (0..<UInt32(count)).map { $0 },
      frequencies: [UInt32](repeating: 1, count: count))
  }

  private func key(_ number: Int) -> UnionCache.Key {
    UnionCache.Key(
      segment: FileTag(high: 0, low: UInt64(number % 3)),
      selector: .prefix(TermKey(.gram, String(number))))
  }

  @Test("What was used longest ago goes first")
  func leastRecentlyUsed() {
    // Room for 1,280 bytes: ten lists of 16 postings.
    let cache = UnionCache(limit: 1_280)
    for number in 0..<10 { cache.insert(key(number), postings(16)) }
    #expect((0..<10).allSatisfy { cache.find(key($0))?.count == 16 })
    #expect(cache.find(key(0)) != nil)
    cache.insert(key(10), postings(16))
    #expect(cache.find(key(0)) != nil)
    #expect(cache.find(key(1)) == nil)
    #expect(cache.find(key(10)) != nil)
  }

  @Test("What would fill more than half of it is not kept, and nothing is kept twice")
  func tooLarge() {
    let cache = UnionCache(limit: 1_280)
    cache.insert(key(0), postings(81))
    #expect(cache.find(key(0)) == nil)
    let first = postings(80)
    cache.insert(key(0), first)
    cache.insert(key(0), postings(80))
    #expect(cache.find(key(0)) === first)
  }
}
