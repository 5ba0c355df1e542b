/// Finds the documents of a segment that meet a condition, in increasing order, in two phases: who
/// may, which costs little, and who does.
///
/// Behaves as if written
///
/// ```swift
/// func nextCandidate(from target: UInt32) -> UInt32 {
///   (target..<endOfPostings).first(where: mayMatch) ?? endOfPostings
/// }
/// ```
///
/// where everybody that matches may match. Targets must not fall from call to call, and `matches`
/// is asked about the candidate at hand only. A class to be derived from: candidates are asked for
/// document by document, never posting by posting.
class DocumentMatcher {
  /// About how many candidates there are.
  var cost: Int { preconditionFailure("A matcher knows about how many candidates it has") }

  /// The first document at or after `target` that may match, `endOfPostings` where there is none.
  func nextCandidate(from target: UInt32) -> UInt32 {
    preconditionFailure("A matcher finds its candidates")
  }

  /// Whether the candidate matches.
  func matches(_ document: UInt32) -> Bool {
    preconditionFailure("A matcher tells whether its candidate matches")
  }

  /// Whether a document matches; documents must be asked about in increasing order.
  final func contains(_ document: UInt32) -> Bool {
    nextCandidate(from: document) == document && matches(document)
  }
}
