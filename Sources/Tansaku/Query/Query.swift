/// What is looked for, as a tree: words to be ranked by, runs of characters, patterns, facts, and
/// what joins them.
///
/// Words search meaning: a city is found by all its names, and what is no name is found by its
/// words and its characters. Quotes search characters: `"京都"` finds 東京都 too. How operators are
/// typed is told in <doc:QueryLanguage>.
///
/// A query is a plain value: it can be built of nodes, printed as one would type it, compared, and
/// encoded.
///
/// ```swift
/// let typed: Query = "Taipei AND \"plenary meeting\" -Seoul"
/// let built = Query(.all([.words("Taipei"), .phrase("plenary meeting"), .not(.words("Seoul"))]))
/// ```
public struct Query: Sendable, Hashable, Codable, ExpressibleByStringLiteral {
  /// The whole of what is asked for; nil where nothing is.
  public var root: Node?

  /// A query of a tree; nil asks for nothing and finds nothing.
  public init(_ root: Node?) { self.root = root }

  /// A query of these parts, any of which may match.
  public init(anyOf nodes: [Node]) {
    root = nodes.count > 1 ? .any(nodes) : nodes.first
  }

  /// A query that matches where all of these parts do.
  public init(allOf nodes: [Node]) {
    root = nodes.count > 1 ? .all(nodes) : nodes.first
  }

  /// The query that a literal writes out, as a person would type it.
  public init(stringLiteral literal: String) { self.init(literal) }

  /// One part of a query.
  public enum Node: Sendable, Hashable, Codable {
    /// Words to be ranked by; a document matches if it has any of them.
    case words(String)
    /// A run of characters to be found as it is, whatever words it cuts.
    case phrase(String)
    /// Words or characters with gaps: `*` stands for any number of characters, `?` for one.
    ///
    /// In scripts with spaces the whole word must fit (`declar*`, `*tion`, `wom?n`); elsewhere the
    /// pattern is found anywhere in a run, and a gap never reaches across a separator (第?回).
    case pattern(String)
    /// A word with so many edits at most (a character left out, put in, changed, or exchanged with
    /// its neighbour; code points of the folded word): 1 or 2, and any other number as the nearer.
    ///
    /// For words of letters; what is written without spaces is found as it is.
    case fuzzy(String, edits: Int)
    /// A day, month, year or fiscal year that a document must name in any calendar, or any of those
    /// from one to another: `2006`, `2006-04`, `平成18年4月`, `2001..2006`, `2001..`.
    ///
    /// It adds nothing to the score. What is no date is looked for as words.
    case date(String)
    /// A fact given with the document: `kind`, `language`, `city`, `work`, `path`, `source`, `date`, `id`,
    /// `year` and `decade` of the date, or an attribute of the user's own.
    ///
    /// It adds nothing to the score. Values mean what they mean in a ``Filter``: a city counts under any
    /// of its names, a language with all that are more particular (`zh` finds `zh-Hant`), a date with all
    /// that lie within it; everything else to the letter.
    indirect case fact(String, FactValue)
    /// What must stand in one field of the document.
    indirect case field(Field, Node)
    /// Parts that stand near each other, in any order, in one field: one place of each part can be
    /// chosen so that no two overlap and that, in the order of the text, at most so many positions
    /// lie between each and the next.
    ///
    /// A position is a word of a script with spaces, or a character of one without. The parts are
    /// words, phrases, patterns, fuzzy words, or any of those, six at most; words count as if they
    /// stood in quotes, and cities under all their names. The distance is 0 to 1,000, and any other
    /// number counts as the nearer of these.
    case near([Node], distance: Int)
    /// All of these.
    case all([Node])
    /// Any of these.
    case any([Node])
    /// Whatever does not match this; what it says adds nothing to the score.
    indirect case not(Node)
    /// The same, with all that it adds to a score multiplied by a factor: more than 0, at most 1,000.
    ///
    /// Factors of nodes within nodes are multiplied, to 1,000,000 at most.
    indirect case boosted(Node, by: Float)
  }

  /// What the value of a fact must be.
  public enum FactValue: Sendable, Hashable, Codable {
    /// This, to the letter.
    case equal(String)
    /// This with gaps: `*` for any number of characters, `?` for one.
    case pattern(String)
    /// What a regular expression as ICU has them fits as a whole.
    case expression(String)
  }
}
