/// One place in a field of a document that matches a part of a query.
///
/// All offsets are into the field as it was given; where a document was read from a file, into what
/// the reader made of it, not into the file.
public struct TextMatch: Sendable, Hashable {
  /// The place in bytes of UTF-8.
  public var bytes: Range<Int>
  /// The place in Unicode scalars.
  public var scalars: Range<Int>
  /// The place in UTF-16 units.
  public var utf16: Range<Int>
  /// The line on which it begins, from 1; lines end with LF, CR LF or CR.
  public var line: Int
  /// Where in its line it begins, in Unicode scalars from 1.
  public var column: Int
  /// What stands there, as it is written.
  public var text: String
  /// The part of the query that it matches, as the query writes it; nil where it cannot be told.
  public var part: String?
  /// The strictest level at which it matches that part.
  public var level: MatchLevel
}
