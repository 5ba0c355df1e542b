/// What a query may ask for at most.
enum QueryLimits {
  /// The most parts that NEAR joins, so that the sets of parts met so far fit the bits of one number.
  static let nearParts = 6
  /// The longest distance that NEAR reaches over, in positions.
  static let nearDistance = 1_000
  /// How many edits a fuzzy word may have: the nearest to the number that a query says.
  static func allowed(edits: Int) -> Int { min(max(edits, 1), 2) }
}
