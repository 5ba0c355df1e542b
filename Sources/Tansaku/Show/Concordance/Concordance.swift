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

extension Concordance {
  /// The concordance of a query in a snapshot.
  ///
  /// - Throws: `IndexError` if the query is too long or an argument is out of its range; `StorageError`
  ///   if the index is damaged.
  convenience init(
    of query: Query, width: Int, order: ConcordanceOrder, locale: String, limit: Int?,
    filter: Filter, level: MatchLevel, in snapshot: Snapshot
  ) throws {
    guard width >= 0, width <= 1 << 16, limit ?? 0 >= 0 else {
      throw IndexError(
        code: .badArgument,
        message: "The width is a number of columns up to 65,536, the limit a count: 0 or more.")
    }
    let keys =
      order == .document
      ? nil : ConcordanceSortKeys(try Concordance.collator(of: locale), order)
    let (plans, hits) = try snapshot.withAnalyzer { analyzer in
      let plans = try QueryPlans(query, at: level, in: snapshot, by: analyzer)
      let ranking = try Ranker(snapshot).rank(
        plans, limit: snapshot.documentCount, skip: 0, filter: filter, counting: .never,
        analyzer: analyzer)
      return (plans, ranking.hits)
    }
    var numbers: [[UInt32]] = snapshot.segments.map { _ in [] }
    for hit in hits { numbers[hit.segment].append(hit.document) }
    for segment in numbers.indices { numbers[segment].sort() }
    self.init(
      stream: ConcordanceStream(
        numbers, in: snapshot, OccurrenceFinder(plans.plan, sounds: plans.sounds, at: level),
        width: width),
      keys: keys, limit: limit, documentCount: hits.count, isSearchable: !plans.widest.isEmpty)
  }

  private static func collator(of locale: String) throws -> Collator {
    guard let collator = try Collator(languageTag: locale) else {
      throw IndexError(
        code: .badArgument,
        message: "\(locale) names no language: a BCP 47 tag is wanted, such as ja or zh-Hant.")
    }
    return collator
  }
}
