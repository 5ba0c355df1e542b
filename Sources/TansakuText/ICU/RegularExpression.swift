import CTansakuICU

/// A regular expression as ICU has them, which a whole text fits or not.
///
/// Not for two threads at once. Matching goes back and forth and can take time that grows with a
/// power of the text's length; so each text may take some 20 milliseconds, and all texts together
/// ``limit``.
package final class RegularExpression {
  /// What is no regular expression.
  package struct PatternError: Error {
    /// About where ICU stops, in UTF-16 units of the pattern.
    package var offset: Int
  }

  /// How long all texts together may take.
  package static let limit = Duration.milliseconds(600)

  private let expression: OpaquePointer
  private let clock = ContinuousClock()
  private var spent = Duration.zero

  /// - Throws: `PatternError` for what is no expression.
  package init(_ pattern: String) throws(PatternError) {
    var status: Int32 = 0
    var offset: Int32 = 0
    let units = Array(pattern.utf16)
    guard
      let expression = tansaku_expression_open(
        units, Int32(clamping: units.count), &status, &offset)
    else { throw PatternError(offset: Int(offset)) }
    self.expression = expression
  }

  deinit { tansaku_expression_close(expression) }

  /// Whether a text fits as a whole; nil where that takes too long to find out.
  package func matches(_ text: String) -> Bool? {
    let start = clock.now
    let units = Array(text.utf16)
    let found = tansaku_expression_matches(expression, units, Int32(clamping: units.count))
    spent += clock.now - start
    return found < 0 || spent > RegularExpression.limit ? nil : found > 0
  }
}
