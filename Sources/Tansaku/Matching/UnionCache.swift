import Synchronization

/// The unions of terms that queries asked for last, so that a character which is asked for again need
/// not be put together again from all grams that begin with it.
///
/// A searcher has one. Bounded; what was used longest ago goes first. Segments do not change, so
/// nothing in it becomes stale. Shared by threads.
final class UnionCache: Sendable {
  /// A segment's number, what the keys begin with, and whether positions are wanted.
  struct Key: Hashable {
    let segment: UInt64
    let prefix: TermKey
    var withPositions = false
  }

  private struct Entry {
    let postings: MemoryPostings
    var lastUse: UInt64
  }

  private struct State {
    var entries: [Key: Entry] = [:]
    var bytes = 0
    var uses: UInt64 = 0
  }

  private let state = Mutex(State())
  private let limit: Int

  /// A cache of so many bytes at most; 24 MiB hold the unions of some hundred frequent characters in
  /// 100,000 documents.
  init(limit: Int = 24 << 20) { self.limit = limit }

  /// The union of a key, if it is here.
  func find(_ key: Key) -> MemoryPostings? {
    state.withLock { state in
      state.uses += 1
      state.entries[key]?.lastUse = state.uses
      return state.entries[key]?.postings
    }
  }

  /// Keeps a union, unless it would fill half of the cache.
  func insert(_ key: Key, _ postings: MemoryPostings) {
    guard postings.bytes <= limit / 2 else { return }
    state.withLock { state in
      // Another thread may have been faster.
      if state.entries[key] != nil { return }
      state.uses += 1
      state.entries[key] = Entry(postings: postings, lastUse: state.uses)
      state.bytes += postings.bytes
      // Rare, and among some hundred.
      while state.bytes > limit,
        let oldest = state.entries.min(by: { $0.value.lastUse < $1.value.lastUse })
      {
        state.bytes -= oldest.value.postings.bytes
        state.entries[oldest.key] = nil
      }
    }
  }
}
