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

extension Searcher {
  /// What sorts some documents; nil for their scores.
  ///
  /// - Throws: `IndexError`: `badArgument` for a fact that no document has and for a bad locale;
  ///   `StorageError` where the index is damaged.
  func sortKeys(_ order: SortOrder, of matches: MatchWalker) throws -> SortKeys? {
    switch order {
    case .score: nil
    case .date(let ascending): .column(try column(.fact("date")), ascending: ascending)
    case .fact(let name, let ascending): .column(try column(existing: name), ascending: ascending)
    case .title(let locale, let ascending):
      .titles(try titleKeys(locale, of: matches), ascending: ascending)
    }
  }
}
