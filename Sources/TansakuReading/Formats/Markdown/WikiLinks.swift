/// Links as wikis write them, made plain before Markdown's parser sees them.
enum WikiLinks {
  /// Replaces `[[target|text]]` and `[[text]]` by their text, and the targets of
  /// `[text](target "wikilink")` by nothing: they have spaces and brackets that end a link early.
  static func simplified(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    guard bytes.contains(UInt8(ascii: "[")) else { return Array(bytes) }
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      guard byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]") else {
        text.append(byte)
        index += 1
        continue
      }
      let rest = bytes[index...]
      if rest.starts(with: "[[".utf8), let link = wikiLink(rest) {
        text += link.text
        index = link.end
      } else if rest.starts(with: "](".utf8), let end = endOfTarget(rest) {
        text += "](#)".utf8
        index = end
      } else {
        text.append(byte)
        index += 1
      }
    }
    return text
  }

  private static func wikiLink(_ rest: ArraySlice<UInt8>) -> (text: ArraySlice<UInt8>, end: Int)? {
    let content = rest.dropFirst(2).prefix {
      $0 != UInt8(ascii: "[") && $0 != UInt8(ascii: "]") && $0 != UInt8(ascii: "\n")
    }
    let close = rest[content.endIndex...]
    guard !content.isEmpty, close.starts(with: "]]".utf8),
      !close.dropFirst(2).starts(with: "(".utf8)
    else { return nil }
    let bar = content.lastIndex(of: UInt8(ascii: "|"))
    var text = bar.map { content[($0 + 1)...] } ?? content
    if bar != nil, text.last == UInt8(ascii: "\\") { text = text.dropLast() }
    return (text, content.endIndex + 2)
  }

  private static func endOfTarget(_ rest: ArraySlice<UInt8>) -> Int? {
    let mark = "\"wikilink\")".utf8
    for index in (rest.startIndex + 2)..<rest.endIndex {
      switch rest[index] {
      case UInt8(ascii: "\""): if rest[index...].starts(with: mark) { return index + mark.count }
      case UInt8(ascii: "]"): if rest[index...].starts(with: "](".utf8) { return nil }
      case UInt8(ascii: "\n"): if rest[index...].starts(with: "\n\n".utf8) { return nil }
      default: break
      }
    }
    return nil
  }
}
