extension Searcher {
  /// The documents that are most like one of the index.
  ///
  /// What tells the document from others (its words, cities, dates and concepts that are rare) is
  /// searched for, and the document itself left out. Language versions of one work, which share
  /// `work`, come first unless they are left out.
  ///
  /// - Parameters:
  ///   - id: the document's id.
  ///   - limit: how many hits to return at most.
  ///   - onlyOtherWorks: whether documents of the same work are left out.
  ///   - filter: facts that a document must have to be a hit.
  /// - Returns: the hits, best first.
  /// - Throws: `IndexError`: `badArgument` where there is no such document or the limit is negative;
  ///   and where the index is damaged.
  public func moreLikeThis(
    id: String, limit: Int = 10, onlyOtherWorks: Bool = false, filter: Filter = Filter()
  ) throws -> Results {
    try withIndexErrors {
      guard let document = try document(id: id) else {
        throw IndexError(
          code: .badArgument, message: "No document of the index has the id \(id).")
      }
      return try withAnalyzer { analyzer in
        var terms = TellingTerms(analyzer: analyzer, weights: parameters)
        try terms.add(document, withWork: !onlyOtherWorks)
        return try results(
          of: terms.plan(in: self, least: 2), limit: limit, filter: filter, without: document,
          ofWork: onlyOtherWorks ? document.work : nil)
      }
    }
  }

  /// The documents that are most like a text, which need be none of the index.
  ///
  /// - Parameters:
  ///   - text: the text, as long as it may be.
  ///   - limit: how many hits to return at most.
  ///   - filter: facts that a document must have to be a hit.
  /// - Returns: the hits, best first.
  /// - Throws: `IndexError`: `badArgument` where the limit is negative; and where the index is
  ///   damaged.
  public func moreLikeThis(
    text: String, limit: Int = 10, filter: Filter = Filter()
  ) throws -> Results {
    try withIndexErrors {
      try withAnalyzer { analyzer in
        var terms = TellingTerms(analyzer: analyzer, weights: parameters)
        try terms.add(text, times: 1)
        return try results(
          of: terms.plan(in: self, least: 1), limit: limit, filter: filter, without: nil,
          ofWork: nil)
      }
    }
  }

  private func results(
    of plan: QueryPlan, limit: Int, filter: Filter, without document: Document?,
    ofWork work: String?
  ) throws -> Results {
    try checkCounts(limit, 0)
    // So many more are asked for as are left out.
    var left = document == nil ? 0 : 1
    if let work {
      let key = TermKey(.attribute, "work=\(work)")
      left += try segments.reduce(0) {
        try $0 + Int($1.terms.find(key)?.documentFrequency ?? 0)
      }
    }
    let ranking = try rank(
      plan, limit: min(limit, documentCount) + left, skip: 0, filter: filter, counting: .cheaply)
    let finder = OccurrenceFinder(plan, at: .meaning)
    let weights = ranking.hits.isEmpty ? [] : try passageWeights(of: finder)
    var hits: [Hit] = []
    var removed = 0
    for scored in ranking.hits {
      let found = try segments[scored.segment].stored.document(scored.document)
      if found.id == document?.id || work != nil && found.work == work {
        removed += 1
      } else if hits.count < limit {
        hits.append(
          Hit(
            score: scored.score, document: found, parts: QueryParts(), group: nil, finder: finder,
            weights: weights, searcher: self))
      }
    }
    return Results(
      hits: hits, total: max(hits.count, ranking.total - removed),
      isExact: ranking.isExact && (removed == left || ranking.hits.count == ranking.total),
      skipped: 0, isSearchable: !plan.isEmpty)
  }
}
