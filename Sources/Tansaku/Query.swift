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
    var words = ""
    var rest = typed[...]
    func endWords() {
      for (index, part) in Query.parted(words).enumerated() {
        if index > 0 { groups.append([]) }
        if part.contains(where: { !$0.isWhitespace }) {
          groups[groups.count - 1].append(.words(part))
        }
      }
      words = ""
    }
    // A closing quote that is not ahead now is not ahead later: nobody looks for it twice.
    var missing: Set<Set<Character>> = []
    func closingIndex(_ closing: Set<Character>) -> Substring.Index? {
      if missing.contains(closing) { return nil }
      let end = rest.firstIndex { closing.contains($0) }
      if end == nil { missing.insert(closing) }
      return end
    }
    while let character = rest.first {
      rest = rest.dropFirst()
      if let closing = Query.closingQuotes[character], let end = closingIndex(closing) {
        endWords()
        if rest.startIndex < end {
          groups[groups.count - 1].append(.phrase(String(rest[..<end])))
        }
        rest = rest[rest.index(after: end)...]
      } else {
        words.append(character)
      }
    }
    endWords()
    self.groups = groups.filter { !$0.isEmpty }
  }

  /// What stands between the words `AND` of a text.
  private static func parted(_ text: String) -> [String] {
    var parts = [""]
    var word = ""
    func endWord() {
      if word == "AND" { parts.append("") } else { parts[parts.count - 1] += word }
      word = ""
    }
    for character in text {
      if character.isWhitespace {
        endWord()
        parts[parts.count - 1].append(character)
      } else {
        word.append(character)
      }
    }
    endWord()
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

  private static let closingQuotes: [Character: Set<Character>] = [
    "\"": ["\""], "“": ["”"], "”": ["”"], "＂": ["＂"], "「": ["」"],
  ]
}
