/// What stands between the blanks of a text.
struct BlankSeparated: Sequence, IteratorProtocol {
  private let text: String
  private var at: String.Index

  init(_ text: String) {
    self.text = text
    at = text.startIndex
  }

  mutating func next() -> String? {
    let scalars = text.unicodeScalars
    while at < scalars.endIndex {
      let start = at
      while at < scalars.endIndex, !scalars[at].isBlank { scalars.formIndex(after: &at) }
      let end = at
      if end < scalars.endIndex { scalars.formIndex(after: &at) }
      if start == scalars.startIndex, end == scalars.endIndex { return text }
      if start < end { return String(scalars[start..<end]) }
    }
    return nil
  }
}
