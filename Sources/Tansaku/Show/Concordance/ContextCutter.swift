import TansakuText

/// Cuts what stands around places of a text, so many columns of it.
struct ContextCutter {
  private let text: String
  private let width: Int
  /// No more clusters are looked at on one side, however little room white space and invisible
  /// characters take.
  private let most: Int

  /// - Parameters:
  ///   - text: The text, of which nothing is copied.
  ///   - width: How many columns of a terminal each side may take.
  init(_ text: String, width: Int) {
    var text = text
    // Places are gone to by their bytes.
    text.makeContiguousUTF8()
    self.text = text
    self.width = width
    most = 64 + 8 * width
  }

  /// What stands before a range of bytes, what in it and what behind it.
  ///
  /// No grapheme cluster is cut; that to which the ends of the range belong are in the middle.
  func context(of bytes: Range<Int>) -> (left: String, match: String, right: String) {
    var start = text.utf8.index(text.startIndex, offsetBy: bytes.lowerBound)
    var end = text.utf8.index(start, offsetBy: bytes.count)
    while start > text.startIndex, !isBoundary(start) {
      start = text.unicodeScalars.index(before: start)
    }
    while end < text.endIndex, !isBoundary(end) { end = text.unicodeScalars.index(after: end) }
    return (left(of: start), ContextCutter.spaced(text[start..<end]), right(of: end))
  }

  private func isBoundary(_ index: String.Index) -> Bool {
    String.Index(index, within: text) != nil
  }

  private func left(of end: String.Index) -> String {
    var room = Room(width)
    var clusters: [Character] = []
    var at = end
    for _ in 0..<most where at > text.startIndex {
      at = text.index(before: at)
      guard let cluster = room.take(text[at]) else { break }
      clusters += cluster
    }
    return String(clusters.reversed())
  }

  private func right(of start: String.Index) -> String {
    var room = Room(width)
    var clusters: [Character] = []
    var at = start
    for _ in 0..<most where at < text.endIndex {
      guard let cluster = room.take(text[at]) else { break }
      clusters += cluster
      at = text.index(after: at)
    }
    return String(clusters)
  }

  private static func spaced(_ text: Substring) -> String {
    var room = Room(.max)
    return String(text.flatMap { room.take($0) ?? [] })
  }

  /// The columns that are left on one side.
  private struct Room {
    private var columns: Int
    private var followsSpace = false

    init(_ columns: Int) { self.columns = columns }

    /// What is shown of the next cluster: nothing of white space next to white space; nil where there
    /// is no room for it.
    mutating func take(_ cluster: Character) -> [Character]? {
      let isSpace = cluster.unicodeScalars.allSatisfy(\.isShownAsSpace)
      defer { followsSpace = isSpace }
      if isSpace, followsSpace { return [] }
      columns -= isSpace ? 1 : DisplayWidth.columns(of: cluster)
      return columns < 0 ? nil : [isSpace ? " " : cluster]
    }
  }
}
