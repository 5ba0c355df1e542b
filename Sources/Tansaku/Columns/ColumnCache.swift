import Synchronization

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

  private struct State {
    var entries: [Key: (column: Column, lastUse: UInt64)] = [:]
    var bytes = 0
    var uses: UInt64 = 0
  }

  private let state = Mutex(State())
  private let limit: Int

  /// A cache of so many bytes at most.
  ///
  /// A fact of up to 255 values takes a byte for each document, so that 64 MiB hold ten of them for six
  /// million documents.
  init(limit: Int = 64 << 20) { self.limit = limit }

  /// The column of a key, made by `make` where it is not here.
  func column(_ key: Key, make: () throws -> Column) rethrows -> Column {
    if let known = find(key) { return known }
    let column = try make()
    return keep(column, as: key)
  }

  private func find(_ key: Key) -> Column? {
    state.withLock { state in
      state.uses += 1
      state.entries[key]?.lastUse = state.uses
      return state.entries[key]?.column
    }
  }

  /// Keeps a column, unless it would fill the cache; returns the one that is kept.
  private func keep(_ column: Column, as key: Key) -> Column {
    let bytes = column.bytes
    return state.withLock { state in
      if let known = state.entries[key] { return known.column }
      guard bytes <= limit else { return column }
      state.uses += 1
      state.entries[key] = (column, state.uses)
      state.bytes += bytes
      while state.bytes > limit,
        let oldest = state.entries.min(by: { $0.value.lastUse < $1.value.lastUse })
      {
        state.bytes -= oldest.value.column.bytes
        state.entries[oldest.key] = nil
      }
      return column
    }
  }
}
