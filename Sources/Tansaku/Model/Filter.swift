/// Facts that documents are chosen by, beside the words of the query.
///
/// ```swift
/// let filter = Filter(
///   ["kind": ["declaration"], "language": ["ja", "zh"], "date": ["2001..2006"]],
///   excluding: ["city": ["Tokyo"]])
/// ```
public struct Filter: Sendable, Hashable {
  /// The longest value that can be filtered by, in bytes of UTF-8; longer ones are kept with the
  /// document, which counts as having none.
  public static let longestValue = 512

  /// The value that stands for every one: a document must have the fact, whatever it says.
  public static let any = "*"

  /// The facts: a document must have one of the values of each name.
  ///
  /// Names are `kind`, `language`, `date`, `city`, `work`, `path`, `source` and those of the documents'
  /// own attributes; `year` (`2006`) and `decade` (`2000s`) of `date`, unless documents have facts of these
  /// names.
  ///
  /// Values count as they were given, to the letter, but for ``any`` and these:
  /// - A language stands for all that are within it (basic filtering of RFC 4647): `zh` for `zh-Hant`
  ///   and `zh-Hans` too, whatever its capitals.
  /// - A date stands for all that lie within it, `2006` for 2006-04 and 平成18年5月1日, and two with `..`
  ///   between, of which one may be missing, for all from the first day of the one to the last day of the
  ///   other: `2001..2006`, `2006-04..`. A date of which only the year is known lies within a stretch of
  ///   time if the whole year does.
  /// - A city stands for all documents that are about it, under any of its names: `台北` for what was
  ///   given `Taipei` as its city, or has it in its title.
  ///
  /// A query that asks for a fact, `where:date=2006`, means the same.
  public var facts: [String: [String]]

  /// The facts that keep a document out: it must have none of these, by the same rules.
  ///
  /// A document without a fact of that name is not kept out.
  public var excluded: [String: [String]]

  /// A filter of these facts; without any, every document passes.
  public init(_ facts: [String: [String]] = [:], excluding excluded: [String: [String]] = [:]) {
    self.facts = facts
    self.excluded = excluded
  }

  /// The id that a document must have; nil for any.
  var id: String?

  /// Whether the values of a name count to the letter.
  static func isPlain(_ name: String, _ values: [String]) -> Bool {
    switch name {
    case "language", "year", "decade", "date", "city": false
    default: !values.contains(any)
    }
  }
}
