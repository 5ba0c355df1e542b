import TansakuText

extension Snapshot {
  /// The names that can be counted by beside those of facts; both come from `date`.
  private static let derived: [String: ColumnCache.Key] = ["year": .year, "decade": .decade]

  /// The names of the facts that documents have, sorted: what they can be filtered, counted, sorted
  /// and grouped by.
  ///
  /// - Throws: `IndexError` where the index is damaged.
  /// - Complexity: some look-ups for each name; where documents were deleted, in the worst case a walk
  ///   over a fact's values.
  func factNames() throws -> [String] {
    var names: Set<String> = []
    for segment in segments {
      var next: [UInt8]? = [Layer.attribute.rawValue]
      while let start = next, let key = try segment.terms.firstKey(notBefore: start),
        key.first == Layer.attribute.rawValue
      {
        let name = key.prefix { $0 != UInt8(ascii: "=") }
        // What comes behind all values of the name.
        next = name + [UInt8(ascii: "=") + 1]
        if try segment.hasLivingDocument(prefix: name + [UInt8(ascii: "=")]) {
          names.insert(String(decoding: name.dropFirst(), as: UTF8.self))
        }
      }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The column of a fact, or of the year or decade where documents have no such fact.
  ///
  /// - Throws: `StorageError` where the index is damaged.
  func column(named name: String) throws -> Column {
    if let key = Snapshot.derived[name], try column(.fact(name)).values.count == 0 {
      return try column(key)
    }
    return try column(.fact(name))
  }

  /// The same, for a name that must be that of a fact.
  ///
  /// - Throws: `IndexError`: `badArgument` for one that no document has, unless every document could
  ///   have it, or there are no documents.
  func column(existing name: String) throws -> Column {
    let column = try column(named: name)
    if column.values.count == 0, documentCount > 0, Snapshot.derived[name] == nil,
      !DocumentTexts.factNames.contains(name)
    {
      let names = try factNames()
      let known = names + Snapshot.derived.keys.sorted().filter { !names.contains($0) }
      throw IndexError(
        code: .badArgument,
        message: "No document has a fact \"\(name)\". Take one of: "
          + known.joined(separator: ", ") + ".")
    }
    return column
  }

  /// A column out of the cache, or made.
  func column(_ key: ColumnCache.Key) throws -> Column {
    try columns.column(key) {
      switch key {
      case .fact("date"):
        try ColumnBuilder.column(of: "date", in: segments) { try days(of: $0) }
      case .fact(let name):
        try ColumnBuilder.column(of: name, in: segments)
      case .year:
        try dates { CalendarDate(year: $0.year)?.text }
      case .decade:
        try dates { CalendarDate(year: $0.year / 10 * 10).map { $0.text + "s" } }
      }
    }
  }

  /// The column of what becomes of dates.
  private func dates(_ text: (DaySpan) -> String?) throws -> Column {
    let dates = try column(.fact("date"))
    return dates.mapped(to: dates.days.map { $0.flatMap(text) })
  }

  /// The days of texts that were given as dates.
  private func days(of texts: ColumnValues) throws -> [DaySpan?] {
    try withAnalyzer { analyzer in
      try texts.all.map { try DateText.value(of: $0, by: analyzer).flatMap { DaySpan($0) } }
    }
  }

  /// The days of a date, or of a range of dates, `2001..2006-03`; nil for what is none.
  func days(of text: String) throws -> DaySpan? {
    try withAnalyzer { analyzer in try DateText.span(of: text, by: analyzer).map { DaySpan($0) } }
  }
}

extension Segment {
  /// Whether a document that is not deleted has a term whose key begins with these bytes.
  fileprivate func hasLivingDocument(prefix: [UInt8]) throws -> Bool {
    var isFound = false
    try terms.forEachEntry(prefix: prefix) { _, info in
      isFound = try livingCount(of: info) > 0
      return !isFound
    }
    return isFound
  }
}
