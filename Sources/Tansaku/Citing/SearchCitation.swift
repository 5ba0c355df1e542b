import TansakuText

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// What it takes to say in print what was searched, and to search it again.
///
/// The same query at the same level with the same filter on a commit of the same ``fingerprint``
/// finds the same documents; with the same ``engine`` and ``analysis`` in the same order too.
public struct SearchCitation: Sendable, Hashable {
  /// The query in its canonical form, which may be typed again.
  public let query: String
  /// How freely texts may be written to match.
  public let level: MatchLevel
  /// The facts that documents must have.
  public let filter: Filter
  /// How many documents match.
  public let matchCount: Int
  /// How many documents the index has.
  public let documentCount: Int
  /// When the search was done, in ISO 8601 and UTC: `2026-11-22T08:31:00Z`.
  public let date: String
  /// The version of the engine.
  public let engine: String
  /// The version of the rules and tables by which queries are analyzed, and of ICU.
  public let analysis: String
  /// The version of ICU.
  public let icu: String
  /// The commit: how many came before it and with it.
  public let generation: UInt64
  /// What tells the commit's contents from all others: see ``Searcher/fingerprint``.
  public let fingerprint: String

  /// The filter as the command line has it: `kind=declaration language=ja`; empty where there is none.
  public var filterText: String {
    filter.facts.sorted { $0.key < $1.key }
      .flatMap { name, values in values.map { "\(name)=\($0)" } }.joined(separator: " ")
  }
}

extension Searcher {
  /// What it takes to cite a search for a query, and to repeat it.
  ///
  /// Counts the matches, which costs about as much as the search.
  ///
  /// - Parameters:
  ///   - query: What was looked for.
  ///   - filter: The facts that documents had to have.
  ///   - level: How freely texts might be written to match.
  ///   - time: When it was done, in seconds since 1970 began (UTC); now, where nothing is given.
  /// - Returns: Query, counts, versions and the commit.
  /// - Throws: `IndexError` where the query is too long or the index is damaged.
  public func citation(
    of query: Query, filter: Filter = Filter(), level: MatchLevel = .meaning, at time: Int? = nil
  ) throws -> SearchCitation {
    SearchCitation(
      query: query.description, level: level, filter: filter,
      matchCount: try count(query, filter: filter, level: level), documentCount: documentCount,
      date: SearchCitation.date(time), engine: EngineVersion.current,
      analysis: AnalysisVersion.current, icu: AnalysisVersion.icu, generation: generation,
      fingerprint: fingerprint)
  }
}

extension SearchCitation {
  /// A time in seconds since 1970 began, or now, in ISO 8601 and UTC.
  fileprivate static func date(_ seconds: Int?) -> String {
    var seconds = time_t(seconds ?? time(nil))
    var parts = tm()
    // Fails only for years that an Int32 cannot hold.
    guard gmtime_r(&seconds, &parts) != nil else { return "" }
    func digits(_ number: Int32) -> String { Citation.digits(Int(number), 2) }
    return Citation.digits(Int(parts.tm_year) + 1900, 4) + "-" + digits(parts.tm_mon + 1) + "-"
      + digits(parts.tm_mday) + "T" + digits(parts.tm_hour) + ":" + digits(parts.tm_min) + ":"
      + digits(parts.tm_sec) + "Z"
  }
}
