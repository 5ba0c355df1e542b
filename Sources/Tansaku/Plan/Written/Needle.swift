import TansakuText

/// A part of a query as it is found again in a text, to be shown.
enum Needle: Sendable, Equatable, Hashable {
  /// The city with this id, whatever it is called there.
  case city(UInt32)
  /// A date within what an expression says, however it is written.
  case date(DateValue)
  /// A date within a span.
  case span(DateSpan)
  /// A number, however it is written.
  case number(UInt64, isOrdinal: Bool)
  /// The concept of this place in the list of aliases, whatever it is called there.
  case concept(Int)
  /// A run of characters, as `CompactText` has them, that cuts no alphabetic unit.
  case run([UInt32])
  /// The same, and it must be a whole word.
  case word([UInt32])
  /// Words of letters or numbers side by side, each of which fits.
  case pattern([GlobPattern])
  /// Characters with gaps.
  case gaps(RunPattern)
  /// A word within so many edits of this one.
  case fuzzy([UInt32], edits: Int)

  /// Whether it finds what is meant rather than what is written.
  var isEntity: Bool {
    switch self {
    case .city, .concept, .date, .number: true
    case .run, .word, .span, .pattern, .gaps, .fuzzy: false
    }
  }

  /// Whether it describes what is written, so that whatever it finds is what was asked for.
  var isDescription: Bool {
    switch self {
    case .pattern, .gaps, .fuzzy: true
    case .city, .concept, .date, .number, .run, .word, .span: false
    }
  }

  /// Whether it says which documents to keep, so that how a text writes it does not matter.
  var isFilter: Bool {
    if case .span = self { return true }
    return false
  }
}
