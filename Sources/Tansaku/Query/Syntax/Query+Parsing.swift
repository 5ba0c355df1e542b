extension Query {
  /// The longest query, in bytes of UTF-8.
  ///
  /// Some eighty sentences; a longer one is a document.
  static let longest = 16_384
  /// The most nodes that the tree of a typed query has.
  static let mostNodes = 1_024

  /// The query that a person typed; any text is one.
  ///
  /// <doc:QueryLanguage> tells how to type operators. What means nothing where it stands, such as a
  /// quote without its partner or an `AND` with nothing on one side, is text like any other. A text
  /// that is longer than a query may be is words as a whole, which searching then refuses. If ICU has no
  /// memory left for reading a date, the process ends; ``init(parsing:)`` throws then.
  ///
  /// - Parameter typed: what was typed.
  public init(_ typed: String) {
    if !QueryShortcut.isPlain(typed), typed.utf8.count <= Query.longest {
      do {
        self.init(try QueryParser(typed).parse().root)
      } catch {
        // As where Swift has no memory left. Another query than the one that was typed is none.
        fatalError("A date of a query could not be read: \(error)")
      }
    } else {
      self.init(.words(typed))
    }
  }

  /// The query that was typed, if nothing is wrong with it.
  ///
  /// Where this throws nothing, it makes the same tree as ``init(_:)-(String)``.
  ///
  /// - Parameter typed: what was typed.
  /// - Throws: `IndexError` with the code `badQuery` and the place of the first fault, or with the code
  ///   `text` where ICU runs out of memory.
  public init(parsing typed: String) throws {
    let length = typed.utf8.count
    guard length <= Query.longest else {
      throw IndexError(
        code: .badQuery,
        message: "A query may have \(Query.longest) bytes of UTF-8; this one has \(length). "
          + "Search for a part of it.",
        offset: String(decoding: typed.utf8.prefix(Query.longest), as: UTF8.self).unicodeScalars
          .count)
    }
    let (root, fault) = try withIndexErrors { try QueryParser(typed).parse() }
    if let fault { throw fault.error }
    self.init(root)
  }

  /// The query in the one shape that parsing gives its tree: nothing empty, nothing nested without
  /// need.
  public var normalized: Query { Query(root?.normalized) }
}

/// From text to tree.
struct QueryParser {
  private let text: QueryText

  /// A parser of a text.
  init(_ typed: String) { text = QueryText(typed) }

  /// How many tokens may be more than words, in turn until the tree is small enough.
  private static let allowances = [
    Int.max, Query.mostNodes, Query.mostNodes / 2, Query.mostNodes / 4, Query.mostNodes / 8, 0,
  ]

  /// The tree, and the first thing that is wrong with the text.
  ///
  /// - Throws: `TextError` where ICU runs out of memory.
  func parse() throws -> (root: Query.Node?, fault: QueryFault?) {
    var result: (root: Query.Node?, fault: QueryFault?) = (nil, nil)
    for allowance in QueryParser.allowances {
      var scanner = QueryScanner(text, allowance: allowance)
      try scanner.scan()
      QueryRepair.repair(&scanner)
      var grammar = QueryGrammar(scanner)
      let root = grammar.query()
      let isSmall = (root?.nodeCount ?? 0) <= Query.mostNodes
      if !isSmall { grammar.noteTooMany(at: scanner.tokens.last?.range.lowerBound ?? 0) }
      result = (root, result.fault ?? grammar.faults.first)
      if isSmall { break }
    }
    return result
  }
}
