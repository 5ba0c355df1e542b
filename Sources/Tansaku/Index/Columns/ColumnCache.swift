import Synchronization
import TansakuStorage

/// The columns that were asked for last.
///
/// A searcher has one: its segments do not change, so nothing in it becomes stale. Bounded; what was
/// used longest ago goes first. Shared by threads, of which two may make the same column at once; the
/// first one's is kept.
final class ColumnCache: Sendable {
  /// What a column tells.
  enum Key: Hashable, Sendable {
    /// A fact as it was given.
    case fact(String)
    /// The year of `date`.
    case year
    /// The ten years of `date`: `1990s`.
    case decade
  }

  private let state: Mutex<RecentlyUsed<Key, Column>>

  /// A cache of so many bytes at most.
  ///
  /// A fact of up to 255 values takes a byte for each document, so that 64 MiB hold ten of them for six
  /// million documents.
  init(limit: Int = 64 << 20) { state = Mutex(RecentlyUsed(limit: limit)) }

  /// The column of a key, made by `make` where it is not here.
  func column(_ key: Key, make: () throws -> Column) rethrows -> Column {
    if let known = state.withLock({ $0.find(key) }) { return known }
    let column = try make()
    return state.withLock { state in
      if let known = state.find(key) { return known }
      state.insert(column, bytes: column.bytes, for: key)
      return column
    }
  }
}
