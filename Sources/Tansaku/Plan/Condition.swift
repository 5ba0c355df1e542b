/// What a document must meet: the tree of a query, worked out into entries of the dictionary.
///
/// Where a leaf of a plan finds documents for the ranking, a condition says of them, or of all
/// documents, who is in.
indirect enum Condition: Sendable, Equatable, Hashable {
  /// Every document meets it.
  case everything
  /// One of the ways of the plan to match.
  case leaf(QueryPlan.Leaf)
  /// It has any of these entries.
  case entries([TermSelector])
  /// The column of this fact says so.
  case column(String, Query.FactValue)
  /// It has the phrase in a field.
  case phrase(Phrase, in: Field)
  /// It has a place of each of these near the next, in a field or in any: see `Proximity`.
  case near([[PlacedPhrase]], distance: Int, in: Field?)
  /// Its text says so, which is read where the other condition is met.
  case text(TextCondition, among: Condition)
  /// It meets all of these.
  case all([Condition])
  /// It meets any of these.
  case any([Condition])
  /// It does not meet this.
  case not(Condition)
}

/// A phrase and how many positions it takes.
struct PlacedPhrase: Sendable, Equatable, Hashable {
  var phrase: Phrase
  var length: UInt32
}

extension Condition {
  /// The same without the scored terms of the plan that it was made for.
  func withoutScores(_ plan: QueryPlan) -> Condition {
    switch self {
    case .leaf(.term(let number)):
      return .entries(plan.terms[number].selectors)
    case .leaf(.phrase(let phrase, _)): return .leaf(.phrase(phrase, implied: nil))
    case .leaf(.tree(let condition)): return condition.withoutScores(plan)
    case .text(let text, let others): return .text(text, among: others.withoutScores(plan))
    case .all(let parts): return .all(parts.map { $0.withoutScores(plan) })
    case .any(let parts): return .any(parts.map { $0.withoutScores(plan) })
    case .not(let part): return .not(part.withoutScores(plan))
    case .everything, .entries, .column, .phrase, .near: return self
    }
  }
}

extension QueryPlan {
  /// What a document must meet to match, without scores.
  var condition: Condition {
    let parts =
      groups.map { leaves in Condition.any(leaves.map(Condition.leaf)) }
      + requirements.map(\.condition)
    return Condition.all(parts).withoutScores(self)
  }
}
