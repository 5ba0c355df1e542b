/// What hits are sorted by.
///
/// Hits that are equal stand in the order in which the documents were added, and those without what is
/// sorted by come last, in both directions.
public enum SortOrder: Sendable, Hashable {
  /// How well they match, best first.
  case score
  /// Their date: 2006 before 2006-04 before 2006-04-01 where `ascending`, the other way round where not.
  ///
  /// Whatever a text may write is a date (平成18年4月); what is none is no date at all.
  case date(ascending: Bool)
  /// Their title, as the readers of a language expect.
  ///
  /// The language is named by its BCP 47 tag, `ja`, with a choice where it has several orders:
  /// `zh` is by pinyin, `zh-u-co-stroke` by strokes. `und` stands for the order of no language.
  case title(locale: String, ascending: Bool)
  /// A fact of this name: numbers by their value where all documents have numbers, dates as `date`
  /// does, other values in the order of their characters' numbers.
  case fact(String, ascending: Bool)
}

extension SortOrder {
  /// The order that a text names: `score`, `date`, `title` or a fact, `-date` the other way round.
  ///
  /// Nil where it names none, and for `-score`: the best always come first.
  ///
  /// - Parameters:
  ///   - text: what was typed.
  ///   - locale: the language whose order titles are sorted in, for nothing else; nil for `und`.
  package init?(_ text: String, locale: String? = nil) {
    let ascending = text.first != "-"
    let name = ascending ? text : String(text.dropFirst())
    switch name {
    case "": return nil
    case "score" where ascending: self = .score
    case "score": return nil
    case "date": self = .date(ascending: ascending)
    case "title": self = .title(locale: locale ?? "und", ascending: ascending)
    default: self = .fact(name, ascending: ascending)
    }
  }

  /// Whether a language has a say in it.
  package var takesLocale: Bool {
    if case .title = self { true } else { false }
  }
}
