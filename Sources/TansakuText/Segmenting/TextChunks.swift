/// Cuts a long text into pieces that can be analyzed one by one, so that memory stays small.
///
/// A piece ends behind a line feed where there is one in reach, else behind a space or a full stop,
/// so that no word and no run of characters is cut. A text without any of them stays whole.
package struct TextChunks {
  /// How long a piece is before its end is looked for, in bytes of UTF-8.
  package static let target = 32 * 1024

  /// Whether a text is one piece.
  @inline(__always)
  package static func isWhole(_ text: String) -> Bool { text.utf8.count <= target }

  private var rest: Substring.UTF8View
  /// A text that is one piece, so that it need not be copied.
  private var whole: String?

  /// The pieces of `text`.
  package init(_ text: String) {
    let isShort = TextChunks.isWhole(text)
    whole = isShort && !text.isEmpty ? text : nil
    rest = isShort ? ""[...].utf8 : text[...].utf8
  }

  /// Whether the last piece was given.
  package var isAtEnd: Bool { rest.isEmpty }

  /// The next piece; nil after the last.
  ///
  /// All pieces together are the text.
  package mutating func next() -> String? {
    if let only = whole {
      whole = nil
      return only
    }
    if rest.isEmpty { return nil }
    guard
      let start = rest.index(rest.startIndex, offsetBy: TextChunks.target, limitedBy: rest.endIndex)
    else {
      defer { rest = rest[rest.endIndex...] }
      return String(Substring(rest))
    }
    let end = TextChunks.end(of: rest[start...]) ?? rest.endIndex
    defer { rest = rest[end...] }
    return String(Substring(rest[..<end]))
  }

  /// How many bytes the longest piece of `text` has, or a few thousand more.
  ///
  /// Takes time in proportion to the text, and next to none for a short one.
  package static func longestLength(in text: String) -> Int {
    let count = text.utf8.count
    if count <= target * 2 { return count }
    var text = text
    return text.withUTF8 { bytes in
      let lineFeed = UInt8(ascii: "\n")
      // Where line feeds are never far no piece is long, and this is the rule.
      var longest = 0
      var start = 0
      while start < count {
        var end = min(start + target, count)
        let reach = min(end + target, count)
        while end < reach, bytes[end] != lineFeed { end += 1 }
        if end == reach, end < count {
          while end < count, bytes[end] != UInt8(ascii: " "), bytes[end] != lineFeed,
            !(bytes[end - 2] == 0xE3 && bytes[end - 1] == 0x80
              && (bytes[end] == 0x80 || bytes[end] == 0x82))
          {
            end += 1
          }
        }
        longest = max(longest, end - start)
        start = end + 1
      }
      return longest
    }
  }

  /// Behind the first line feed in reach; else behind the first space or full stop.
  private static func end(of text: Substring.UTF8View) -> Substring.UTF8View.Index? {
    let lineFeed = UInt8(ascii: "\n")
    if let found = text.prefix(target).firstIndex(of: lineFeed) { return text.index(after: found) }
    // 。 is E3 80 82 and the ideographic space E3 80 80: no other character has these three bytes.
    var last: (UInt8, UInt8) = (0, 0)
    for index in text.indices {
      let byte = text[index]
      if byte == UInt8(ascii: " ") || byte == lineFeed
        || (last == (0xE3, 0x80) && (byte == 0x80 || byte == 0x82))
      {
        return text.index(after: index)
      }
      last = (last.1, byte)
    }
    return nil
  }
}
