import TansakuText

/// The dates among the words that a person typed: `date:2006-04`.
enum DateClause {
  /// What stands before a date.
  static let prefix = "date:"

  /// A part of a text.
  enum Part {
    /// What stands behind `date:` and is a date.
    case date(String)
    /// Everything else, as typed.
    case other(String)
  }

  /// The parts of a text, in order.
  ///
  /// What follows `date:` and is no date stays a word. Only a text that has the prefix takes more
  /// than a look.
  static func parts(of text: String) -> [Part] {
    let prefix = Array(prefix.utf8)
    guard text.utf8.count > prefix.count, contains(prefix, in: text), let analyzer = try? Analyzer()
    else { return [.other(text)] }
    var parts: [Part] = []
    var at = text.unicodeScalars.startIndex
    while at < text.unicodeScalars.endIndex {
      var end = at
      while end < text.unicodeScalars.endIndex,
        text.unicodeScalars[end].isBlank == text.unicodeScalars[at].isBlank
      { end = text.unicodeScalars.index(after: end) }
      let word = String(text.unicodeScalars[at..<end])
      let value = String(decoding: word.utf8.dropFirst(prefix.count), as: UTF8.self)
      if word.utf8.starts(with: prefix), DateText.span(of: value, by: analyzer) != nil {
        parts.append(.date(value))
      } else {
        parts.append(.other(word))
      }
      at = end
    }
    return parts
  }

  private static func contains(_ prefix: [UInt8], in text: String) -> Bool {
    let bytes = Array(text.utf8)
    return (0...bytes.count - prefix.count).contains { bytes[$0...].starts(with: prefix) }
  }
}
