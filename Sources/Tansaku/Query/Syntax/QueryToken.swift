/// A piece of a query that the grammar does not take apart.
struct QueryToken {
  /// What a piece is.
  enum Kind {
    /// Plain text without blanks.
    case word
    /// What stands between quotes.
    case phrase(Range<Int>)
    /// A pattern, a fuzzy word, a fact or a date.
    case term(Query.Node)
    /// The beginning of a group, whose end is the token of this number.
    case open(end: Int)
    /// The end of a group.
    case close
    /// `AND`.
    case and
    /// `OR`.
    case or
    /// `NEAR`.
    case near(distance: Int)
    /// `NOT` or a hyphen.
    case not
    /// `title:` or `body:`.
    case field(Field)
  }

  /// What it is.
  var kind: Kind
  /// Where it stands, in characters of the text.
  var range: Range<Int>
  /// What its score is multiplied by; nil where nothing is said.
  var factor: Float?

  /// Whether something stands here that an operator can join or exclude; of what joins or excludes
  /// itself, the rules for what is missing tell.
  var isOperand: Bool {
    switch kind {
    case .word, .phrase, .term, .open: true
    case .close, .and, .or, .near, .not, .field: false
    }
  }
}
