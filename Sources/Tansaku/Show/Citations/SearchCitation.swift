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

extension SearchCitation {
  /// What it takes to cite a search for a query in a snapshot, and to repeat it.
  ///
  /// - Throws: `IndexError` if the query is too long; `StorageError` if the index is damaged.
  init(
    of query: Query, filter: Filter, level: MatchLevel, at time: Int?, in snapshot: Snapshot,
    analyzer: Analyzer
  ) throws {
    self.init(
      query: query.description, level: level, filter: filter,
      matchCount: try Ranker(snapshot).count(
        query, filter: filter, level: level, analyzer: analyzer),
      documentCount: snapshot.documentCount, date: SearchCitation.date(time),
      engine: EngineVersion.current, analysis: AnalysisVersion.current, icu: AnalysisVersion.icu,
      generation: snapshot.manifest.generation, fingerprint: snapshot.fingerprint)
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
