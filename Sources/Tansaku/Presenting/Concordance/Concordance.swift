import TansakuText

/// Every occurrence of what a query looks for, one a line, between what stands before and behind it.
///
/// ```swift
/// let lines = try searcher.concordance(of: "宣言", order: .right)
/// while let line = try lines.next() { print(line.left, line.match, line.right) }
/// ```
///
/// Lines are made when they are asked for, on the thread that asks; not for two threads at once.
public final class Concordance {
  /// How many documents match the query; those that match by their facts alone have no line.
  public let documentCount: Int
  /// Whether the query had a letter or a digit to search for.
  public let isSearchable: Bool

  private enum Source {
    case stream(ConcordanceStream)
    case sorted(SortedLines)
  }

  private var source: Source
  private var left: Int

  fileprivate init(
    stream: ConcordanceStream, keys: ConcordanceSortKeys?, limit: Int?, documentCount: Int,
    isSearchable: Bool
  ) {
    self.documentCount = documentCount
    self.isSearchable = isSearchable
    let limit = limit ?? .max
    left = limit
    source =
      keys.map { .sorted(SortedLines(stream, by: $0, held: min(limit, SortedLines.held))) }
      ?? .stream(stream)
  }

  /// The next line; nil behind the last.
  ///
  /// - Throws: `IndexError` where the index is damaged or ICU runs out of memory.
  public func next() throws -> ConcordanceLine? {
    guard left > 0 else { return nil }
    left -= 1
    return try withIndexErrors {
      switch source {
      case .stream(var stream):
        defer { source = .stream(stream) }
        return try stream.next()
      case .sorted(var sorted):
        defer { source = .sorted(sorted) }
        return try sorted.next()
      }
    }
  }
}

extension Searcher {
  /// Every occurrence of what a query looks for, in all documents that match it.
  ///
  /// What lies within another occurrence has no line of its own.
  ///
  /// - Parameters:
  ///   - query: what to look for.
  ///   - width: how much of each side to give, in columns of a terminal.
  ///   - order: in which order the lines come.
  ///   - locale: the language whose order counts for `left` and `right`, as a BCP 47 tag; empty for
  ///     the order of no language (the root of the CLDR).
  ///   - limit: how many lines to give at most; nil for all.
  ///   - filter: facts that a document must have.
  ///   - level: how freely a text may be written to match.
  /// - Returns: the lines, to be asked for one by one.
  /// - Throws: `IndexError` where the query is too long, an argument is out of its range or the index
  ///   is damaged.
  /// - Complexity: the time to analyze the matching documents. In the order of the documents memory
  ///   for one block of stored documents (64 KiB, or one document), two pieces of a text and their
  ///   matches; in another order for some 130,000 lines at most besides, and the documents are read
  ///   once for every 65,536 lines that are asked for. Always 16 bytes for a matching document while
  ///   these are found and 4 after that.
  public func concordance(
    of query: Query, width: Int = 40, order: ConcordanceOrder = .document, locale: String = "",
    limit: Int? = nil, filter: Filter = Filter(), level: MatchLevel = .meaning
  ) throws -> Concordance {
    guard width >= 0, width <= 1 << 16, limit ?? 0 >= 0 else {
      throw IndexError(
        code: .badArgument,
        message: "The width is a number of columns up to 65,536, the limit a count: 0 or more.")
    }
    return try withIndexErrors {
      let keys = order == .document ? nil : ConcordanceSortKeys(try collator(of: locale), order)
      return try withAnalyzer { analyzer in
        var planner = QueryPlanner(analyzer: analyzer, weights: parameters)
        let plan = try planner.plan(query)
        let sounds = level == .sound ? try soundPlan(query, analyzer) : nil
        let hits = try rank(
          plan, sounds: sounds, at: level, limit: documentCount, skip: 0, filter: filter,
          counting: .never, analyzer: analyzer
        ).hits
        var numbers: [[UInt32]] = segments.map { _ in [] }
        for hit in hits { numbers[hit.segment].append(hit.document) }
        for segment in numbers.indices { numbers[segment].sort() }
        return Concordance(
          stream: ConcordanceStream(
            numbers, in: self, OccurrenceFinder(plan, sounds: sounds, at: level), width: width),
          keys: keys, limit: limit, documentCount: hits.count,
          isSearchable: !(sounds ?? plan).isEmpty)
      }
    }
  }

  private func collator(of locale: String) throws -> Collator {
    guard let collator = try Collator(languageTag: locale) else {
      throw IndexError(
        code: .badArgument,
        message: "\(locale) names no language: a BCP 47 tag is wanted, such as ja or zh-Hant.")
    }
    return collator
  }
}
