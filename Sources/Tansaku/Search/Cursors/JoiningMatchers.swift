/// The documents that meet all of several conditions.
final class AllMatcher: DocumentMatcher {
  /// By their cost, the rarest first.
  private let parts: [DocumentMatcher]

  /// A matcher of at least one condition.
  init(_ parts: [DocumentMatcher]) {
    // Of no condition every number would be a document that meets it, beyond the segment's too.
    precondition(!parts.isEmpty, "A matcher of all conditions has one")
    self.parts = parts.sorted { $0.cost < $1.cost }
  }

  override var cost: Int { parts[0].cost }

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
final class NotMatcher: EverythingMatcher {
  private let excluded: DocumentMatcher

  init(_ excluded: DocumentMatcher, count: UInt32) {
    self.excluded = excluded
    super.init(count: count)
  }

  override func matches(_ document: UInt32) -> Bool { !excluded.contains(document) }
}
