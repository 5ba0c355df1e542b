/// Cuts a text that comes piece by piece into parts, once it is over a limit.
///
/// A part ends at the end of a line or, in a line longer than a part, between two characters. The
/// parts put together are the text. The memory held is the limit and one piece.
struct TextSplitter {
  /// What has come and was not handed over, in UTF-8; pieces are appended here.
  var text: [UInt8] = []
  private let limit: Int
  private let partSize: Int
  private var isOverLimit = false

  /// A splitter that leaves texts of up to `limit` bytes whole.
  init(limit: Int, partSize: Int) {
    self.limit = limit
    self.partSize = partSize
  }

  /// Hands over the parts that are complete; with the last piece, all that is left.
  mutating func split(isLast: Bool, _ hand: (ArraySlice<UInt8>) throws -> Void) rethrows {
    if text.count > limit { isOverLimit = true }
    var begin = 0
    if isOverLimit {
      while text.count - begin > partSize {
        let end = self.end(of: text[begin..<(begin + partSize)])
        try hand(text[begin..<end])
        begin = end
      }
    }
    if isLast, begin < text.count {
      try hand(text[begin...])
      begin = text.count
    }
    text.removeFirst(begin)
  }

  private func end(of part: ArraySlice<UInt8>) -> Int {
    if let newline = part.lastIndex(of: UInt8(ascii: "\n")) { return newline + 1 }
    var end = part.endIndex
    while end > part.startIndex, text[end] & 0xC0 == 0x80 { end -= 1 }
    // A part smaller than one character still has to make way.
    guard end > part.startIndex else { return endOfScalar(at: part.startIndex) }
    // What ends the part may go on beyond it (a letter and its accents), so it goes to the next one.
    let tail = String(decoding: text[max(part.startIndex, end - 256)..<end], as: UTF8.self)
    let last = tail.last.map { String($0).utf8.count } ?? 0
    return last < end - part.startIndex && last < 256 ? end - last : end
  }

  private func endOfScalar(at start: Int) -> Int {
    var end = start + 1
    while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
    return end
  }
}
