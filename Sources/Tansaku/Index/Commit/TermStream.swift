/// The terms of a segment one after the other, a block of the dictionary in memory at a time.
struct TermStream {
  private let terms: TermsReader
  private var nextBlock = 0
  private var block: [(key: [UInt8], info: TermInfo)] = []
  private var at = 0

  /// A stream that stands on the first term.
  init(_ terms: TermsReader) throws {
    self.terms = terms
    try load()
  }

  /// The key at hand; nil behind the last.
  var key: [UInt8]? { at < block.count ? block[at].key : nil }

  /// What is known of the term at hand, which there must be.
  var info: TermInfo { block[at].info }

  /// Moves to the next term.
  mutating func advance() throws {
    at += 1
    if at >= block.count { try load() }
  }

  private mutating func load() throws {
    at = 0
    block = nextBlock < terms.blockCount ? try terms.terms(ofBlock: nextBlock) : []
    nextBlock += 1
  }
}
