/// What is looked for: words, any of which may match, and phrases in quotes, which match as they
/// are written.
///
/// Words search meaning: a city is found by all its names, and what is no name is found by its
/// words and its characters. Quotes search characters: `"京都"` finds 東京都 too.
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

  /// The parts.
  ///
  /// A document matches if it matches any of them.
  public var clauses: [Clause]

  /// A query of these parts.
  public init(clauses: [Clause]) { self.clauses = clauses }

  /// The query that a person typed; any text is one.
  ///
  /// Text between quotes (`"…"`, `“…”`, `「…」`, `＂…＂`) is a phrase. A quote without its partner is
  /// an ordinary character.
  public init(_ typed: String) {
    var clauses: [Clause] = []
    var words = ""
    var rest = typed[...]
    func endWords() {
      if words.contains(where: { !$0.isWhitespace }) { clauses.append(.words(words)) }
      words = ""
    }
    while let character = rest.first {
      rest = rest.dropFirst()
      if let closing = Query.closingQuotes[character],
        let end = rest.firstIndex(where: { closing.contains($0) })
      {
        endWords()
        if rest.startIndex < end { clauses.append(.phrase(String(rest[..<end]))) }
        rest = rest[rest.index(after: end)...]
      } else {
        words.append(character)
      }
    }
    endWords()
    self.clauses = clauses
  }

  /// The query that a literal writes out, as a person would type it.
  public init(stringLiteral literal: String) { self.init(literal) }

  /// The query as a person would type it.
  public var description: String {
    clauses.map { clause in
      switch clause {
      case .words(let text): text
      case .phrase(let text): "\"\(text)\""
      }
    }.joined(separator: " ")
  }

  private static let closingQuotes: [Character: Set<Character>] = [
    "\"": ["\""], "“": ["”"], "”": ["”"], "＂": ["＂"], "「": ["」"],
  ]
}
