import TansakuText

/// A regular expression of a query, whose errors tell the person who wrote it what is wrong.
struct QueryExpression {
  private let pattern: String
  private let expression: RegularExpression

  /// - Throws: `IndexError` with the code `badQuery` if the pattern is no regular expression.
  init(_ pattern: String) throws {
    self.pattern = pattern
    do {
      expression = try RegularExpression(pattern)
    } catch {
      throw IndexError(
        code: .badQuery,
        message: "/\(pattern)/ is no regular expression: ICU stops at character \(error.offset).")
    }
  }

  /// Whether a whole text fits.
  ///
  /// - Throws: `IndexError` with the code `badQuery` if finding out takes too long.
  func matches(_ text: String) throws -> Bool {
    guard let fits = expression.matches(text) else {
      throw IndexError(
        code: .badQuery,
        message: "/\(pattern)/ takes too long: make it simpler, with fewer repetitions within one "
          + "another.")
    }
    return fits
  }
}
