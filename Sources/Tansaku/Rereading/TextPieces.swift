import TansakuText

/// Cuts a long text into pieces as the index does, with the seams between them: stretches around
/// each cut, in which whatever lies across it is seen whole.
///
/// Pieces and seams take turns, so that no more than two pieces are in memory. What is longer than the
/// pieces on both sides of a cut, which takes 32 KiB of white space, is not seen.
struct TextPieces {
  /// A piece or a seam.
  struct Piece {
    var text: String
    /// Where it stands in the whole text, in bytes of UTF-8.
    var bytes: Range<Int>
    /// Where it begins, in UTF-16 units of the whole text.
    var start: Int
    /// Where in a seam the cut is, in UTF-16 units from its beginning; nil for a piece.
    var cut: Int?
  }

  private var chunks: TextChunks
  private let reach: Int
  /// The piece that was given last, whose seam is next.
  private var last: String?
  private var ahead: String?
  private var byte = 0
  private var unit = 0

  /// The pieces of a text; seams reach over so many bytes without white space on each side.
  init(_ text: String, reach: Int) {
    chunks = TextChunks(text)
    self.reach = reach
    ahead = chunks.next()
  }

  /// The next piece or seam; nil after the last piece.
  mutating func next() -> Piece? {
    if let before = last, let ahead {
      last = nil
      let tail = TextPieces.end(of: before, reach)
      let head = TextPieces.beginning(of: ahead, reach)
      let cut = tail.utf16.count
      return Piece(
        text: String(tail) + head, bytes: byte - tail.utf8.count..<byte + head.utf8.count,
        start: unit - cut, cut: cut)
    }
    guard let text = ahead else { return nil }
    let piece = Piece(text: text, bytes: byte..<byte + text.utf8.count, start: unit, cut: nil)
    byte += text.utf8.count
    unit += text.utf16.count
    last = text
    ahead = chunks.next()
    return piece
  }

  /// The shortest end of a text that reaches so far and begins where a piece could.
  private static func end(of text: String, _ reach: Int) -> Substring {
    let bytes = text.utf8
    var at = bytes.endIndex
    var seen = 0
    while at > bytes.startIndex {
      if seen >= reach, isCut(at, of: bytes) { return text[at...] }
      at = bytes.index(before: at)
      if !isSpace(bytes[at]) { seen += 1 }
    }
    return text[...]
  }

  /// The shortest beginning of a text that reaches so far and ends where a piece could.
  private static func beginning(of text: String, _ reach: Int) -> Substring {
    let bytes = text.utf8
    var at = bytes.startIndex
    var seen = 0
    while at < bytes.endIndex {
      if seen >= reach, isCut(at, of: bytes) { return text[..<at] }
      if !isSpace(bytes[at]) { seen += 1 }
      at = bytes.index(after: at)
    }
    return text[...]
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  /// Whether a text may be cut behind what stands before `index`, as `TextChunks` cuts it.
  private static func isCut(_ index: String.Index, of bytes: String.UTF8View) -> Bool {
    let last = bytes.index(before: index)
    if bytes[last] == 0x20 || bytes[last] == 0x0A { return true }
    // 。 is E3 80 82 and the ideographic space E3 80 80.
    guard bytes[last] == 0x80 || bytes[last] == 0x82,
      let first = bytes.index(index, offsetBy: -3, limitedBy: bytes.startIndex)
    else { return false }
    return bytes[first] == 0xE3 && bytes[bytes.index(after: first)] == 0x80
  }
}
