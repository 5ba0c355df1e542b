/// The stretch of documents that a search goes through at once if no block of postings says how far a
/// bound of scores holds.
enum ScoringWindow {
  /// How many documents it has.
  static let size: UInt32 = 4096
}
