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
  var cost: Int { 0 }

  /// The first document at or after `target` that may match, `endOfPostings` where there is none.
  func nextCandidate(from target: UInt32) -> UInt32 { endOfPostings }

  /// Whether the candidate matches.
  func matches(_ document: UInt32) -> Bool { true }

  /// Whether a document matches; documents must be asked about in increasing order.
  final func contains(_ document: UInt32) -> Bool {
    nextCandidate(from: document) == document && matches(document)
  }
}

/// Every document of a segment.
final class EverythingMatcher: DocumentMatcher {
  private let count: UInt32

  init(count: UInt32) { self.count = count }

  override var cost: Int { Int(count) }

  override func nextCandidate(from target: UInt32) -> UInt32 {
    target < count ? target : endOfPostings
  }
}

/// The documents whose facts pass.
final class ColumnMatcher: DocumentMatcher {
  private let test: ColumnTest
  private let count: UInt32

  init(_ test: ColumnTest, count: UInt32) {
    self.test = test
    self.count = count
  }

  override var cost: Int { Int(count) }

  override func nextCandidate(from target: UInt32) -> UInt32 {
    var document = target
    while document < count, !test.passes(document) { document += 1 }
    return document < count ? document : endOfPostings
  }
}

/// The documents of a leaf.
final class LeafDocuments: DocumentMatcher {
  private let leaf: LeafMatcher

  init(_ leaf: LeafMatcher) { self.leaf = leaf }

  override var cost: Int { leaf.cost }

  override func nextCandidate(from target: UInt32) -> UInt32 { leaf.nextCandidate(from: target) }

  override func matches(_ document: UInt32) -> Bool { leaf.matches() }
}

/// The documents that meet all of several conditions.
final class AllMatcher: DocumentMatcher {
  /// By their cost, the rarest first.
  private let parts: [DocumentMatcher]

  /// A matcher of at least one condition.
  init(_ parts: [DocumentMatcher]) { self.parts = parts.sorted { $0.cost < $1.cost } }

  override var cost: Int { parts.first?.cost ?? 0 }

  override func nextCandidate(from target: UInt32) -> UInt32 {
    var document = target
    var index = 0
    while index < parts.count {
      let found = parts[index].nextCandidate(from: document)
      if found == endOfPostings { return found }
      // Whoever led to another document may have that one; all before must be asked again.
      index = found == document ? index + 1 : index == 0 ? 1 : 0
      document = found
    }
    return document
  }

  override func matches(_ document: UInt32) -> Bool { parts.allSatisfy { $0.matches(document) } }
}

/// The documents that meet any of several conditions.
final class AnyMatcher: DocumentMatcher {
  private let parts: [DocumentMatcher]

  init(_ parts: [DocumentMatcher]) { self.parts = parts }

  override var cost: Int { parts.reduce(0) { $0 + $1.cost } }

  override func nextCandidate(from target: UInt32) -> UInt32 {
    parts.reduce(endOfPostings) { min($0, $1.nextCandidate(from: target)) }
  }

  override func matches(_ document: UInt32) -> Bool { parts.contains { $0.contains(document) } }
}

/// The documents of a segment that do not meet a condition.
final class NotMatcher: DocumentMatcher {
  private let excluded: DocumentMatcher
  private let count: UInt32

  init(_ excluded: DocumentMatcher, count: UInt32) {
    self.excluded = excluded
    self.count = count
  }

  override var cost: Int { Int(count) }

  override func nextCandidate(from target: UInt32) -> UInt32 {
    target < count ? target : endOfPostings
  }

  override func matches(_ document: UInt32) -> Bool { !excluded.contains(document) }
}
