/// Postings made in memory, for cursors to walk; increasing in their documents.
///
/// Written by whoever makes it, then only read.
final class MemoryPostings: @unchecked Sendable {
  // Sendable: nobody writes once it is made.

  let documents: UnsafeMutablePointer<UInt32>
  let frequencies: UnsafeMutablePointer<UInt32>
  let count: Int
  /// The positions, those of each document in increasing order; none where they are not wanted.
  let positions: UnsafeMutablePointer<UInt32>
  let positionCount: Int

  /// Room for so many postings and positions, for the caller to fill; what is in it before is
  /// anything.
  init(capacity count: Int, positions positionCount: Int = 0) {
    self.count = count
    self.positionCount = positionCount
    documents = .allocate(capacity: max(1, 2 * count + positionCount))
    frequencies = documents + count
    positions = frequencies + count
  }

  /// These postings.
  convenience init(documents list: [UInt32], frequencies counts: [UInt32]) {
    self.init(capacity: list.count)
    documents.initialize(from: list, count: list.count)
    frequencies.initialize(from: counts, count: list.count)
  }

  /// How many bytes of memory they take.
  var bytes: Int { 8 * count + 4 * positionCount }

  deinit { documents.deallocate() }
}
