/// Why a document matches a query, with the parts of its score; or the first step that lost it.
public struct Explanation: Sendable, Hashable {
  /// One thing that was found out on the way, as a sentence.
  public struct Step: Sendable, Hashable {
    /// What the sentence is about.
    public enum Kind: String, Sendable, Hashable {
      /// A part of the query that the document has.
      case found
      /// A part of the query that the document does not have; another may do.
      case absent
      /// What makes that the document is no hit.
      case lost
      /// How the score came about.
      case score
    }

    /// What the sentence is about.
    public var kind: Kind
    /// The part of the query, as it was typed; nil where the sentence is about the whole.
    public var part: String?
    /// The sentence.
    public var text: String

    /// A step of its parts.
    public init(_ kind: Kind, part: String? = nil, _ text: String) {
      self.kind = kind
      self.part = part
      self.text = text
    }
  }

  /// What one term adds to the score.
  public struct Part: Sendable, Hashable {
    /// The kind of term.
    ///
    /// A `word`, a `gram` (characters), a `city`, a `subject` (a city that the document is about),
    /// a `part` of a word, a `marked` word as it is written, a `date`, a `number`; or the best
    /// `passage`, in which several of them stand together.
    public var layer: String
    /// The term in the index: folded characters; of a city, its number at GeoNames.
    public var term: String
    /// How often the document has it; an occurrence in the title counts twice.
    public var frequency: Int
    /// How many documents have it.
    public var documentFrequency: Int
    /// What a full match adds, before rarity and frequency.
    public var weight: Float
    /// How much the term tells: weight times rarity is what it adds at most.
    public var rarity: Float
    /// What it adds to the score.
    public var score: Float
    /// What it adds beyond that for being written as in the query.
    public var bonus: Float
  }

  /// The id that was asked for.
  public let id: String
  /// The level that was asked for.
  public let level: MatchLevel
  /// The strictest level at which the document matches, and its score; nil where it is no hit.
  public let match: Match?
  /// What was found out, in order.
  public let steps: [Step]
  /// The parts of the score; all of them add up to it, to the last bit.
  public let parts: [Part]

  /// How a document matches.
  public struct Match: Sendable, Hashable {
    /// The strictest level.
    public var level: MatchLevel
    /// The score that the document has among the hits.
    public var score: Float
  }

  /// Whether the document is a hit.
  public var isMatch: Bool { match != nil }

  /// A document that is no hit.
  init(id: String, level: MatchLevel, lost steps: [Step]) {
    self.init(id: id, level: level, match: nil, steps: steps, parts: [])
  }

  init(id: String, level: MatchLevel, match: Match?, steps: [Step], parts: [Part]) {
    self.id = id
    self.level = level
    self.match = match
    self.steps = steps
    self.parts = parts
  }
}
