extension Query: CustomStringConvertible {
  /// The query as one would type it.
  ///
  /// `Query(query.description)` equals `query.normalized`, and so does `Query(parsing:)`. Only what
  /// nobody can type comes back otherwise: a pattern with no gap but at most a `?` at an end, or with
  /// no letter or digit; a fuzzy word without a letter, a date that is none, a fact without a name, an
  /// empty regular expression, a factor or a number of edits out of its range, NEAR between other
  /// things than words, phrases and patterns, and trees beyond the limits of typing.
  public var description: String {
    root?.normalized.map { QueryPrinter.text(of: $0, as: .alternatives) } ?? ""
  }
}

/// Prints a normalized tree as a person would type it.
enum QueryPrinter {
  /// Where something is printed: what a later one takes without brackets, the ones before it take too.
  enum Place: Int, Comparable {
    /// The whole, or what brackets enclose.
    case alternatives
    /// Beside `OR`.
    case conjunction
    /// Beside `AND`.
    case sequence
    /// Beside other things without an operator.
    case item
    /// Behind a hyphen.
    case excluded
    /// Beside NEAR, behind a field, before a factor.
    case primary

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  /// The text of a node at a place.
  static func text(of node: Query.Node, as place: Place) -> String {
    let (text, last) = bare(node, at: place)
    return place <= last ? text : "(\(text))"
  }

  /// The text of a node without brackets, and the last of the places that take it so.
  private static func bare(_ node: Query.Node, at place: Place) -> (String, Place) {
    switch node {
    case .words(let text):
      (QueryEscaping.words(text), QueryEscaping.isOneWord(text) ? .primary : .item)
    case .phrase(let text): (QueryEscaping.quoted(text), .primary)
    case .pattern(let pattern): (QueryEscaping.token(QueryPattern(pattern)), .primary)
    case .fuzzy(let word, let edits): (QueryEscaping.token(word) + "~\(edits)", .primary)
    case .date(let date): ("date:" + QueryEscaping.value(date), .excluded)
    case .fact(let name, let value): (QueryEscaping.fact(name, value), .excluded)
    case .field(let field, let node):
      ("\(field.rawValue):" + text(of: node, as: .primary), .excluded)
    case .boosted(let node, let factor):
      (text(of: node, as: .primary) + "^" + QueryFactor.text(of: factor), .excluded)
    case .not(let node): ("-" + text(of: node, as: .excluded), .item)
    case .near(let nodes, let distance):
      (nodes.map { text(of: $0, as: .primary) }.joined(separator: " NEAR/\(distance) "), .item)
    case .all(let nodes): (conjunction(nodes), .conjunction)
    case .any(let nodes):
      isSequence(nodes)
        ? (nodes.map { text(of: $0, as: .item) }.joined(separator: " "), .sequence)
        : (nodes.map { text(of: $0, as: .conjunction) }.joined(separator: " OR "), .alternatives)
    }
  }

  /// Conditions follow what they choose from without an operator, as one types them.
  private static func conjunction(_ nodes: [Query.Node]) -> String {
    var text = ""
    for (number, node) in nodes.enumerated() {
      let isJoined = number > 0 && node.isCondition
      if number > 0 { text += isJoined ? " " : " AND " }
      text += self.text(of: node, as: isJoined ? .item : .sequence)
    }
    return text
  }

  /// Whether these come back as they are when they stand side by side.
  ///
  /// Conditions would then have to hold, and words beside words would be one text. What `AND` joins
  /// is clearer beside `OR`.
  private static func isSequence(_ nodes: [Query.Node]) -> Bool {
    var isBesideWords = false
    for node in nodes {
      if case .all = node { return false }
      let isWords = if case .words = node { true } else { false }
      if node.isCondition || isWords && isBesideWords { return false }
      isBesideWords = isWords
    }
    return true
  }
}
