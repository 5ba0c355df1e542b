import TansakuTestSupport
import Testing

@testable import Tansaku

/// The lists differ by what real archives have: terms of one document and of a hundred thousand, of
/// one occurrence and of a million, in texts as short as a title and as long as a library.
@Suite("Cursors give what plain arrays give, however long lists and texts are")
struct CursorLawTests {
  @Test("Distances of every power of two", arguments: 0...24)
  func distances(bits: Int) throws {
    var generator = SeededGenerator(seed: UInt64(bits))
    // A list whose positions stand with its postings, one that has a file of them, one of blocks.
    let terms = [(20, 1_000), (200, 2_500), (1_000, 2_500)].map { documents, most in
      PlainPostings(
        documents: documents, of: 1_500, .heavyTailed, .bits(bits), most: most, &generator)
    }
    try compare(terms, documents: 1_500, &generator)
  }

  @Test("Mixtures with heavy tails", arguments: 0..<16)
  func mixtures(seed: UInt64) throws {
    var generator = SeededGenerator(seed: 100 + seed)
    let documents = UInt32(1) << UInt32.random(in: 0...14, using: &generator)
    let terms = PlainPostings.Occurrence.allCases.flatMap { occurrence in
      let most = Int.random(in: 1...24, using: &generator)
      let count = 1 << Int.random(in: 0...13, using: &generator)
      return [PlainPostings.Distance.heavyTailed(most), .clusters(most)].map {
        PlainPostings(
          documents: count, of: documents, occurrence, $0, most: 6_000, &generator)
      }
    }
    try compare(terms, documents: documents, &generator)
  }

  @Test("Rare words that stand far apart in long texts")
  func farApart() throws {
    var generator = SeededGenerator(seed: 7)
    let often = (0..<100).map { _ in (0..<20).map { UInt32($0 * 3) } }
    let rarely = (0..<100).map { _ in [16_000, 32_003, 32_006].map { UInt32($0) } }
    let term = PlainPostings(documents: Array(0..<200), positions: often + rarely)
    try compare([term], documents: 200, length: 32_010, &generator)
  }

  @Test("A million occurrences in one document, and among others")
  func manyOccurrences() throws {
    var generator = SeededGenerator(seed: 8)
    var position: UInt32 = 0
    let long = (0..<1_000_000).map { _ in
      position += UInt32.random(
        in: 0...(generator.once(in: 1_000) ? 100_000 : 9), using: &generator)
      return position
    }
    let terms = [
      PlainPostings(documents: [1], positions: [long]),
      PlainPostings(documents: [0, 1, 2], positions: [[5, 9], long, [1 << 24]]),
    ]
    try compare(terms, documents: 3, length: 1_000_000, segments: 3, &generator)
  }

  @Test("A hundred thousand documents")
  func manyDocuments() throws {
    var generator = SeededGenerator(seed: 9)
    let terms = [PlainPostings.Occurrence.rare, .bursts].map {
      PlainPostings(
        documents: 100_000, of: 100_000, $0, .heavyTailed(20), most: 150_000, &generator)
    }
    try compare(terms, documents: 100_000, &generator)
  }

  /// Goes every way through the terms on one segment and on several, after a merge, and after one
  /// that leaves out deleted documents.
  private func compare(
    _ terms: [PlainPostings], documents: UInt32, length: Int = 5_000, segments count: Int = 20,
    _ generator: inout SeededGenerator
  ) throws {
    let plain = try PlainSegments(terms, documentCount: documents, length: length)
    let whole = try plain.write(1)
    let parts = try plain.write(count, from: 2)
    for (first, segment) in whole + parts {
      let range = first..<first + segment.info.documentCount
      try walk(segment, terms.map { $0.part(range) }, &generator)
    }
    try walk(plain.merge(parts, deleting: [], number: 100), terms, &generator)
    let deleted = (0..<documents).filter { _ in generator.once(in: 4) }
    try walk(
      plain.merge(whole, deleting: deleted, number: 101),
      terms.map { $0.without(deleted) }, &generator)
  }

  private func walk(
    _ segment: Segment, _ terms: [PlainPostings], _ generator: inout SeededGenerator
  ) throws {
    for (number, term) in terms.enumerated() {
      guard let info = try segment.terms.find(PlainSegments.key(number)) else {
        #expect(term.documents.isEmpty)
        continue
      }
      var walks = CursorWalks(term, SeededGenerator(seed: generator.next())) {
        let damage = DamageReport()
        return (try segment.cursor(info, withPositions: true, damage: damage), damage)
      }
      do {
        try walks.run()
      } catch let error as CursorWalks.Disagreement {
        Issue.record("term \(number) of segment \(segment.info.tag): \(error)")
      }
    }
  }
}
