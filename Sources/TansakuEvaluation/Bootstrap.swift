/// Draws rows of a table with replacement to learn how far the means of its columns may be off.
struct Bootstrap {
  /// How often as many rows are drawn as there are.
  let resamples: Int
  /// Where the draws start.
  let seed: UInt64

  /// Cuts off the extremes of each column's mean, on either side.
  ///
  /// - Parameters:
  ///   - columns: columns of the same length.
  ///   - confidence: the share of the means that lie within, above 0 and below 1.
  /// - Returns: percentiles by nearest rank; 0 to 0 where there are no rows.
  func intervals(
    ofMeansOf columns: [[Double]], confidence: Double
  ) -> [ClosedRange<Double>] {
    let count = columns.first?.count ?? 0
    guard count > 0 else { return columns.map { _ in 0...0 } }
    var random = SplitMix64(state: seed)
    var rows = [Int](repeating: 0, count: count)
    var means = columns.map { _ in [Double](repeating: 0, count: resamples) }
    for resample in 0..<resamples {
      for index in rows.indices { rows[index] = random.number(below: count) }
      for (index, column) in columns.enumerated() {
        means[index][resample] = rows.reduce(0) { $0 + column[$1] } / Double(count)
      }
    }
    let tail = (1 - confidence) / 2
    return means.map { means in
      let sorted = means.sorted()
      func percentile(_ share: Double) -> Double {
        sorted[min(max(Int((share * Double(resamples)).rounded(.up)) - 1, 0), resamples - 1)]
      }
      return percentile(tail)...percentile(1 - tail)
    }
  }
}

/// A random generator that gives the same numbers for the same seed, on every machine and with every
/// version of the standard library (Steele, Lea and Flood, "Fast splittable pseudorandom number
/// generators", OOPSLA 2014).
struct SplitMix64 {
  /// What the next number follows from; at first the seed.
  var state: UInt64

  /// A number from 0 to below `bound`, by multiplication (Lemire, "Fast random integer generation in
  /// an interval", TOMACS 29(1), 2019) without the rejection: numbers differ in probability by less
  /// than `bound` ÷ 2⁶⁴.
  mutating func number(below bound: Int) -> Int {
    // Arithmetic modulo 2⁶⁴ is part of the definition.
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((bits ^ (bits >> 31)).multipliedFullWidth(by: UInt64(bound)).high)
  }
}
