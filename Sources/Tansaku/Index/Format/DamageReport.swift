import TansakuStorage

/// Remembers the first damaged bytes that the cursors of one query met.
///
/// Cursors run in loops that cannot throw; an answer is given only after `check`.
/// Belongs to one query on one thread.
final class DamageReport {
  private var first: StorageError?

  /// Keeps the error if it is the first.
  func record(_ error: StorageError) {
    if first == nil { first = error }
  }

  /// Whether nothing was recorded.
  var isEmpty: Bool { first == nil }

  /// Throws what was recorded.
  func check() throws {
    if let first { throw first }
  }
}
