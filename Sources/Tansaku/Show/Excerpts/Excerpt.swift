/// A part of a text that shows why a document matched, with the places that did.
public struct Excerpt: Sendable, Hashable {
  /// The text; `…` stands where something was left out, a space for line breaks and tabs.
  public var text: String
  /// What matched, as ranges of Unicode scalars of `text`, in order and without overlaps.
  ///
  /// Marks of one level are apart from each other; those of different levels may touch.
  public var marks: [Range<Int>]
  /// For each mark the strictest level at which it matches.
  public var levels: [MatchLevel]

  /// An excerpt of its parts.
  public init(text: String, marks: [Range<Int>], levels: [MatchLevel] = []) {
    self.text = text
    self.marks = marks
    self.levels = levels
  }

  /// The text with every mark between two strings: how a terminal or a page shows it.
  ///
  /// Neither string comes to stand inside a character as a reader sees it (a grapheme cluster): a mark
  /// that begins or ends within one holds all of it here.
  public func marked(_ opening: String, _ closing: String) -> String {
    var result = ""
    var at = 0
    var mark = marks[...]
    var isOpen = false
    for cluster in text {
      let end = at + cluster.unicodeScalars.count
      while let first = mark.first, first.upperBound <= at { mark = mark.dropFirst() }
      let isMarked = mark.first.map { $0.lowerBound < end } ?? false
      if isMarked != isOpen {
        result += isMarked ? opening : closing
        isOpen = isMarked
      }
      result.append(cluster)
      at = end
    }
    return isOpen ? result + closing : result
  }
}
