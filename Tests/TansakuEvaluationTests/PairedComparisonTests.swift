import Testing

@testable import TansakuEvaluation

@Suite("Paired comparisons")
struct PairedComparisonTests {
  /// A run that ranks the one relevant document of query `n` at `ranks[n]`, or nowhere for 0.
  private func run(_ ranks: [Int]) throws -> Run {
    let lines = ranks.enumerated().flatMap { query, rank in
      (1...12).map { "\(query) Q0 \($0 == rank ? "right" : "wrong\($0)") \($0) \(-$0) x\n" }
    }
    return try Run(parsing: Array(lines.joined().utf8))
  }

  private func judgments(_ count: Int) throws -> Judgments {
    try Judgments(parsing: Array((0..<count).map { "\($0) 0 right 1\n" }.joined().utf8))
  }

  @Test("give the difference of the means, with an interval around it")
  func difference() throws {
    let (good, bad) = ([1, 1, 2, 1, 0, 1, 1, 4, 1, 2], [1, 2, 2, 3, 1, 1, 5, 0, 2, 2])
    let comparison = try PairedComparison(
      of: run(good), against: run(bad), by: judgments(10), measures: [.reciprocalRank(at: 10)])
    let one = try #require(comparison.differences.first)
    #expect(abs(one.value - 0.725) < 1e-12 && abs(one.otherValue - 0.553_333_333_333_333) < 1e-12)
    #expect(abs(one.difference - (one.value - one.otherValue)) < 1e-12)
    #expect(one.low < one.difference && one.difference < one.high)
    #expect(comparison.queryCount == 10)
  }

  @Test("of a run with itself are 0, and of one that is better everywhere stay above it")
  func extremes() throws {
    let (first, second) = try (run([1, 1, 1, 1]), run([2, 2, 2, 2]))
    let none = try PairedComparison(of: first, against: first, by: judgments(4))
    #expect(none.differences.map(\.measure) == PairedComparison.measures)
    for one in none.differences { #expect([one.difference, one.low, one.high] == [0, 0, 0]) }
    let better = try PairedComparison(of: first, against: second, by: judgments(4))
    #expect(better.differences[1].low == 0.5 && better.differences[1].high == 0.5)
    let empty = PairedComparison(of: first, against: second, by: Judgments())
    for one in empty.differences { #expect([one.difference, one.low, one.high] == [0, 0, 0]) }
  }

  @Test("depend on the seed alone")
  func seeds() throws {
    let (one, other) = try (run([1, 0, 3, 1, 2, 7]), run([2, 1, 3, 0, 1, 5]))
    func ends(_ seed: UInt64) throws -> [Double] {
      try PairedComparison(
        of: one, against: other, by: judgments(6), resamples: 501, seed: seed
      ).differences.flatMap { [$0.low, $0.high] }
    }
    #expect(try ends(1) == ends(1))
    #expect(try ends(1) != ends(2))
  }
}

@Suite("The bootstrap")
struct BootstrapTests {
  /// Sixty numbers, whose mean scipy 1.17.1 puts between 0.0218 and 0.2052:
  /// `scipy.stats.bootstrap((numbers,), numpy.mean, n_resamples=1_000_000, method="percentile")`.
  private let numbers: [Double] = (0..<60).map { number in
    let (one, other) = (Double(number * 7919 % 31), Double(number * 104_729 % 29))
    return one / 30 - other / 28 * 0.8
  }

  @Test("gives the intervals of scipy", arguments: [1, 2] as [UInt64])
  func scipy(seed: UInt64) {
    let interval = Bootstrap(resamples: 20_000, seed: seed)
      .intervals(ofMeansOf: [numbers], confidence: 0.95)[0]
    #expect(abs(interval.lowerBound - 0.021_825) < 0.003)
    #expect(abs(interval.upperBound - 0.205_159) < 0.003)
  }

  @Test("draws the same rows for all columns")
  func columns() {
    let ranges = Bootstrap(resamples: 1000, seed: 5)
      .intervals(ofMeansOf: [numbers, numbers], confidence: 0.9)
    #expect(ranges[0] == ranges[1])
  }
}
