/// The values that were used last, as many as fit into a number of bytes; if room is needed, the value
/// that was used longest ago goes first.
///
/// Meant for caches of some hundred entries, because making room looks at all of them. Inlinable, so
/// that the look-ups of a search are compiled for their keys.
package struct RecentlyUsed<Key: Hashable, Value> {
  @usableFromInline var entries: [Key: (value: Value, bytes: Int, lastUse: UInt64)] = [:]
  @usableFromInline var bytes = 0
  @usableFromInline var uses: UInt64 = 0
  @usableFromInline let limit: Int

  /// An empty cache with room for this many bytes.
  @inlinable
  package init(limit: Int) { self.limit = limit }

  /// The value of a key, which counts as a use of it; nil if none is kept.
  @inlinable
  package mutating func find(_ key: Key) -> Value? {
    uses += 1
    // Hashing a key costs more than everything else here: once is enough.
    guard let place = entries.index(forKey: key) else { return nil }
    entries.values[place].lastUse = uses
    return entries.values[place].value
  }

  /// Keeps a value for a key, in place of an older one.
  ///
  /// A value that is larger than the whole room is not kept.
  @inlinable
  package mutating func insert(_ value: Value, bytes size: Int, for key: Key) {
    guard size <= limit else { return }
    remove(key)
    uses += 1
    entries[key] = (value, size, uses)
    bytes += size
    while bytes > limit, let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse }) {
      remove(oldest.key)
    }
  }

  @inlinable
  mutating func remove(_ key: Key) {
    if let old = entries.removeValue(forKey: key) { bytes -= old.bytes }
  }
}
