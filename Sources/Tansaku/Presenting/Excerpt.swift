/// A part of a text that shows why a document matched, with the places that did.
public struct Excerpt: Sendable, Hashable {
  /// The text; `…` stands where something was left out, a space for line breaks and tabs.
  public var text: String
  /// What matched, as ranges of Unicode scalars of `text`, in order and apart from each other.
  public var marks: [Range<Int>]

  /// An excerpt of its parts.
  public init(text: String, marks: [Range<Int>]) {
    self.text = text
    self.marks = marks
  }

  /// The text with every mark between two strings: how a terminal or a page shows it.
  public func marked(_ opening: String, _ closing: String) -> String {
    var result = String.UnicodeScalarView()
    let scalars = Array(text.unicodeScalars)
    var at = 0
    for mark in marks {
      result.append(contentsOf: scalars[at..<mark.lowerBound])
      result.append(contentsOf: opening.unicodeScalars)
      result.append(contentsOf: scalars[mark])
      result.append(contentsOf: closing.unicodeScalars)
      at = mark.upperBound
    }
    result.append(contentsOf: scalars[at...])
    return String(result)
  }
}
