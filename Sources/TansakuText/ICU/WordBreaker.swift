internal import CTansakuICU

/// Finds the word boundaries of a text in any language that ICU has.
///
/// Japanese, Chinese, Thai, Lao, Khmer and Burmese are cut by ICU's dictionaries, all else by the
/// rules of Unicode Standard Annex 29. About 10 MB of UTF-8 Japanese a second on one core, which
/// bounds the speed of indexing: all boundaries of a text are taken in one call.
///
/// Not for two threads at once.
package final class WordBreaker {
  private let breaker: OpaquePointer

  /// A breaker for text of any language.
  ///
  /// - Throws: `TextError` where ICU's data cannot be loaded.
  package init() throws(TextError) {
    var status: Int32 = 0
    guard let breaker = tansaku_word_breaker_open(&status) else {
      throw TextError.icu(status, doing: "loading the rules of word segmentation")
    }
    self.breaker = breaker
  }

  deinit { tansaku_word_breaker_close(breaker) }

  /// Puts the boundaries of `text`, its two ends among them, into `boundaries`.
  ///
  /// Offsets are UTF-16 units. An empty text has the single boundary 0.
  package func findBoundaries(of text: UnsafeBufferPointer<UInt16>, into boundaries: inout [Int32])
    throws(TextError)
  {
    boundaries.removeAll(keepingCapacity: true)
    guard let base = text.baseAddress, !text.isEmpty else {
      boundaries.append(0)
      return
    }
    // Not in place: there are far fewer than there must be room for.
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: text.count + 1) { room in
      guard let start = room.baseAddress else { return }
      let count = tansaku_word_breaker_boundaries(breaker, base, Int32(text.count), start)
      boundaries.become(UnsafeBufferPointer(rebasing: room[..<max(0, Int(count))]))
    }
    if boundaries.isEmpty { throw TextError.icu(0, doing: "segmenting words") }
  }
}
