package import TansakuText

/// Names that mean the same: people, bodies, terms, in whatever languages the documents have.
///
/// A query that has one of the names of a concept finds the documents that have any of them. An index
/// keeps the aliases that it was made with; nobody needs them to search it.
///
/// ```swift
/// let aliases = try Aliases(parsing: """
///   # a line for each concept, its names parted by |
///   declaration|宣言|宣言書|선언
///   plenary meeting|総会|全体会議|年會
///   UN|United Nations|国連|聯合國
///   """)
/// let index = try SearchIndex(at: "archive.tansaku", aliases: aliases)
/// ```
///
/// Blanks around a name count for nothing, nor do lines that begin with `#`; width, case and variants
/// of characters make no difference. A name is found where a word of its script may begin and end; one
/// of up to four capitals (`UN`) only in capitals. A name that is another word too gets a `~`: its
/// neighbours must then allow it. In Latin it must begin with a capital; in Han no hiragana may touch
/// it; in Hangul only what follows places may follow it. With `~~` it must stand apart.
///
/// Opening an index takes some 7 µs for each name.
public struct Aliases: Sendable, CustomStringConvertible {
  package let table: AliasTable

  /// The aliases that a text tells.
  ///
  /// - Throws: `IndexError` with the code `badAliases`, whose message names the line and says what to
  ///   do.
  public init(parsing text: String) throws {
    do {
      table = AliasTable(try AliasList(parsing: text))
    } catch let fault {
      throw IndexError(code: .badAliases, message: fault.description)
    }
  }

  /// How many concepts there are.
  public var conceptCount: Int { table.list.concepts.count }
  /// How many names they have in all.
  public var nameCount: Int { table.list.concepts.reduce(0) { $0 + $1.count } }

  /// How many concepts and names there are, in words.
  package var summary: String {
    "\(conceptCount) concept\(conceptCount == 1 ? "" : "s"), "
      + "\(nameCount) name\(nameCount == 1 ? "" : "s")"
  }

  /// The aliases as a text that reads as the same aliases: sorted, without comments.
  public var description: String { table.list.text }
}

extension Aliases: Equatable {
  /// Whether both have the same names for the same concepts.
  public static func == (one: Aliases, other: Aliases) -> Bool {
    one.table.list == other.table.list
  }
}
