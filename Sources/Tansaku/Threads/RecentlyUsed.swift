/// What was used last, so many bytes of it; what was used longest ago goes first.
///
/// For caches of some hundred entries: room is made by looking at all of them.
struct RecentlyUsed<Key: Hashable, Value> {
  private var entries: [Key: (value: Value, bytes: Int, lastUse: UInt64)] = [:]
  private var bytes = 0
  private var uses: UInt64 = 0
  private let limit: Int

  /// Room for so many bytes.
  init(limit: Int) { self.limit = limit }

  /// What is kept for a key, which counts as a use of it.
  mutating func find(_ key: Key) -> Value? {
    uses += 1
    // Hashing a key costs more than all else: once is enough.
    guard let place = entries.index(forKey: key) else { return nil }
    entries.values[place].lastUse = uses
    return entries.values[place].value
  }

  /// Keeps a value in the place of the one that a key has; nothing that is larger than all the room.
  mutating func insert(_ value: Value, bytes size: Int, for key: Key) {
    guard size <= limit else { return }
    remove(key)
    uses += 1
    entries[key] = (value, size, uses)
    bytes += size
    while bytes > limit, let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse }) {
      remove(oldest.key)
    }
  }

  private mutating func remove(_ key: Key) {
    if let old = entries.removeValue(forKey: key) { bytes -= old.bytes }
  }
}
