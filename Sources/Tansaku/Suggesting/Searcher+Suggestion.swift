import TansakuText

extension Searcher {
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

  /// What a person may have meant who typed a query: the query with the words that the index does not
  /// have replaced by the nearest that it has.
  ///
  /// A word is near at one edit, from six letters on at two: a letter left out, put in or replaced,
  /// or two neighbours that change places. Digits are never changed. Of kana, the script, small signs,
  /// marks of voice and long marks count for little; Hangul is compared letter by letter; Han is not
  /// corrected. The nearest come first, of those the most frequent; the names of cities that documents
  /// name, in whatever script, count as words. A word of one or two documents is replaced too, where
  /// one at one edit has many times as many.
  ///
  /// - Parameters:
  ///   - typed: what was typed.
  ///   - filter: facts that a document must have.
  ///   - level: how freely a text may be written to match.
  /// - Returns: a query that finds something; nil where nothing is to be replaced, or nothing that
  ///   was tried finds anything.
  /// - Throws: `IndexError` where the query is too long or the index is damaged.
  /// - Complexity: For each word that the index does not have, a walk through the near part of its
  ///   dictionaries: milliseconds.
  public func suggestion(
    for typed: String, filter: Filter = Filter(), level: MatchLevel = .meaning
  ) throws -> Suggestion? {
    try suggestion(for: typed, filter: filter, level: level, replacesRareWords: true)
  }

  /// The same, where words that are rare may be left alone.
  package func suggestion(
    for typed: String, filter: Filter = Filter(), level: MatchLevel = .meaning,
    replacesRareWords: Bool
  ) throws -> Suggestion? {
    try withIndexErrors {
      guard typed.utf8.count <= Query.longest else { return nil }
      let text = try withAnalyzer { try $0.analyze(typed) }
      let words = try TypedWord.words(of: typed, text)
      guard words.count <= Searcher.mostWords else { return nil }
      let slips = try words.compactMap { word in
        let count = try documentCount(of: word, in: typed)
        return count == 0 || replacesRareWords && count <= Searcher.rareCount ? (word, count) : nil
      }
      // Where so many are unknown, none is a slip.
      guard slips.count <= Searcher.mostSlips else { return nil }
      let places = try slips.compactMap { word, count in
        let near = try replacements(of: word, documentCount: count)
        return near.isEmpty ? nil : (range: word.range, near: near)
      }
      if places.isEmpty { return nil }
      for choice in Searcher.choices(places.map(\.near.count)) {
        let suggestion = Searcher.rewritten(
          typed, zip(places, choice).map { ($0.range, $0.near[$1].scalars) })
        let count = try count(Query(suggestion.query), filter: filter, level: level)
        if count > 0 {
          return Suggestion(
            query: suggestion.query, changes: suggestion.changes, documentCount: count)
        }
      }
      return nil
    }
  }

  /// The words that may stand for one of so many documents, best first; none where it is to stay.
  private func replacements(of word: TypedWord, documentCount count: Int) throws -> [NearWord] {
    if count > 0, word.script.units(of: word.scalars).count < Searcher.leastRareLength { return [] }
    return try nearWords(to: word).filter { near in
      if count > 0 {
        return near.isTerm && near.cost <= SpellingCost.edit
          && near.documentCount >= count * Searcher.frequentShare
      }
      // Not every word of a name is a name.
      let text = String(String.UnicodeScalarView(near.scalars.compactMap(Unicode.Scalar.init)))
      return try near.isTerm || self.count(Query(text)) > 0
    }
  }

  /// In how many documents a word stands: as a word, or wherever its characters do.
  private func documentCount(of word: TypedWord, in typed: String) throws -> Int {
    let key = TermKey(.word, scalars: word.scalars)
    let count = try segments.reduce(0) {
      try $0 + Int($1.terms.find(key)?.documentFrequency ?? 0)
    }
    if count > 0 || word.script == .letters { return count }
    return try self.count(Query("\"\(typed.utf16(word.range))\""))
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
