import Synchronization

/// A set of page numbers that only grows, shared by threads without a lock.
///
/// Sendable because each word is atomic and the memory is given back once, by `deinit`. Relaxed
/// ordering is enough: the pages themselves never change, so a bit that is seen late only costs a
/// second look at its page.
final class PageBitmap: @unchecked Sendable {
  /// One more than the largest page number.
  let count: Int
  private let words: UnsafeMutableBufferPointer<Atomic<UInt64>>

  /// Makes an empty set for the pages `0..<count`.
  init(count: Int) {
    self.count = count
    words = .allocate(capacity: (count + 63) / 64)
    for index in words.indices { words.initializeElement(at: index, to: Atomic(0)) }
  }

  deinit {
    words.deinitialize()
    words.deallocate()
  }

  /// Tells whether a page was inserted.
  @inline(__always)
  func contains(_ page: Int) -> Bool {
    words[page >> 6].load(ordering: .relaxed) & (1 << UInt64(page & 63)) != 0
  }

  /// Inserts a page.
  func insert(_ page: Int) {
    words[page >> 6].bitwiseOr(1 << UInt64(page & 63), ordering: .relaxed)
  }
}
