/// What HTML's elements mean for a text that is read without them.
enum HTMLTags {
  /// The part that an element plays.
  enum Role {
    /// Not seen by a reader, or said twice as the readings above characters are.
    case dropped
    /// Stands apart from what is around it: a paragraph, a heading, a table.
    case block
    /// A block whose paragraphs are lines close together.
    case list
    /// Has a line of its own.
    case line
    /// Stands beside others in a line.
    case cell
    case lineBreak
    case image
    case preformatted
    case head
    case title
    case mainHeading
    case bold
    case link
    case code
    case note
    case inline
  }

  static func role(of name: String) -> Role { roles[name] ?? .inline }

  private static let roles: [String: Role] = {
    let names: [(Role, String)] = [
      (.dropped, "script style template noscript rt rp rtc iframe noembed noframes datalist"),
      (
        .block,
        "address article aside blockquote body center details dialog div fieldset figure footer form "
          + "frameset h2 h3 h4 h5 h6 header hgroup hr html main nav p section table"
      ),
      (.list, "ul ol dl dir menu select"),
      (.line, "caption dd dt figcaption legend li optgroup option summary tbody tfoot thead tr"),
      (.cell, "td th"), (.lineBreak, "br"), (.image, "img"),
      (.preformatted, "pre listing xmp plaintext textarea"), (.head, "head"), (.title, "title"),
      (.mainHeading, "h1"), (.bold, "b strong"), (.link, "a"), (.code, "code kbd samp tt var"),
      (.note, "sup"),
    ]
    var roles: [String: Role] = [:]
    for (role, list) in names {
      for name in list.split(separator: " ") { roles[String(name)] = role }
    }
    return roles
  }()

  /// Elements that hold nothing.
  static let void: Set<String> = [
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input",
    "link", "meta", "param", "source", "track", "wbr",
  ]

  /// Elements that end by themselves where the next one begins.
  static let selfEnding: Set<String> = [
    "p", "li", "dt", "dd", "tr", "td", "th", "option", "optgroup", "thead", "tbody", "tfoot", "rt",
    "rp", "rb", "rtc", "colgroup",
  ]

  private static let known: Set<String> = Set(roles.keys).union(void)
    .union(["em", "i", "u", "s", "span", "font", "small", "big", "sub", "ruby", "rb", "strike"])

  /// Whether there is a tag of HTML in these bytes; `<参加都市>` and `a < b` are none.
  static func occur(in bytes: ArraySlice<UInt8>) -> Bool {
    var rest = bytes
    while let place = rest.firstIndex(of: UInt8(ascii: "<")) {
      if let name = name(at: place, in: rest), known.contains(name) { return true }
      rest = rest[(place + 1)...]
    }
    return false
  }

  /// Whether a line begins as a page or a part of one does.
  static func begin(_ line: ArraySlice<UInt8>) -> Bool {
    let text = line.drop { $0 <= 0x20 }
    guard text.first == UInt8(ascii: "<") else { return false }
    let start = String(decoding: text.prefix(9), as: UTF8.self).lowercased()
    return start.hasPrefix("<!doctype") || start.hasPrefix("<?xml") || start.hasPrefix("<!--")
      || name(at: text.startIndex, in: text).map(known.contains) == true
  }

  /// The name of the start or end tag at `place`, in small letters; nil if none begins there.
  static func name(at place: Int, in bytes: ArraySlice<UInt8>) -> String? {
    var rest = bytes[(place + 1)...]
    if rest.first == UInt8(ascii: "/") { rest = rest.dropFirst() }
    let name = rest.prefix(12).prefix { byte in
      (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
    }
    guard let first = name.first, (0x61...0x7A).contains(first | 0x20),
      name.endIndex < rest.endIndex
    else { return nil }
    switch rest[name.endIndex] {
    case 0x09, 0x0A, 0x0C, 0x0D, 0x20, UInt8(ascii: "/"), UInt8(ascii: ">"):
      return String(decoding: name.map { $0 | 0x20 }, as: UTF8.self)
    default: return nil
    }
  }
}
