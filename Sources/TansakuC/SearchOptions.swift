import Tansaku

/// The options of a search, as JSON tells them.
struct SearchOptions {
  let limit: Int
  let skip: Int
  let level: MatchLevel
  let filter: Filter
  let sort: SortOrder
  let group: String?
  let facets: [String]
  let explains: Bool
  let cites: Bool
  let hasOffsets: Bool
  let isStrict: Bool

  /// The options in an object; those of a search of which nothing is said, where there is no object.
  ///
  /// - Throws: `IndexError` with the code `badArgument` at a key that is none and a value that is of
  ///   another type.
  init(_ start: UnsafePointer<CChar>?) throws {
    let options = try OptionReader(
      start,
      names: [
        "limit", "skip", "level", "where", "sort", "locale", "group", "facets", "explain", "cite",
        "offsets", "strict",
      ])
    limit = try options.count("limit") ?? 10
    skip = try options.count("skip") ?? 0
    level = try options.level()
    filter = try options.filter()
    let locale = try options.text("locale")
    guard let sort = SortOrder(try options.text("sort") ?? "score", locale: locale) else {
      throw Arguments.bad(
        "The option \"sort\" is score, date, title or a fact; all but score also with - before it.")
    }
    guard locale == nil || sort.takesLocale else {
      throw Arguments.bad("The option \"locale\" is the order of titles: sort by title with it.")
    }
    self.sort = sort
    group = try options.text("group")
    facets = try options.texts("facets")
    explains = try options.truth("explain")
    cites = try options.truth("cite")
    hasOffsets = try options.truth("offsets")
    isStrict = try options.truth("strict")
  }

  /// The query that was typed.
  ///
  /// - Throws: `IndexError` with the code `badQuery` where something is wrong with it and the options
  ///   are strict.
  func query(_ typed: String) throws -> Query {
    isStrict ? try Query(parsing: typed) : Query(typed)
  }
}
