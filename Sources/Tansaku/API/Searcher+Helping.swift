import TansakuText

extension Searcher {
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

  /// A suggestion that may leave rare words alone.
  package func suggestion(
    for typed: String, filter: Filter = Filter(), level: MatchLevel = .meaning,
    replacesRareWords: Bool
  ) throws -> Suggestion? {
    try withIndexErrors {
      try Suggester(snapshot, suggesting).suggestion(
        for: typed, filter: filter, level: level, replacesRareWords: replacesRareWords)
    }
  }

  /// The most completions of one text.
  public static let mostCompletions = Completer.most

  /// What a text that is being typed may become: titles, cities that documents name, and words of
  /// several documents, whose folded beginning it is.
  ///
  /// Titles and cities come first, then words, then titles that have it at the beginning of a later
  /// word; of each those where the text ends with a word, then those of the most documents. Kana
  /// complete both hiragana and katakana, and what stands for one sound is
  /// one; half a syllable of Hangul or of an input method (`とうk`) completes; what is read as the text
  /// is comes last, `toukyou` and とうきょ becoming 東京. Where the whole text is no beginning, its last
  /// word is completed, to a city or a word.
  ///
  /// The first call reads titles, cities and words, and keeps them as long as the searcher lives; every
  /// other looks them up in memory. Titles of 250,000 documents and 50,000 words are kept, whatever the
  /// size of the index.
  ///
  /// - Parameters:
  ///   - prefix: the text so far.
  ///   - limit: how many to return, `mostCompletions` at most.
  /// - Returns: completions without two that fold alike, best first.
  /// - Throws: `IndexError` where the limit is negative or the index is damaged.
  public func completions(of prefix: String, limit: Int = 10) throws -> [Completion] {
    try withIndexErrors {
      try Completer.completions(of: prefix, limit: limit, in: snapshot, suggesting)
    }
  }

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
      return try snapshot.withAnalyzer { analyzer in
        try results(
          SimilarDocuments(
            like: document, limit: limit, onlyOtherWorks: onlyOtherWorks, filter: filter,
            in: snapshot, analyzer: analyzer))
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
      try snapshot.withAnalyzer { analyzer in
        try results(
          SimilarDocuments(
            like: text, limit: limit, filter: filter, in: snapshot, analyzer: analyzer))
      }
    }
  }
}
