import Tansaku

/// Rankings as the tools of the Text Retrieval Conference read them, a hit a line:
/// `query Q0 document rank score tansaku`.
struct TRECRun {
  private let output: Output

  /// A run that is written to `output`.
  init(_ output: Output) { self.output = output }

  /// Writes the ranking of one query, best first; ranks begin behind `skipped`.
  ///
  /// Those tools sort by score and break ties in ways of their own, so of equal scores the later
  /// ones are lowered by the least that there is: the order stays the one of the ranking.
  func write(
    query: String, _ ranking: some Sequence<(id: String, score: Float)>, skipped: Int = 0
  ) throws {
    var last = Float.infinity
    var rank = skipped
    for (id, score) in ranking {
      guard !id.contains(where: \.isWhitespace) else { throw SpaceInIdentifier(id: id) }
      rank += 1
      last = min(score, last.nextDown)
      try output.write("\(query) Q0 \(id) \(rank) \(last) tansaku\n")
    }
  }
}

extension TRECRun {
  /// A run has spaces between its fields, so an id cannot have one.
  struct SpaceInIdentifier: Error, CustomStringConvertible {
    let id: String

    var description: String {
      "The id \"\(id)\" has a space in it, which a TREC run cannot hold. Use --format json."
    }
  }
}

/// Hits of a single search as a TREC run, whose query is called `1`.
struct TRECHits: SearchPrinter {
  func print(_ answer: SearchAnswer, to output: Output) throws {
    let results = answer.results
    try TRECRun(output).write(
      query: "1", results.lazy.map { ($0.id, $0.score) }, skipped: results.skipped)
  }
}
