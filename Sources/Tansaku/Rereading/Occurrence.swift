/// One place of a text at which a part of a query is found.
struct Occurrence: Sendable, Equatable {
  /// The place, in UTF-16 units of the text.
  var range: Range<Int>
  /// The number of the part among those of the finder.
  var part: Int
  /// The strictest level at which the place is written as the part is.
  var level: MatchLevel
}
