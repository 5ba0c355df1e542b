/// The cursors of a scored term, one for each of its selectors that has documents.
struct TermCursors {
  let first: PostingCursor
  /// Empty but for a term of several selectors.
  var others: [PostingCursor] = []

  init(first: PostingCursor) { self.first = first }

  /// These cursors; nil where there are none.
  init?(_ cursors: [PostingCursor]) {
    guard let first = cursors.first else { return nil }
    self.first = first
    others = Array(cursors.dropFirst())
  }
}
