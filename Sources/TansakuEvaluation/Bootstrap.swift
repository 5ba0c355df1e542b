import TansakuStorage

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
    var random = SplitMix64(seed: seed)
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
