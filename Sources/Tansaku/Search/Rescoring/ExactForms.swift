import TansakuText

/// Lets the best hits gain by every term that their texts write as the query does.
///
/// The index holds 臺北 and 台北 as one; who typed 臺北 sees the documents with 臺北 first, where all
/// else is equal. A term that cannot be written otherwise gains too, so that terms keep their weights
/// among each other; where that is so of all, nobody gains, and no text is looked at.
struct ExactForms {
  private let plan: QueryPlan
  private let snapshot: Snapshot
  private let folder: TextFolder
  private let parts: TermParts

  /// What the terms of a plan gain in a snapshot.
  init(_ plan: QueryPlan, in snapshot: Snapshot, analyzer: Analyzer) throws {
    self.plan = plan
    self.snapshot = snapshot
    folder = analyzer.widthFolder
    parts = try TermParts(plan, in: snapshot)
  }

  /// The units that each part of a document's score gains.
  func gains(of parts: [TermPart], in document: Document) -> [Int32] {
    var open = Set(parts.map(\.term).filter { plan.forms[$0] != nil })
    var held: Set<Int> = []
    var folded = FoldedText()
    for text in [document.title, document.body] {
      var windows = TextWindows(text)
      while !open.isEmpty, let window = windows.next() {
        Array(window.utf16).withUnsafeBufferPointer { folder.fold($0, into: &folded) }
        for term in open
        where plan.forms[term]?.contains(where: { folded.scalars.holds($0.width) }) ?? false {
          held.insert(term)
          open.remove(term)
        }
      }
    }
    return parts.map { part in
      held.contains(part.term) || plan.forms[part.term] == nil
        ? ScoreUnits.rounded(Float(part.units) * snapshot.parameters.exactFormBonus) : 0
    }
  }

  /// The hits with what they gain, best first.
  ///
  /// - Parameters:
  ///   - hits: The best hits, best first; of these, as many as `exactFormDepth` says may gain.
  ///   - wanted: How many are shown: who cannot become one of these is not looked at.
  /// - Returns: The hits in their new order.
  /// - Throws: `StorageError` where the index is damaged.
  func rescored(_ hits: [ScoredDocument], wanted: Int) throws -> [ScoredDocument] {
    let depth = min(hits.count, snapshot.parameters.exactFormDepth)
    // What is rounded may come out a little higher.
    let most = 1 + snapshot.parameters.exactFormBonus + 0.001
    var rescored = hits
    let first = min(max(wanted, 1), depth)
    try rescore(&rescored, 0..<first)
    // Whoever is shown in the end has at least the score of the last that would be shown now.
    let least = wanted > depth ? 0 : rescored[..<first].map(\.score).min() ?? 0
    try rescore(&rescored, (first..<depth).filter { hits[$0].score * most >= least })
    // What did not gain keeps its place behind what may have.
    rescored[..<depth].sort { $0.precedes($1) }
    return rescored
  }

  /// Gives the hits at some places the scores with what they gain.
  private func rescore(_ hits: inout [ScoredDocument], _ places: some Sequence<Int>) throws {
    for (segment, places) in Dictionary(grouping: places, by: { hits[$0].segment }) {
      let places = places.sorted { hits[$0].document < hits[$1].document }
      let numbers = places.map { hits[$0].document }
      let found = try parts.parts(of: numbers, segment: segment)
      var at = 0
      try snapshot.segments[segment].stored.forEach(of: numbers) { _, document in
        let gain = gains(of: found[at], in: document).reduce(0, +)
        let units = parts.weights.units
        hits[places[at]].score = units.score(units.units(hits[places[at]].score) + gain)
        at += 1
      }
    }
  }
}

extension Array where Element == UInt32 {
  /// Whether another sequence of characters stands somewhere in this one.
  fileprivate func holds(_ wanted: [UInt32]) -> Bool {
    guard let first = wanted.first, wanted.count <= count else { return wanted.isEmpty }
    return withUnsafeBufferPointer { characters in
      for place in 0...characters.count - wanted.count where characters[place] == first {
        if wanted.indices.allSatisfy({ characters[place + $0] == wanted[$0] }) { return true }
      }
      return false
    }
  }
}
