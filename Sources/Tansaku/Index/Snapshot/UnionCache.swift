import Synchronization
import TansakuStorage

/// The unions of terms that queries asked for last, so that a character which is asked for again need
/// not be put together again from all grams that begin with it.
///
/// A searcher has one. Bounded; what was used longest ago goes first. Segments do not change, so
/// nothing in it becomes stale. Shared by threads.
final class UnionCache: Sendable {
  /// A segment's tag, which entries it is a union of, and whether positions are wanted.
  struct Key: Hashable {
    let segment: FileTag
    let selector: TermSelector
    var withPositions = false
  }

  private let state: Mutex<RecentlyUsed<Key, MemoryPostings>>
  private let limit: Int

  /// A cache of so many bytes at most; 24 MiB hold the unions of some hundred frequent characters in
  /// 100,000 documents.
  init(limit: Int = 24 << 20) {
    self.limit = limit
    state = Mutex(RecentlyUsed(limit: limit))
  }

  /// The union of a key, if it is here.
  func find(_ key: Key) -> MemoryPostings? { state.withLock { $0.find(key) } }

  /// Keeps a union, unless it would fill half of the cache.
  func insert(_ key: Key, _ postings: MemoryPostings) {
    guard postings.bytes <= limit / 2 else { return }
    state.withLock { state in
      // Another thread may have been faster.
      if state.find(key) == nil { state.insert(postings, bytes: postings.bytes, for: key) }
    }
  }
}
