import Synchronization
import TansakuStorage
import TansakuText

/// How many documents of a snapshot are in each writing system, and in how many of those in Latin
/// letters a term is, as far as somebody asked.
///
/// They are facts of the collection like the number of its documents, and never change. Shared by
/// threads.
final class PopulationSizes: Sendable {
  /// So many bytes are kept of what is known of terms: some hundreds.
  private static let termBytes = 1 << 16

  private let latinCounts = Mutex(
    RecentlyUsed<[TermSelector], Int>(limit: PopulationSizes.termBytes))
  private let counts = Mutex<[(system: WritingSystem, count: Int)]>([])

  /// The count of a system, if it is known.
  func count(of system: WritingSystem) -> Int? {
    counts.withLock { counts in
      for known in counts where known.system == system { return known.count }
      return nil
    }
  }

  /// In how many documents in Latin letters a term is, if it is known.
  func latinCount(of selectors: [TermSelector]) -> Int? {
    latinCounts.withLock { $0.find(selectors) }
  }

  /// Notes in how many documents in Latin letters a term is.
  func note(latinCount count: Int, of selectors: [TermSelector]) {
    let bytes = selectors.reduce(64) { $0 + 32 + ($1.key?.bytes.count ?? 0) }
    latinCounts.withLock { $0.insert(count, bytes: bytes, for: selectors) }
  }

  /// Notes the count of a system.
  func note(_ count: Int, of system: WritingSystem) {
    counts.withLock { counts in
      if !counts.contains(where: { $0.system == system }) { counts.append((system, count)) }
    }
  }
}
