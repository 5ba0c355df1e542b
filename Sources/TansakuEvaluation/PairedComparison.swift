/// How much better one run answers the judged queries than another, and how sure that is.
///
/// Both runs answer the same queries, so each query gives a difference, and the interval is the
/// percentile bootstrap of their mean: as many queries as there are are drawn with replacement, again
/// and again, and the 2.5 % smallest and largest means are cut off (Efron and Tibshirani, "An
/// Introduction to the Bootstrap", 1993, section 13.3; for measures of retrieval Sakai, "Evaluating
/// evaluation metrics based on the bootstrap", SIGIR 2006). An interval that does not hold 0 tells
/// that the runs differ on queries like these; it tells nothing about other kinds of queries.
///
/// The draws depend on the seed alone, and all measures share them: the same files give the same
/// interval on every machine.
public struct PairedComparison: Sendable {
  /// What the comparison by one measure came to.
  public struct Difference: Sendable, Hashable {
    /// What was measured.
    public let measure: Measure
    /// The mean of the run.
    public let value: Double
    /// The mean of the run that it is compared with.
    public let otherValue: Double
    /// The mean of the queries' differences: above 0 where the run is better.
    public let difference: Double
    /// The lower end of the interval.
    public let low: Double
    /// The upper end of the interval.
    public let high: Double
  }

  /// The measures that tell whether the first page of answers became better.
  public static let measures: [Measure] = [.nDCG(at: 10), .reciprocalRank(at: 10)]
  /// The share of means that lie within the interval.
  public static let confidence = 0.95

  /// The differences in the order of the measures.
  public let differences: [Difference]
  /// How many judged queries there are.
  public let queryCount: Int
  /// How often they were drawn.
  public let resamples: Int
  /// What the draws were made from.
  public let seed: UInt64

  /// Compares a run with another one in time proportional to `resamples` × queries × measures.
  ///
  /// - Parameters:
  ///   - run: the run that is the better one where the differences are above 0.
  ///   - other: the run that it is compared with.
  ///   - judgments: what is right.
  ///   - measures: what to measure.
  ///   - resamples: how often to draw; at least 1.
  ///   - seed: where the draws start.
  public init(
    of run: Run, against other: Run, by judgments: Judgments, measures: [Measure] = measures,
    resamples: Int = 10_000, seed: UInt64 = 1
  ) {
    let evaluations = [run, other].map { Evaluation(of: $0, by: judgments, measures: measures) }
    let pairs = zip(evaluations[0].results, evaluations[1].results)
    let columns = measures.indices.map { index in
      pairs.map { $0.values[index] - $1.values[index] }
    }
    let intervals = Bootstrap(resamples: max(resamples, 1), seed: seed)
      .intervals(ofMeansOf: columns, confidence: PairedComparison.confidence)
    differences = measures.indices.map { index in
      Difference(
        measure: measures[index], value: evaluations[0].means[index],
        otherValue: evaluations[1].means[index],
        difference: columns[index].reduce(0, +) / Double(max(columns[index].count, 1)),
        low: intervals[index].lowerBound, high: intervals[index].upperBound)
    }
    queryCount = evaluations[0].results.count
    self.resamples = max(resamples, 1)
    self.seed = seed
  }
}
