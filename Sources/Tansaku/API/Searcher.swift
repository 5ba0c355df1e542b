import TansakuStorage
import TansakuText

/// A view of an index as of one commit.
///
/// Immutable; to be shared by threads as they like.
public final class Searcher: Sendable {
  let snapshot: Snapshot
  /// What suggestions and completions are made of.
  let suggesting = SuggestingTables()

  init(_ snapshot: Snapshot) { self.snapshot = snapshot }

  /// How many documents there are.
  public var documentCount: Int { snapshot.documentCount }

  /// How many commits came before this one and with it.
  public var generation: UInt64 { snapshot.manifest.generation }

  /// The names that mean the same in the index; nil where there are none.
  public var aliases: Aliases? { snapshot.aliases }

  /// A checksum of what makes up the commit: the same for the same commit wherever it lies, another
  /// for another.
  ///
  /// XXH3, in 16 hexadecimal digits, of the manifest, and then for every segment in order of the
  /// checksum of its stored texts' checksums and of its deletions. The manifest alone would not do: it
  /// tells how many documents there are, not which. Finds accidents, not forgers.
  public var fingerprint: String { snapshot.fingerprint }

  /// The names of the facts that documents have, sorted: what they can be filtered, counted, sorted
  /// and grouped by.
  ///
  /// - Throws: `IndexError` where the index is damaged.
  /// - Complexity: some look-ups for each name; where documents were deleted, in the worst case a walk
  ///   over a fact's values.
  public func factNames() throws -> [String] {
    try withIndexErrors { try snapshot.factNames() }
  }

  /// The document with this id, as it was given; nil where there is none.
  public func document(id: String) throws -> Document? {
    try withIndexErrors {
      try snapshot.place(of: id).map { try snapshot.document(at: $0) }
    }
  }

  /// The best hits for what a person typed.
  ///
  /// - Parameters:
  ///   - typed: words and phrases; see `Query`.
  ///   - limit: how many hits to return at most.
  ///   - skip: how many of the best to leave out.
  ///   - filter: facts that a document must have to be a hit.
  ///   - countExactly: whether `Results.total` must be exact, at whatever cost.
  ///   - level: how freely a text may be written to match.
  ///   - sort: what to sort by; other than by score all matches are found and counted, and hits have
  ///     the score 0.
  ///   - group: a fact whose values make groups of documents, `work`: of each group the first document
  ///     is the hit, with the others in ``Hit/group``, and `limit`, `skip` and the total count groups.
  /// - Returns: the hits in order, and how many there are in all.
  /// - Throws: `IndexError`: `badArgument` for a negative number, for a fact to sort or group by that no
  ///   document has, for a locale that is none; and where the query is too long or the index is damaged.
  public func search(
    _ typed: String, limit: Int = 10, skip: Int = 0, filter: Filter = Filter(),
    countExactly: Bool = false, level: MatchLevel = .meaning, sort: SortOrder = .score,
    group: String? = nil
  ) throws -> Results {
    try search(
      Query(typed), limit: limit, skip: skip, filter: filter, countExactly: countExactly,
      level: level, sort: sort, group: group)
  }

  /// The best hits for a query.
  ///
  /// Equal scores stand in the order in which the documents were added. Finding the best does not
  /// need all matches; they are counted where that is cheap or asked for.
  ///
  /// - Parameters:
  ///   - query: what to look for.
  ///   - limit: how many hits to return at most.
  ///   - skip: how many of the best to leave out.
  ///   - filter: facts that a document must have to be a hit.
  ///   - countExactly: whether `Results.total` must be exact, at whatever cost.
  ///   - level: how freely a text may be written to match.
  ///   - sort: what to sort by; other than by score all matches are found and counted, and hits have
  ///     the score 0.
  ///   - group: a fact whose values make groups of documents, `work`: of each group the first document
  ///     is the hit, with the others in ``Hit/group``, and `limit`, `skip` and the total count groups.
  /// - Returns: the hits in order, and how many there are in all.
  /// - Throws: `IndexError`: `badArgument` for a negative number, for a fact to sort or group by that no
  ///   document has, for a locale that is none; and where the query is too long or the index is damaged.
  public func search(
    _ query: Query, limit: Int = 10, skip: Int = 0, filter: Filter = Filter(),
    countExactly: Bool = false, level: MatchLevel = .meaning, sort: SortOrder = .score,
    group: String? = nil
  ) throws -> Results {
    try withIndexErrors {
      try snapshot.withAnalyzer { analyzer in
        let plans = try QueryPlans(query, at: level, in: snapshot, by: analyzer)
        if sort != .score || group != nil {
          let arranged = try Arranger(snapshot).arrange(
            plans, limit: limit, skip: skip, filter: filter, sort: sort, group: group,
            analyzer: analyzer)
          return try results(arranged, plans, skip: skip)
        }
        let ranking = try Ranker(snapshot).rank(
          plans, limit: limit, skip: skip, filter: filter,
          counting: countExactly ? .exactly : .cheaply, analyzer: analyzer)
        return try results(ranking, plans, skip: skip)
      }
    }
  }

  /// How many documents match a query at a level and pass a filter; nothing is scored.
  ///
  /// - Throws: `IndexError` where the query is too long or the index is damaged.
  public func count(
    _ query: Query, filter: Filter = Filter(), level: MatchLevel = .meaning
  ) throws -> Int {
    try withIndexErrors {
      try snapshot.withAnalyzer { analyzer in
        try Ranker(snapshot).count(query, filter: filter, level: level, analyzer: analyzer)
      }
    }
  }

  /// The ids and scores of the best hits, without their texts; matches are not counted.
  ///
  /// - Parameters:
  ///   - query: what to look for.
  ///   - wholeWords: whether what stands between spaces is looked for as whole words alone, neither
  ///     by its characters nor as a name: what an engine does that has no other layer. Phrases are
  ///     searched as ever.
  ///   - limit: how many hits to return at most.
  ///   - level: how freely a text may be written to match; nil for `meaning` by the index alone, where
  ///     no text is looked at and nothing gains by being written as the query is.
  /// - Returns: ids and scores, best first.
  /// - Throws: `IndexError` where the query is too long or the index is damaged.
  package func ranking(
    _ query: Query, wholeWords: Bool = false, limit: Int, level: MatchLevel? = nil
  ) throws -> [RankedDocument] {
    try withIndexErrors {
      let ranker = Ranker(snapshot)
      let ranking = try snapshot.withAnalyzer { analyzer in
        if let level {
          let plans = try QueryPlans(query, at: level, in: snapshot, by: analyzer)
          return try ranker.rank(
            plans, limit: limit, skip: 0, filter: Filter(), counting: .never, analyzer: analyzer)
        }
        var planner = QueryPlanner(
          analyzer: analyzer, weights: snapshot.parameters, findsNeedles: false)
        let plan = wholeWords ? try planner.plan(wholeWords: query) : try planner.plan(query)
        return try ranker.rank(plan, limit: limit, skip: 0, filter: Filter(), counting: .never)
      }
      return try ranking.hits.map { hit in
        RankedDocument(
          id: try snapshot.segments[hit.segment].identifiers.id(of: hit.document),
          score: hit.score)
      }
    }
  }
}

/// A hit of which no more is known than where it stands in a ranking.
package struct RankedDocument: Sendable, Equatable {
  /// The document's id.
  package let id: String
  /// Its score.
  package let score: Float
}
