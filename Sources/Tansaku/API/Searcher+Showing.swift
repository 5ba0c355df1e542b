import TansakuText

extension Searcher {
  /// What it takes to cite a search for a query, and to repeat it.
  ///
  /// Counts the matches, which costs about as much as the search.
  ///
  /// - Parameters:
  ///   - query: What was looked for.
  ///   - filter: The facts that documents had to have.
  ///   - level: How freely texts might be written to match.
  ///   - time: When it was done, in seconds since 1970 began (UTC); now, where nothing is given.
  /// - Returns: Query, counts, versions and the commit.
  /// - Throws: `IndexError` where the query is too long or the index is damaged.
  public func citation(
    of query: Query, filter: Filter = Filter(), level: MatchLevel = .meaning, at time: Int? = nil
  ) throws -> SearchCitation {
    try withIndexErrors {
      try snapshot.withAnalyzer { analyzer in
        try SearchCitation(
          of: query, filter: filter, level: level, at: time, in: snapshot, analyzer: analyzer)
      }
    }
  }

  /// Every occurrence of what a query looks for, in all documents that match it.
  ///
  /// What lies within another occurrence has no line of its own.
  ///
  /// - Parameters:
  ///   - query: what to look for.
  ///   - width: how much of each side to give, in columns of a terminal.
  ///   - order: in which order the lines come.
  ///   - locale: the language whose order counts for `left` and `right`, as a BCP 47 tag; empty for
  ///     the order of no language (the root of the CLDR).
  ///   - limit: how many lines to give at most; nil for all.
  ///   - filter: facts that a document must have.
  ///   - level: how freely a text may be written to match.
  /// - Returns: the lines, to be asked for one by one.
  /// - Throws: `IndexError` where the query is too long, an argument is out of its range or the index
  ///   is damaged.
  /// - Complexity: the time to analyze the matching documents. In the order of the documents memory
  ///   for one block of stored documents (64 KiB, or one document), two pieces of a text and their
  ///   matches; in another order for some 130,000 lines at most besides, and the documents are read
  ///   once for every 65,536 lines that are asked for. Always 16 bytes for a matching document while
  ///   these are found and 4 after that.
  public func concordance(
    of query: Query, width: Int = 40, order: ConcordanceOrder = .document, locale: String = "",
    limit: Int? = nil, filter: Filter = Filter(), level: MatchLevel = .meaning
  ) throws -> Concordance {
    try withIndexErrors {
      try Concordance(
        of: query, width: width, order: order, locale: locale, limit: limit, filter: filter,
        level: level, in: snapshot)
    }
  }

  /// How many of the documents that match have each value of some facts.
  ///
  /// All matches are counted, exactly: at `meaning` by the index alone, at stricter levels by the texts
  /// that the level looks at. The first time that a fact is asked for, a column is made of its postings;
  /// see <doc:ChoosingAndCounting> for what that costs.
  ///
  /// ```swift
  /// for facet in try searcher.facets(["kind", "year"], for: "Taipei") {
  ///   for value in facet.values { print(facet.name, value.value, value.count) }
  /// }
  /// ```
  ///
  /// - Parameters:
  ///   - names: `kind`, `language`, `date`, `city`, `work`, `path`, `source` or the name of an attribute;
  ///     `year` and `decade` of `date`, unless documents have facts of these names.
  ///   - query: what to look for.
  ///   - filter: facts that a document must have to be counted.
  ///   - level: how freely a text may be written to match.
  /// - Returns: a facet for each name, in their order.
  /// - Throws: `IndexError`: `badArgument` for a name that no document has; where the query is too long
  ///   or the index is damaged.
  public func facets(
    _ names: [String], for query: Query, filter: Filter = Filter(), level: MatchLevel = .meaning
  ) throws -> [Facet] {
    try withIndexErrors {
      try snapshot.withAnalyzer { analyzer in
        try Facet.counts(
          of: names, for: query, filter: filter, level: level, in: snapshot, analyzer: analyzer)
      }
    }
  }
}
