import TansakuText

/// Makes the keys by which the lines of a concordance are sorted.
struct ConcordanceSortKeys {
  private let collator: Collator
  private let order: ConcordanceOrder

  init(_ collator: Collator, _ order: ConcordanceOrder) {
    self.collator = collator
    self.order = order
  }

  /// The key of a line, compared byte by byte.
  func key(of line: ConcordanceLine) throws -> [UInt8] {
    var key: [UInt8] = []
    try collator.appendKey(
      of: order == .left ? ConcordanceSortKeys.readBackwards(line.left) : line.right, to: &key)
    return key
  }

  /// The words of a text from the last to the first; of scripts written without spaces the
  /// characters.
  static func readBackwards(_ text: String) -> String {
    var units: [Substring] = []
    var start = text.startIndex
    var at = start
    while at < text.endIndex {
      let next = text.index(after: at)
      if text[at].isWhitespace || isWrittenWithoutSpaces(text[at]) {
        if start < at { units.append(text[start..<at]) }
        if !text[at].isWhitespace { units.append(text[at..<next]) }
        start = next
      }
      at = next
    }
    if start < at { units.append(text[start..<at]) }
    return units.reversed().joined(separator: " ")
  }

  private static func isWrittenWithoutSpaces(_ cluster: Character) -> Bool {
    cluster.unicodeScalars.first.map { CharacterClass.of($0) == .run } ?? false
  }
}
