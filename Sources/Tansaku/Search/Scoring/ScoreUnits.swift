/// Scores as whole numbers, while they are summed.
///
/// What each term adds to a score is rounded to a whole number of units; so the sum is the same in
/// whatever order it is made up, a sum of bounds is never below a sum of scores, and pruning is as
/// exact as looking at everything. The unit is the power of two that makes the greatest sum a query
/// can reach 23 bits long: half the precision of a `Float` at that sum. Every sum is a `Float` too,
/// without rounding, so that whole numbers and scores have one order.
struct ScoreUnits: Sendable, Equatable {
  /// How many units make 1.
  let perPoint: Float

  /// The units for a query whose terms can add up to these.
  init(weights: [Float]) { self.init(most: weights.reduce(0) { $0 + Double($1) }) }

  /// The units for a query whose scores are so high at most.
  init(most sum: Double) {
    // At least 2²² and below 2²³ units; what rounding up adds stays below the 24th bit.
    let exponent = sum > 0x1p-60 ? 22 - Int(sum.exponent) : 0
    perPoint = Float(sign: .plus, exponent: exponent, significand: 1)
  }

  /// The score of so many units; exact.
  func score(_ units: Int32) -> Float { Float(units) / perPoint }

  /// The units of a score; exact.
  func units(_ score: Float) -> Int32 { Int32(score * perPoint) }

  /// What a term adds to a document's score, in units.
  ///
  /// - Parameters:
  ///   - weight: the term's weight times its rarity, times `perPoint`.
  ///   - frequency: how often the document has it.
  ///   - inverseLength: of the document, see `BM25`.
  /// - Returns: a whole number of units, 0 or more.
  @inline(__always)
  static func part(weight: Float, frequency: UInt32, inverseLength: Float) -> Int32 {
    rounded(BM25.score(weight: weight, frequency: frequency, inverseLength: inverseLength))
  }

  /// The nearest whole number of one from 0 to 2²³, monotone.
  ///
  /// Beside 2²³ a `Float` has no room for a fraction, so that adding rounds it away and leaves the
  /// number in the low bits.
  @inline(__always)
  static func rounded(_ value: Float) -> Int32 {
    Int32(bitPattern: (value + 0x1p23).bitPattern &- (0x1p23 as Float).bitPattern)
  }
}
