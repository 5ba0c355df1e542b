/// What is looked for: words, any of which may match, and phrases in quotes, which match as they
/// are written.
///
/// Words search meaning: a city is found by all its names, and what is no name is found by its
/// words and its characters. Quotes search characters: `"京都"` finds 東京都 too. `AND` in capitals
/// parts what a document must match on both sides.
///
/// ```swift
/// let query: Query = "Taipei \"plenary meeting\""
/// ```
public struct Query: Sendable, Hashable, ExpressibleByStringLiteral, CustomStringConvertible {
  /// One part of a query.
  public enum Clause: Sendable, Hashable {
    /// Words to be ranked by; a document matches if it has any of them.
    case words(String)
    /// A run of characters to be found as it is, whatever words it cuts.
    case phrase(String)
  }

  /// The parts, in groups: a document matches if it matches any part of each group.
  public var groups: [[Clause]]

  /// A query of these parts, any of which may match.
  public init(clauses: [Clause]) { groups = [clauses] }

  /// A query that matches where any part of each group does.
  public init(groups: [[Clause]]) { self.groups = groups }

  /// The query that a person typed; any text is one.
  ///
  /// Text between quotes (`"…"`, `“…”`, `「…」`, `＂…＂`) is a phrase. A quote without its partner is
  /// an ordinary character, and an `AND` with nothing on one of its sides asks for nothing.
  public init(_ typed: String) {
    var groups: [[Clause]] = [[]]
    let scalars = typed.unicodeScalars
    var wordsStart = scalars.startIndex
    func endWords(at end: String.Index) {
      for (number, part) in Query.parted(scalars[wordsStart..<end]).enumerated() {
        if number > 0 { groups.append([]) }
        if part.contains(where: { !$0.isBlank }) {
          groups[groups.count - 1].append(.words(String(part)))
        }
      }
    }
    // A closing quote that is not ahead now is not ahead later: nobody looks for it twice.
    var missing: [Unicode.Scalar] = []
    var at = scalars.startIndex
    while at < scalars.endIndex {
      let next = scalars.index(after: at)
      if let closing = Query.closingQuote(of: scalars[at]), !missing.contains(closing) {
        if let end = scalars[next...].firstIndex(of: closing) {
          endWords(at: at)
          if next < end {
            groups[groups.count - 1].append(.phrase(String(scalars[next..<end])))
          }
          at = scalars.index(after: end)
          wordsStart = at
          continue
        }
        missing.append(closing)
      }
      at = next
    }
    endWords(at: at)
    self.groups = groups.filter { !$0.isEmpty }
  }

  /// What stands between the words `AND` of a text.
  private static func parted(
    _ text: Substring.UnicodeScalarView
  ) -> [Substring.UnicodeScalarView] {
    var parts: [Substring.UnicodeScalarView] = []
    var partStart = text.startIndex
    // Byte by byte to the next A, for most queries have none.
    let bytes = Substring(text).utf8
    var next = text.startIndex
    while let start = bytes[next...].firstIndex(of: UInt8(ascii: "A")) {
      next = bytes.index(after: start)
      guard bytes[start...].starts(with: "AND".utf8) else { continue }
      let end = bytes.index(start, offsetBy: 3)
      guard start == text.startIndex || text[text.index(before: start)].isBlank,
        end == text.endIndex || text[end].isBlank
      else { continue }
      parts.append(text[partStart..<start])
      partStart = end
      next = end
    }
    parts.append(text[partStart...])
    return parts
  }

  /// The query that a literal writes out, as a person would type it.
  public init(stringLiteral literal: String) { self.init(literal) }

  /// The query as a person would type it.
  public var description: String {
    groups.map { clauses in
      clauses.map { clause in
        switch clause {
        case .words(let text): text
        case .phrase(let text): text.contains("\"") ? "「\(text)」" : "\"\(text)\""
        }
      }.joined(separator: " ")
    }.joined(separator: " AND ")
  }

  private static func closingQuote(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar {
    case "\"": "\""
    case "“", "”": "”"
    case "＂": "＂"
    case "「": "」"
    default: nil
    }
  }
}

extension Unicode.Scalar {
  /// Whether this has the property `White_Space`; the standard library's look-up costs a query of
  /// few words a tenth of its time.
  var isBlank: Bool {
    switch value {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F,
      0x3000:
      true
    default: false
    }
  }
}
