/// Postings made in memory, for cursors to walk; increasing in their documents.
///
/// Written by whoever makes it, then only read.
final class MemoryPostings: @unchecked Sendable {
  // Sendable: nobody writes once it is made.

  let documents: UnsafeMutablePointer<UInt32>
  let frequencies: UnsafeMutablePointer<UInt32>
  let count: Int
  /// The positions as differences, each document's first from 0; empty where they are not wanted.
  private(set) var deltas: [UInt32] = []

  /// Room for so many postings, for the caller to fill; what is in it before is anything.
  init(capacity count: Int) {
    self.count = count
    documents = .allocate(capacity: max(1, 2 * count))
    frequencies = documents + count
  }

  /// These postings.
  convenience init(
    documents list: [UInt32], frequencies counts: [UInt32], deltas: [UInt32] = []
  ) {
    self.init(capacity: list.count)
    self.deltas = deltas
    documents.initialize(from: list, count: list.count)
    frequencies.initialize(from: counts, count: list.count)
  }

  /// How many bytes of memory they take.
  var bytes: Int { 8 * count + 4 * deltas.count }

  deinit { documents.deallocate() }
}
