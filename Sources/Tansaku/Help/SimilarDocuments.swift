import TansakuText

/// The documents that are most like a document or a text.
struct SimilarDocuments {
  /// Finds what is like it.
  let plan: QueryPlan
  /// The documents, best first.
  private(set) var hits: [(document: Document, score: Float)] = []
  /// How many documents are like it; at least so many if `isExact` is false.
  private(set) var total = 0
  private(set) var isExact = true

  /// The documents that are most like one of the index.
  ///
  /// - Throws: `IndexError` with the code `badArgument` if the limit is negative; `StorageError` if
  ///   the index is damaged.
  init(
    like document: Document, limit: Int, onlyOtherWorks: Bool, filter: Filter,
    in snapshot: Snapshot, analyzer: Analyzer
  ) throws {
    var terms = TellingTerms(analyzer: analyzer, weights: snapshot.parameters)
    try terms.add(document, withWork: !onlyOtherWorks)
    plan = try terms.plan(in: snapshot, least: 2)
    try find(
      in: snapshot, limit: limit, filter: filter, without: document,
      ofWork: onlyOtherWorks ? document.work : nil)
  }

  /// The documents that are most like a text.
  ///
  /// - Throws: `IndexError` with the code `badArgument` if the limit is negative; `StorageError` if
  ///   the index is damaged.
  init(
    like text: String, limit: Int, filter: Filter, in snapshot: Snapshot, analyzer: Analyzer
  ) throws {
    var terms = TellingTerms(analyzer: analyzer, weights: snapshot.parameters)
    try terms.add(text, times: 1)
    plan = try terms.plan(in: snapshot, least: 1)
    try find(in: snapshot, limit: limit, filter: filter, without: nil, ofWork: nil)
  }

  private mutating func find(
    in snapshot: Snapshot, limit: Int, filter: Filter, without document: Document?,
    ofWork work: String?
  ) throws {
    try Ranker.checkCounts(limit, 0)
    // So many more are asked for as are left out.
    var left = document == nil ? 0 : 1
    if let work {
      let key = TermKey(.attribute, "work=\(work)")
      left += try snapshot.segments.reduce(0) {
        try $0 + Int($1.terms.find(key)?.documentFrequency ?? 0)
      }
    }
    let ranking = try Ranker(snapshot).rank(
      plan, limit: min(limit, snapshot.documentCount) + left, skip: 0, filter: filter,
      counting: .cheaply)
    var removed = 0
    for scored in ranking.hits {
      let found = try snapshot.document(
        at: DocumentPlace(segment: scored.segment, document: scored.document))
      if found.id == document?.id || work != nil && found.work == work {
        removed += 1
      } else if hits.count < limit {
        hits.append((found, scored.score))
      }
    }
    total = max(hits.count, ranking.total - removed)
    isExact = ranking.isExact && (removed == left || ranking.hits.count == ranking.total)
  }
}
