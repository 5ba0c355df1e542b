import TansakuText

/// What tells which of two documents comes first.
enum SortKeys {
  /// By the ranks that a column gives.
  case column(Column, ascending: Bool)
  /// By titles.
  case titles(TitleKeys, ascending: Bool)

  /// Whether a document comes before another; a strict order, in which those that are equal stand as
  /// they were added.
  func precedes(_ one: DocumentPlace, _ other: DocumentPlace) -> Bool {
    switch self {
    case .column(let column, let ascending):
      let rank = column.rank(of: one.document, segment: one.segment)
      let otherRank = column.rank(of: other.document, segment: other.segment)
      if rank == otherRank { return one < other }
      if rank == Column.unranked || otherRank == Column.unranked { return rank < otherRank }
      return (rank < otherRank) == ascending
    case .titles(let keys, let ascending):
      let isTitled = keys.isTitled(one)
      if isTitled != keys.isTitled(other) { return isTitled }
      let order = isTitled ? keys.order(of: one, to: other) : 0
      return order == 0 ? one < other : (order < 0) == ascending
    }
  }
}

extension SortKeys {
  /// What sorts some documents; nil for their scores.
  ///
  /// - Throws: `IndexError`: `badArgument` for a fact that no document has and for a bad locale;
  ///   `StorageError` where the index is damaged.
  init?(_ order: SortOrder, of matches: MatchingDocuments, in snapshot: Snapshot) throws {
    switch order {
    case .score: return nil
    case .date(let ascending):
      self = .column(try snapshot.column(.fact("date")), ascending: ascending)
    case .fact(let name, let ascending):
      self = .column(try snapshot.column(existing: name), ascending: ascending)
    case .title(let locale, let ascending):
      self = .titles(
        try SortKeys.titleKeys(locale, of: matches, in: snapshot), ascending: ascending)
    }
  }

  /// Keys of the titles of at least some documents.
  ///
  /// Titles are read from the stored documents that have no keys yet, block by block.
  ///
  /// - Throws: `IndexError`: `badArgument` where the locale is no language tag; `StorageError` where
  ///   the index is damaged.
  private static func titleKeys(
    _ locale: String, of matches: MatchingDocuments, in snapshot: Snapshot
  ) throws -> TitleKeys {
    let known = snapshot.titles.find(locale)
    var missing: [[UInt32]] = snapshot.segments.map { _ in [] }
    matches.forEach { place in
      if known?.has(place) != true { missing[place.segment].append(place.document) }
    }
    if let known, missing.allSatisfy(\.isEmpty) { return known }
    guard let collator = try Collator(languageTag: locale) else {
      throw IndexError(
        code: .badArgument,
        message: "\"\(locale)\" is no language tag (BCP 47) such as ja, zh-Hant or "
          + "zh-u-co-stroke.")
    }
    var keys = known ?? TitleKeys(snapshot.segments)
    var key: [UInt8] = []
    for (number, documents) in missing.enumerated() where !documents.isEmpty {
      try snapshot.segments[number].stored.forEachHead(of: documents) { document, head in
        key.removeAll(keepingCapacity: true)
        if !head.title.isEmpty { try collator.appendKey(of: head.title, to: &key) }
        keys.insert(key, of: DocumentPlace(segment: number, document: document))
      }
    }
    snapshot.titles.keep(keys, for: locale)
    return keys
  }
}
