#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A way to tell with a number from 0 to 1 how good a ranking is.
///
/// The definitions are those of `trec_eval` and the names those of `ir-measures` (MacAvaney,
/// Macdonald and Ounis, "Streamlining evaluation with ir-measures", ECIR 2022). A document is
/// relevant where its grade is more than 0; one without a judgment is not.
public enum Measure: Hashable, Sendable, CustomStringConvertible {
  /// Discounted cumulative gain of the first documents over the best that there could be (Järvelin
  /// and Kekäläinen, "Cumulated gain-based evaluation of IR techniques", TOIS 20(4), 2002), with the
  /// grade itself for the gain and `log2(rank + 1)` for the discount.
  case nDCG(at: Int)
  /// One over the rank of the first relevant document, 0 where it is none of the first.
  case reciprocalRank(at: Int)
  /// The share of the relevant documents that are among the first.
  case recall(at: Int)
  /// 1 where a relevant document is among the first, else 0.
  case success(at: Int)
  /// The mean, over the relevant documents, of the share of relevant ones down to each; 0 for those
  /// that were not found.
  case averagePrecision

  /// The measures that are told unless others are asked for.
  public static let standard: [Measure] = [
    .nDCG(at: 10), .reciprocalRank(at: 10), .recall(at: 100), .recall(at: 1000), .success(at: 1),
    .averagePrecision,
  ]

  /// The name: `nDCG@10`, `RR@10`, `R@100`, `Success@1`, `AP`.
  public var description: String {
    switch self {
    case .nDCG(let depth): "nDCG@\(depth)"
    case .reciprocalRank(let depth): "RR@\(depth)"
    case .recall(let depth): "R@\(depth)"
    case .success(let depth): "Success@\(depth)"
    case .averagePrecision: "AP"
    }
  }

  /// The measure with this name; nil where there is none or its depth is less than 1.
  ///
  /// `MRR@10`, as many call the mean, is `RR@10`.
  public init?(_ name: String) {
    let parts = name.split(separator: "@", omittingEmptySubsequences: false)
    if name == "AP" {
      self = .averagePrecision
      return
    }
    guard parts.count == 2, let depth = Int(parts[1]), depth > 0 else { return nil }
    switch parts[0] {
    case "nDCG": self = .nDCG(at: depth)
    case "RR", "MRR": self = .reciprocalRank(at: depth)
    case "R": self = .recall(at: depth)
    case "Success": self = .success(at: depth)
    default: return nil
    }
  }

  /// The value for the ranking of one query.
  ///
  /// - Parameters:
  ///   - documents: what was found, best first.
  ///   - grades: the judged documents with their grades.
  /// - Returns: 0 where no document is relevant.
  func value(of documents: [String], grades: [String: Int]) -> Double {
    let relevantCount = grades.values.count { $0 > 0 }
    guard relevantCount > 0 else { return 0 }
    func isRelevant(_ document: String) -> Bool { (grades[document] ?? 0) > 0 }
    switch self {
    case .nDCG(let depth):
      let best = grades.values.sorted(by: >)
      return Measure.gain(documents.prefix(depth).map { grades[$0] ?? 0 })
        / Measure.gain(best.prefix(depth))
    case .reciprocalRank(let depth):
      let place = documents.prefix(depth).firstIndex(where: isRelevant)
      return place.map { 1 / Double($0 + 1) } ?? 0
    case .recall(let depth):
      return Double(documents.prefix(depth).count(where: isRelevant)) / Double(relevantCount)
    case .success(let depth):
      return documents.prefix(depth).contains(where: isRelevant) ? 1 : 0
    case .averagePrecision:
      var found = 0
      var sum = 0.0
      for (place, document) in documents.enumerated() where isRelevant(document) {
        found += 1
        sum += Double(found) / Double(place + 1)
      }
      return sum / Double(relevantCount)
    }
  }

  /// The discounted sum of the grades above 0.
  private static func gain(_ grades: some Sequence<Int>) -> Double {
    grades.enumerated().reduce(0) { sum, next in
      next.element > 0 ? sum + Double(next.element) / log2(Double(next.offset + 2)) : sum
    }
  }
}
