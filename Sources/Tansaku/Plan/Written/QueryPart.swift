import TansakuText

/// A part of a query that a document can match by, with what it takes to tell at which level a
/// text does.
struct QueryPart: Sendable, Equatable {
  /// What finds the part in a text.
  struct Target: Sendable, Equatable {
    var needle: Needle
    /// So many folded characters before and behind what the needle finds belong to the part too:
    /// 市 of 台北市, where 台北 is the city.
    var before = 0
    var after = 0
  }

  /// Any of these finds it.
  var targets: [Target]
  /// How the query writes it.
  var form: WrittenForm
  /// How the query describes it; nil where it writes it out.
  var pattern: WrittenPattern?
  /// The field that it must stand in; nil for any.
  var field: Field?

  /// Whether it is only how a word begins, by which other forms of the word are found.
  var isBeginning: Bool {
    pattern == nil
      && targets.contains { if case .pattern = $0.needle { true } else { false } }
  }

  /// Whether whatever is found is written as in the query, but for the fold.
  var isWritten: Bool {
    targets.allSatisfy {
      // The stem of a word is written otherwise than the word.
      switch $0.needle {
      case .run(let characters), .word(let characters): characters == form.variant
      default: false
      }
    }
  }
}
