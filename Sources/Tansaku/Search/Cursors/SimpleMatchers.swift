/// No document.
final class NothingMatcher: DocumentMatcher {
  override var cost: Int { 0 }

  override func nextCandidate(from target: UInt32) -> UInt32 { endOfPostings }

  override func matches(_ document: UInt32) -> Bool { false }
}

/// Every document of a segment.
class EverythingMatcher: DocumentMatcher {
  private let count: UInt32

  init(count: UInt32) { self.count = count }

  final override var cost: Int { Int(count) }

  final override func nextCandidate(from target: UInt32) -> UInt32 {
    target < count ? target : endOfPostings
  }

  override func matches(_ document: UInt32) -> Bool { true }
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

  override func matches(_ document: UInt32) -> Bool { true }
}

/// The documents of a leaf.
final class LeafDocuments: DocumentMatcher {
  private let leaf: LeafMatcher

  init(_ leaf: LeafMatcher) { self.leaf = leaf }

  override var cost: Int { leaf.cost }

  override func nextCandidate(from target: UInt32) -> UInt32 { leaf.nextCandidate(from: target) }

  override func matches(_ document: UInt32) -> Bool { leaf.matches() }
}
