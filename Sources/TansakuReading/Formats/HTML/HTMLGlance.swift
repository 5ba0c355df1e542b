/// A glance at the tags of a page, to keep from HTML's parser what would take it a time that grows
/// with the square: deep nesting, and tags with attributes without end.
struct HTMLGlance {
  /// The deepest nesting of elements, as far as the tags can tell.
  private(set) var depth = 0
  /// The most attributes of a tag, and somewhat more.
  private(set) var attributes = 0

  /// Looks at a page, in UTF-8.
  init(_ page: [UInt8]) {
    var open = 0
    var rest = page[...]
    while let place = rest.firstIndex(of: UInt8(ascii: "<")) {
      rest = rest[(place + 1)...]
      guard let first = rest.first else { return }
      if first == UInt8(ascii: "/") {
        open = max(open - 1, 0)
      } else if (0x61...0x7A).contains(first | 0x20) {
        let name = HTMLTags.name(at: place, in: page[place...]) ?? ""
        if !HTMLTags.void.contains(name), !HTMLTags.selfEnding.contains(name) { open += 1 }
        attributes = max(attributes, Self.separators(in: &rest))
        if name == "script" || name == "style" { Self.skip(to: "</\(name)", &rest) }
      } else if rest.starts(with: "!--".utf8) {
        Self.skip(to: "-->", &rest)
      }
      depth = max(depth, open)
    }
  }

  /// Goes to the end of a tag and counts what can part attributes, outside of quotes.
  private static func separators(in rest: inout ArraySlice<UInt8>) -> Int {
    var count = 0
    var former: UInt8 = 0
    var index = rest.startIndex
    while index < rest.endIndex, rest[index] != UInt8(ascii: ">") {
      let byte = rest[index]
      if former == UInt8(ascii: "="), byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        guard let close = rest[(index + 1)...].firstIndex(of: byte) else { break }
        index = close
        count += 1
      } else if byte <= 0x20 || byte == UInt8(ascii: "/") {
        count += 1
      }
      if byte > 0x20 { former = byte }
      index += 1
    }
    rest = rest[index...]
    return count
  }

  private static func skip(to end: String, _ rest: inout ArraySlice<UInt8>) {
    let end = Array(end.utf8)
    var index = rest.startIndex
    while index + end.count <= rest.endIndex {
      if end.indices.allSatisfy({ rest[index + $0] | 0x20 == end[$0] | 0x20 }) {
        rest = rest[index...]
        return
      }
      index += 1
    }
    // What is never closed swallows the rest of the page.
    rest = rest[rest.endIndex...]
  }
}
