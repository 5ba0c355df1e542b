/// One occurrence of what is looked for, between what stands before and behind it.
///
/// `left + match + right` is a stretch of the field in which white space is one space.
public struct ConcordanceLine: Sendable, Hashable {
  /// The document's id.
  public var id: String
  /// The document's title.
  public var title: String
  /// The field in which it occurs.
  public var field: Field
  /// What stands before it.
  public var left: String
  /// The occurrence; a character as a reader sees it (a grapheme cluster) is whole here even where only
  /// a part of it matches.
  public var match: String
  /// What stands behind it.
  public var right: String
  /// Where exactly it is, at which level, and what of the query it matches.
  public var place: TextMatch
}

/// In which order a concordance has its lines.
public enum ConcordanceOrder: Sendable, Hashable {
  /// By the order in which the documents were added, then as they stand in the text.
  ///
  /// Lines come as they are found.
  case document
  /// By what stands before the occurrence, read backwards: by the last word, then by the word before
  /// it; in scripts written without spaces by the last character, then by the one before it.
  case left
  /// By what stands behind the occurrence.
  case right
}
