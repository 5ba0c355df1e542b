import TansakuText

/// The hits of one search, in order.
public struct Results: RandomAccessCollection, Sendable {
  private let hits: [Hit]
  /// How many documents match, or groups of them, shown or not; at least so many where `isExact` is
  /// false.
  public let total: Int
  /// Whether `total` is exact: always where it was asked for, or where counting was cheap.
  public let isExact: Bool
  /// How many of the best were left out before the first hit here.
  public let skipped: Int
  /// Whether the query had a letter or a digit to search for.
  public let isSearchable: Bool

  init(hits: [Hit], total: Int, isExact: Bool, skipped: Int, isSearchable: Bool) {
    self.hits = hits
    self.total = total
    self.isExact = isExact
    self.skipped = skipped
    self.isSearchable = isSearchable
  }

  /// The place of the first hit.
  public var startIndex: Int { hits.startIndex }
  /// The place behind the last hit.
  public var endIndex: Int { hits.endIndex }
  /// The hit at a place.
  public subscript(index: Int) -> Hit { hits[index] }
}

/// A document that matches a query.
public struct Hit: Sendable {
  /// How well it matches; comparable within one search.
  ///
  /// 0 where hits are sorted by something else.
  public let score: Float
  /// The document as it was given.
  public let document: Document
  /// The documents that this one stands for; nil where they were not to be grouped.
  public let group: HitGroup?
  /// What the document matches by; nil where it only sounds so.
  private let parts: QueryParts?
  private let finder: OccurrenceFinder
  /// What each part of the query weighs where passages are compared.
  private let weights: [Int]
  private let snapshot: Snapshot

  init(
    score: Float, document: Document, parts: QueryParts?, group: HitGroup?,
    finder: OccurrenceFinder, weights: [Int], snapshot: Snapshot
  ) {
    self.score = score
    self.document = document
    self.parts = parts
    self.group = group
    self.finder = finder
    self.weights = weights
    self.snapshot = snapshot
  }

  /// The document's id.
  public var id: String { document.id }
  /// The document's title.
  public var title: String { document.title }

  /// The strictest level at which the document matches the query.
  ///
  /// Worked out from its texts whenever it is asked for.
  ///
  /// - Throws: `IndexError` where ICU runs out of memory.
  public var level: MatchLevel {
    get throws {
      guard let parts else { return .sound }
      return try withIndexErrors {
        try snapshot.withAnalyzer { analyzer in
          // What is not written as in the query matches by what it means.
          try LevelMatcher(parts, analyzer: analyzer).strictestLevel(of: document) ?? .meaning
        }
      }
    }
  }

  /// The part of a field that shows best why the document matched; nil for an empty field.
  ///
  /// It is the text of ``excerpt(of:width:)``. All that it needs of the index was read by the search, so
  /// that only ICU can fail, which has no memory left then: the process ends, as it does where Swift has
  /// none left. Ask for the excerpt where that must not be.
  public func snippet(of field: Field) -> String? {
    do {
      return try excerpt(of: field)?.text
    } catch {
      fatalError("An excerpt could not be made: \(error)")
    }
  }

  /// The part of a field that shows best why the document matched, with the matches marked; nil
  /// for an empty field.
  ///
  /// It shows most of the query, of which rare parts weigh more than common ones, then most matches,
  /// and is the first that does. It is cut between words, and inside a word only where that word is
  /// wider than the excerpt may be, and then between grapheme clusters. At a level below `meaning`
  /// only what matches at that level is marked.
  ///
  /// - Parameters:
  ///   - field: which field.
  ///   - width: how wide it may be without the `…` at its ends, in columns of a terminal; a character
  ///     is always shown.
  /// - Returns: the excerpt, never empty.
  /// - Throws: `IndexError` where ICU runs out of memory.
  /// - Complexity: the time to analyze the field, up to the first passage that shows every part of
  ///   the query; memory for two pieces of it of some 32 KiB.
  public func excerpt(of field: Field, width: Int = 160) throws -> Excerpt? {
    try withIndexErrors {
      try snapshot.withAnalyzer { analyzer in
        try Excerpter(
          finder.limited(to: field), weights: weights, analyzer: analyzer,
          width: min(max(width, 0), 1 << 20)
        ).excerpt(of: document[field])
      }
    }
  }

  /// Every place in a field that matches a part of the query, with its offsets, by their beginnings.
  ///
  /// Of several places of one part that lie within one another there is only the longest; places of
  /// different parts may overlap. At a level below `meaning` only what matches at that level counts.
  /// A document that matches by its facts alone has none, and neither has what a query leaves out.
  ///
  /// - Complexity: the time to analyze the field, and memory for the matches beside two pieces of it
  ///   of some 32 KiB. A match across the end of a piece is found once, as long as it is not longer
  ///   than the pieces.
  /// - Throws: `IndexError` where ICU runs out of memory.
  public func matches(in field: Field) throws -> [TextMatch] {
    try withIndexErrors {
      try snapshot.withAnalyzer { analyzer in
        let forms = WrittenForms(analyzer)
        var walk = OccurrenceWalk(document[field], finder.limited(to: field))
        var matches: [TextMatch] = []
        while let next = try walk.next(analyzer, forms) { matches += next }
        return matches
      }
    }
  }
}
