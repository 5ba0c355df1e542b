import TansakuText

/// Finds what a person may have meant who typed a query.
struct Suggester {
  let snapshot: Snapshot
  let tables: SuggestingTables

  init(_ snapshot: Snapshot, _ tables: SuggestingTables) {
    self.snapshot = snapshot
    self.tables = tables
  }

  /// A word of so few documents may be a slip, where a near one has many.
  private static let rareCount = 2
  /// So many times as many documents must a near word have then.
  private static let frequentShare = 20
  /// A shorter word that the index has is left alone.
  private static let leastRareLength = 5
  /// A longer query is a text, in which nothing is looked for.
  private static let mostWords = 64
  /// So many of its words may be slips.
  private static let mostSlips = 8
  /// So many ways to write a query are tried.
  private static let mostTries = 12

  /// What a person may have meant; see `Searcher.suggestion`.
  ///
  /// - Parameters:
  ///   - typed: What was typed.
  ///   - filter: Facts that a document must have.
  ///   - level: How freely a text may be written to match.
  ///   - replacesRareWords: Whether a word that few documents have may be replaced.
  /// - Returns: A query that finds something; nil if nothing is to be replaced, or nothing that was
  ///   tried finds anything.
  /// - Throws: `IndexError` if the query is too long; `StorageError` if the index is damaged.
  func suggestion(
    for typed: String, filter: Filter, level: MatchLevel, replacesRareWords: Bool
  ) throws -> Suggestion? {
    guard typed.utf8.count <= Query.longest else { return nil }
    let text = try snapshot.withAnalyzer { try $0.analyze(typed) }
    let words = try TypedWord.words(of: typed, text)
    guard words.count <= Suggester.mostWords else { return nil }
    let slips = try words.compactMap { word in
      let count = try documentCount(of: word, in: typed)
      return count == 0 || replacesRareWords && count <= Suggester.rareCount ? (word, count) : nil
    }
    // Where so many are unknown, none is a slip.
    guard slips.count <= Suggester.mostSlips else { return nil }
    let places = try slips.compactMap { word, count in
      let near = try replacements(of: word, documentCount: count)
      return near.isEmpty ? nil : (range: word.range, near: near)
    }
    if places.isEmpty { return nil }
    for choice in Suggester.choices(places.map(\.near.count)) {
      let suggestion = Suggester.rewritten(
        typed, zip(places, choice).map { ($0.range, $0.near[$1].scalars) })
      let count = try count(Query(suggestion.query), filter: filter, level: level)
      if count > 0 {
        return Suggestion(
          query: suggestion.query, changes: suggestion.changes, documentCount: count)
      }
    }
    return nil
  }

  /// The words that may stand for one of so many documents, best first; none where it is to stay.
  private func replacements(of word: TypedWord, documentCount count: Int) throws -> [NearWord] {
    if count > 0, word.script.units(of: word.scalars).count < Suggester.leastRareLength {
      return []
    }
    return try nearWords(to: word).filter { near in
      if count > 0 {
        return near.isTerm && near.cost <= SpellingCost.edit
          && near.documentCount >= count * Suggester.frequentShare
      }
      // Not every word of a name is a name.
      let text = String(String.UnicodeScalarView(near.scalars.compactMap(Unicode.Scalar.init)))
      return try near.isTerm || self.count(Query(text)) > 0
    }
  }

  /// In how many documents a word stands: as a word, or wherever its characters do.
  private func documentCount(of word: TypedWord, in typed: String) throws -> Int {
    let key = TermKey(.word, scalars: word.scalars)
    let count = try snapshot.segments.reduce(0) {
      try $0 + Int($1.terms.find(key)?.documentFrequency ?? 0)
    }
    if count > 0 || word.script == .letters { return count }
    return try self.count(Query("\"\(typed.utf16(word.range))\""))
  }

  private func count(
    _ query: Query, filter: Filter = Filter(), level: MatchLevel = .meaning
  ) throws -> Int {
    try snapshot.withAnalyzer { analyzer in
      try Ranker(snapshot).count(query, filter: filter, level: level, analyzer: analyzer)
    }
  }

  /// Which near word to take for each: the best for all, then the next for one of them at a time.
  static func choices(_ counts: [Int]) -> [[Int]] {
    let best = counts.map { _ in 0 }
    var choices = [best]
    for next in 1..<max(2, counts.max() ?? 0) {
      for place in counts.indices where next < counts[place] {
        var choice = best
        choice[place] = next
        choices.append(choice)
      }
    }
    return Array(choices.prefix(mostTries))
  }

  /// A query with parts of it replaced, which are given in order as ranges of its UTF-16.
  static func rewritten(
    _ typed: String, _ replacements: [(range: Range<Int>, scalars: [UInt32])]
  ) -> (query: String, changes: [Suggestion.Change]) {
    var query = ""
    var changes: [Suggestion.Change] = []
    var at = 0
    for (range, scalars) in replacements {
      query += typed.utf16(at..<range.lowerBound)
      let word = typed.utf16(range)
      let start = query.unicodeScalars.count
      let replacement = cased(scalars, as: word)
      query += replacement
      changes.append(
        Suggestion.Change(
          typed: word, replacement: replacement,
          range: start..<start + replacement.unicodeScalars.count))
      at = range.upperBound
    }
    query += typed.utf16(at..<typed.utf16.count)
    return (query, changes)
  }

  /// A folded word in small or capital letters as another begins or is written all through.
  private static func cased(_ scalars: [UInt32], as other: String) -> String {
    let word = String(String.UnicodeScalarView(scalars.compactMap(Unicode.Scalar.init)))
    guard let first = other.first, first.isUppercase else { return word }
    let isCapital = other.count > 1 && other.allSatisfy(\.isUppercase)
    return isCapital ? word.uppercased() : word.prefix(1).uppercased() + word.dropFirst()
  }
}

extension String {
  /// The part of so many units of UTF-16.
  fileprivate func utf16(_ range: Range<Int>) -> String {
    let start = String.Index(utf16Offset: range.lowerBound, in: self)
    let end = String.Index(utf16Offset: range.upperBound, in: self)
    return String(self[start..<end])
  }
}
