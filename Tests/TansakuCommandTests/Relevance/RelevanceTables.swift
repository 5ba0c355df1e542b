/// The tables in `Tests/Relevance`, whose README tells what they are.
enum RelevanceTables {
  /// The folder of the tables and of the judged sets.
  static let folder = "\(repositoryRoot)/Tests/Relevance"

  /// What must be among the first documents of `Corpus`.
  static var expectations: [RelevanceExpectation] {
    get throws {
      try rows(of: "expectations.tsv", heading: ["query", "id", "rank"]).map { row in
        guard let rank = Int(row[2]), (1...RelevanceExpectation.depth).contains(rank) else {
          throw BadTable(row: row)
        }
        return RelevanceExpectation(query: row[0], id: row[1], rank: rank)
      }
    }
  }

  /// The least mean reciprocal rank of each set.
  static var thresholds: [RelevanceThreshold] {
    get throws {
      try rows(of: "thresholds.tsv", heading: ["index", "set", "least"]).map { row in
        guard let least = Double(row[2]), least > 0, least <= 1 else { throw BadTable(row: row) }
        return RelevanceThreshold(index: row[0], set: row[1], least: least)
      }
    }
  }

  private static func rows(of name: String, heading: [String]) throws -> [[String]] {
    let rows = try text(of: "\(folder)/\(name)").split(separator: "\n")
      .filter { !$0.hasPrefix("#") }
      .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
    guard rows.first == heading else { throw BadTable(row: rows.first ?? []) }
    if let bad = rows.first(where: { $0.count != heading.count }) { throw BadTable(row: bad) }
    return Array(rows.dropFirst())
  }

  /// A row that is none of its table.
  struct BadTable: Error { let row: [String] }
}

/// A document that must be among the first ones for a query.
struct RelevanceExpectation {
  /// How many documents of a ranking are looked at.
  static let depth = 10

  let query: String
  let id: String
  let rank: Int

  /// What is wrong with a ranking; nil where it is as expected.
  func failure(in ranking: [String]) -> String? {
    let place = ranking.firstIndex(of: id).map { $0 + 1 }
    if let place, place <= rank { return nil }
    return
      "\(query): \(id) must be among the first \(rank) and is "
      + "\(place.map { "number \($0)" } ?? "none of the first \(RelevanceExpectation.depth)"), behind "
      + ranking.prefix((place ?? 4) - 1).joined(separator: ", ")
  }
}

/// The least that the mean reciprocal rank of a set may be.
struct RelevanceThreshold {
  /// `apart` for an index of the set alone, `together` for one of all sets.
  let index: String
  /// The set's name, or `mean` for the mean of all.
  let set: String
  let least: Double

  /// What is wrong with the values by set; nil where they are as high as they must be.
  func failure(in values: [String: Double]) -> String? {
    guard let value = values[set] else { return "\(index) \(set): not measured" }
    return value >= least ? nil : "\(index) \(set): MRR@10 is \(value) and must be \(least)"
  }
}
