/// One thing that a text can be found by: a run of its folded characters at a position.
package struct Token: Sendable, Equatable {
  /// How a token came about, which decides its layer in the index and whether its position is kept.
  package enum Kind: UInt8, Sendable {
    /// A maximal run of letters, or of digits, of scripts that put spaces between words: `taipei`,
    /// `21`. Takes one position. In the layer of words, with its position.
    case unit
    /// A word as ICU cuts it that is not just one unit: 宣言, `anmc21`. Stands at the position of its
    /// first unit. In the layer of words, without its position: phrases are matched by units and
    /// grams.
    case word
    /// A character of a script without spaces together with the next one, or alone at the end of
    /// its run: 宣言 gives 宣言 and 言. Takes one position. In the layer of grams.
    case gram
  }

  /// How the token came about.
  package var kind: Kind
  /// The place in the sequence of units: each character of a run and each alphabetic unit takes
  /// one position, and separators none.
  ///
  /// So a space between 第 and 5 counts for nothing, as typography has it; one between two
  /// characters of a script without spaces is told by the gram of the first, which then stands
  /// alone, and one between two words is all that makes them two.
  package var position: UInt32
  /// Where the token begins in the folded text, in characters.
  package var start: Int32
  /// How many folded characters it has.
  package var length: Int32

  /// A token of its parts.
  package init(kind: Kind, position: UInt32, start: Int32, length: Int32) {
    self.kind = kind
    self.position = position
    self.start = start
    self.length = length
  }

  /// The token's folded characters, as a range of the folded text.
  package var range: Range<Int> { Int(start)..<Int(start) + Int(length) }
}

/// A text whose words are found, and nothing else yet.
package struct SegmentedText: Sendable {
  /// The text as written, in UTF-16.
  var source: [UInt16] = []
  /// The word boundaries that ICU finds in the source, 0 and its length among them.
  var boundaries: [Int32] = []

  /// No text.
  package init() {}
}

/// Everything that an analyzer finds in one text.
package struct AnalyzedText: Sendable {
  /// The text as written, in UTF-16.
  package var source: [UInt16] = []
  /// The word boundaries that ICU finds in the source, 0 and its length among them.
  package var boundaries: [Int32] = []
  /// The folded text.
  package var folded = FoldedText()
  /// The class of each folded character.
  package var classes: [CharacterClass] = []
  /// The position of the unit that each folded character belongs to; `separatorPosition` for
  /// separators.
  package var positions: [UInt32] = []
  /// Units and grams by position, then words by position.
  package var tokens: [Token] = []
  /// The parts of words that count for the score: see `WordParts`.
  package var parts: [Range<Int32>] = []
  /// How longer alphabetic words begin, by which their other forms are found: see `WordParts`.
  package var beginnings: [Range<Int32>] = []
  /// How many of both may be shared by forms of words, as words of four letters are not.
  package var sharedPartCount = 0
  /// The words of the text whose letters carry marks, as they are written.
  package var marked = MarkedWords()
  /// Whether so much of the text has parts that they are worth their room in the index: a foreign
  /// word now and then has no other forms.
  ///
  /// Short words have few; in a text of letters they are kept all the same, unless most of its words
  /// are syllables with marks, which have no forms.
  package var hasManyParts: Bool {
    if sharedPartCount * 14 >= characterCount * 5 { return true }
    return !marked.areMost && classes.count { $0 == .letter } * 2 > characterCount
  }
  /// The cities named in the text, by place.
  package var cities: [CityMention] = []
  /// The dates written in the text, by place.
  package var dates: [DateMention] = []
  /// The numbers written in the text that are part of no date, by place.
  package var numbers: [NumberMention] = []
  /// The user's concepts named in the text, by place.
  package var concepts: [ConceptMention] = []
  /// How many positions the text takes.
  package var positionCount: UInt32 = 0
  /// How many folded characters are no separators: the length of the text.
  package var characterCount = 0

  /// What stands in `positions` for a separator, which has none.
  package static let separatorPosition = UInt32.max

  /// An empty analysis.
  package init() {}

  /// Lends the tokens and the folded characters that they are ranges of.
  ///
  /// Changes nothing; what belongs to an object would be copied first if this could not.
  package mutating func withTokens(
    _ body: (UnsafeBufferPointer<Token>, UnsafeBufferPointer<UInt32>) -> Void
  ) {
    tokens.withUnsafeBufferPointer { tokens in
      folded.scalars.withUnsafeBufferPointer { body(tokens, $0) }
    }
  }
}
