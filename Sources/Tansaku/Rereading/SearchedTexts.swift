import TansakuText

extension Document {
  /// The texts that a query is compared with, and which field each is; nil for a fact, of which only
  /// what it names counts.
  var searchedTexts: [(text: String, field: Field?)] {
    [(title, .title), (body, .body), (city ?? "", nil), (dateInText, nil)]
  }

  /// The date as a text would write it: a year alone is but a number.
  private var dateInText: String {
    guard let date else { return "" }
    let parts = date.split(separator: "-", omittingEmptySubsequences: false)
    switch parts.count {
    case 1: return "\(date)年"
    case 2: return "\(parts[0])年\(parts[1])月"
    default: return date
    }
  }
}

/// The pieces of a text, each together with the one before it, so that what lies across the end of a
/// piece is seen.
struct TextWindows {
  private var chunks: TextChunks
  private var last = ""
  private var isFirst = true
  /// How much of the last window was in the one before it too, in UTF-16 units.
  private(set) var overlap = 0

  init(_ text: String) { chunks = TextChunks(text) }

  mutating func next() -> String? {
    guard let chunk = chunks.next() else { return nil }
    overlap = isFirst ? 0 : last.utf16.count
    defer {
      last = chunk
      isFirst = false
    }
    return isFirst ? chunk : last + chunk
  }
}
