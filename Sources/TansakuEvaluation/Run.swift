/// What a search engine answered to a set of queries: a "run" of TREC.
///
/// A line has the query's id, `Q0`, the document's id, its rank, its score and the engine's name:
///
/// ```
/// 7 Q0 2006-taipei 1 12.75 tansaku
/// ```
///
/// As in `trec_eval`, the order is that of the scores, whatever the ranks and the order of the lines
/// are; scores count as 32-bit numbers; and documents of one score stand in the falling order of
/// their ids' bytes, so that no engine gains from how it happens to list them. (`ir-measures` does
/// the same for all measures but `RR@k`, which it leaves to the script of MS MARCO with rising ids.)
public struct Run: Sendable {
  /// The ids of the queries that have results, in the order of the file.
  public private(set) var queries: [String] = []
  private var rankings: [String: [String]] = [:]

  /// Reads a run.
  ///
  /// - Parameters:
  ///   - bytes: the text in UTF-8.
  ///   - file: its name, for errors.
  /// - Throws: `EvaluationError` with the line where a field is missing, the score is no number or a
  ///   document stands twice.
  public init(parsing bytes: [UInt8], file: String? = nil) throws(EvaluationError) {
    var lines = LineFields(bytes, file: file)
    var results: [String: [String: Float]] = [:]
    while try lines.advance() {
      let fields = lines.fields
      guard fields.count == 6 else {
        throw lines.error(
          "A result has the fields query, Q0, document, rank, score, name; "
            + "here are \(fields.count).")
      }
      guard let score = Float(fields[4]), !score.isNaN else {
        throw lines.error("The score \"\(fields[4])\" is no number.")
      }
      guard !fields[0].isEmpty, !fields[2].isEmpty else {
        throw lines.error("The query's or the document's id is empty.")
      }
      if results[fields[0]] == nil { queries.append(fields[0]) }
      if results[fields[0], default: [:]].updateValue(score, forKey: fields[2]) != nil {
        throw lines.error("\(fields[2]) stands twice among the results of query \(fields[0]).")
      }
    }
    rankings = results.mapValues(Run.ranked)
  }

  /// The documents of a query, best first; empty where it has none.
  public func documents(of query: String) -> [String] { rankings[query] ?? [] }

  private static func ranked(_ scores: [String: Float]) -> [String] {
    scores.sorted { one, other in
      if one.value != other.value { return one.value > other.value }
      return other.key.utf8.lexicographicallyPrecedes(one.key.utf8)
    }.map(\.key)
  }
}
