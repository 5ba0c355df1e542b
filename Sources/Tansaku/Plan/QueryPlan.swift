/// What a query looks for in the index, worked out once for all segments.
///
/// A document matches if it matches any leaf of each group; its score is the sum over the terms,
/// whether or not they belong to the leaf that matched.
struct QueryPlan: Sendable, Equatable {
  /// A term that counts for the score.
  struct ScoredTerm: Sendable, Equatable, Hashable {
    /// The entries of the dictionary that count as one term: the highest frequency among those of
    /// one selector is the term's.
    var selectors: [TermSelector]
    /// What a full match adds, before rarity and frequency.
    var weight: Float
    /// The number of the term that weighs this much more where no document has this one, and
    /// everywhere in passages, for it keeps positions.
    var standIn: Int?

    /// A term of selected entries.
    init(_ selectors: [TermSelector], weight: Float, standIn: Int? = nil) {
      self.selectors = selectors
      self.weight = weight
      self.standIn = standIn
    }

    /// A term of single entries.
    init(keys: [TermKey], weight: Float, standIn: Int? = nil) {
      self.init(keys.map { .key($0) }, weight: weight, standIn: standIn)
    }
  }

  /// One way for a document to match.
  enum Leaf: Sendable, Equatable, Hashable {
    /// It has the scored term of this number.
    case term(Int)
    /// It has the phrase; the scored term, if there is one, occurs only where the phrase does.
    case phrase(Phrase, implied: Int?)
    /// It meets the condition.
    case tree(Condition)
  }

  /// What a document must meet beside having a leaf of each group.
  struct Requirement: Sendable, Equatable {
    var condition: Condition
    /// The part of the query that says so.
    var node: Query.Node
  }

  var terms: [ScoredTerm] = []
  /// The parts of the query that a document must match, each by any of its leaves; none is empty.
  var groups: [[Leaf]] = []
  /// What is asked only about documents that match the groups: facts, and what must not be there.
  var requirements: [Requirement] = []
  /// What to show of the query in a text that matched.
  var needles: [Needle] = []
  /// What a document can match the parts of the query by; empty unless asked for.
  var parts = QueryParts()
  /// What counts for the score and is shown, though no document matches by it: pieces of words, and
  /// what words sound like; empty unless asked for.
  var fragments: [QueryPart] = []
  /// How the query writes those of the terms that can be written otherwise, by their numbers;
  /// empty unless asked for.
  var forms: [Int: [WrittenForm]] = [:]

  /// Whether the best documents may be looked at again for passages.
  var looksAtPassages = true

  /// Whether a condition is among the leaves.
  var hasTrees: Bool {
    groups.joined().contains { if case .tree = $0 { true } else { false } }
  }

  /// The beginnings of grams whose positions are asked for, as parts that must be near each other.
  var placedPrefixes: [TermSelector] {
    var prefixes: [TermSelector] = []
    for case .tree(.near(let parts, _, _)) in groups.joined() {
      for element in parts.joined().flatMap({ $0.phrase.elements }) {
        if case .prefix(let key) = element.selector, key.layer == .gram {
          prefixes.append(element.selector)
        }
      }
    }
    return prefixes
  }

  /// Whether nothing can match, because the query has no letter and no digit.
  var isEmpty: Bool { groups.isEmpty }
}
