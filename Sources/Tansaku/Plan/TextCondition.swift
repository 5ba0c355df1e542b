/// What is read off the texts of a document, where the index alone cannot tell.
enum TextCondition: Sendable, Equatable, Hashable {
  /// Any of these stands in a field, or in any where that is nil.
  case found([Needle], in: Field?)
  /// A place of each part stands near the next, in a field or in any: see `Proximity`.
  case near([[Needle]], distance: Int, in: Field?)

  /// The parts, each of which must be found.
  var parts: [[Needle]] {
    switch self {
    case .found(let needles, _): [needles]
    case .near(let parts, _, _): parts
    }
  }

  var field: Field? {
    switch self {
    case .found(_, let field), .near(_, _, let field): field
    }
  }
}
