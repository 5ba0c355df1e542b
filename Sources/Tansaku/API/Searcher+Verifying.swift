import TansakuText

extension Searcher {
  /// Proves on the texts themselves that the index misses nothing and finds nothing that is not
  /// there.
  ///
  /// Terms and random substrings of the stored texts are looked for as phrases in quotes, and then
  /// by reading every character of every stored text, which asks nothing of the index but the texts.
  /// Both must find the same documents. What both have in common is the fold of single characters;
  /// how the index cuts, numbers and stores them is what is put to the proof. Texts are folded once
  /// for every four thousand terms, and read once for all of these together.
  ///
  /// In scripts written without spaces and in Hangul substrings begin and end anywhere; elsewhere at
  /// the ends of words and numbers, as the promise of recall says.
  ///
  /// ```swift
  /// let report = try index.searcher().audit(samples: 10_000, seed: 1)
  /// print(report.isSound)
  /// ```
  ///
  /// - Parameters:
  ///   - samples: how many random substrings to draw: of up to 12 characters, some from every script
  ///     that is there.
  ///   - seed: what they are drawn by.
  ///   - terms: what else to look for.
  ///   - cities: how many of the cities that the texts name to look for by all their names, each of
  ///     which must find every document that names the city. This analyzes all texts.
  ///   - progress: is told now and then how far the audit has come; what it throws ends the audit.
  /// - Returns: what was looked at, and the first difference if there is one.
  /// - Throws: `IndexError` where a number is negative or the index is damaged, and what `progress`
  ///   throws.
  /// - Complexity: time in proportion to all texts, for every four thousand samples and terms again;
  ///   memory in proportion to the number of samples and to the longest text, and up to 64 MB for what
  ///   the index found.
  public func audit(
    samples: Int = 1000, seed: UInt64 = 1, terms: [String] = [], cities: Int = 0,
    progress: (AuditProgress) throws -> Void = { _ in }
  ) throws -> AuditReport {
    guard samples >= 0, cities >= 0 else {
      throw IndexError(
        code: .badArgument, message: "The number of samples and that of cities are 0 or more.")
    }
    return try withIndexErrors {
      try withoutActuallyEscaping(progress) { progress in
        try snapshot.withAnalyzer { analyzer in
          try IndexAudit(of: snapshot, analyzer: analyzer, progress: progress)
            .run(samples: samples, seed: seed, terms: terms, cities: cities)
        }
      }
    }
  }

  /// Why a document is a hit for what a person typed, or why not.
  ///
  /// - Parameters:
  ///   - id: The document's id.
  ///   - typed: Words and phrases; see `Query`.
  ///   - filter: Facts that a document must have to be a hit.
  ///   - level: How freely a text may be written to match.
  /// - Returns: Each step from the query to the score, or to what lost the document.
  /// - Throws: `IndexError` where the query is too long or the index is damaged.
  public func explain(
    id: String, _ typed: String, filter: Filter = Filter(), level: MatchLevel = .meaning
  ) throws -> Explanation {
    try explain(id: id, Query(typed), filter: filter, level: level)
  }

  /// Why a document is a hit for a query, or why not.
  ///
  /// What is said of the score holds for a search with the same filter and level. Takes as long as
  /// some searches.
  ///
  /// - Parameters:
  ///   - id: The document's id.
  ///   - query: What was looked for.
  ///   - filter: Facts that a document must have to be a hit.
  ///   - level: How freely a text may be written to match.
  /// - Returns: Each step from the query to the score, or to what lost the document.
  /// - Throws: `IndexError` where the query is too long or the index is damaged.
  public func explain(
    id: String, _ query: Query, filter: Filter = Filter(), level: MatchLevel = .meaning
  ) throws -> Explanation {
    try withIndexErrors {
      try snapshot.withAnalyzer { analyzer in
        try Explainer(snapshot, analyzer).explain(id: id, query, filter: filter, level: level)
      }
    }
  }
}
