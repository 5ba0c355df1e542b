import TansakuStorage
import TansakuTestSupport
import Testing

@testable import Tansaku

@Suite("A check of positions, with checksums that are right")
struct PositionCheckTests {
  /// Three documents whose positions are known.
  ///
  /// Of document 0 Alpha and Beta are positions 0 and 1 in the title; in the body 東 is 3, 京 4, 都 5,
  /// alpha 6, gamma 7. Document 1 has no title: beta is 0, gamma 1. Document 2 has a title without
  /// letters: gamma is 1 and 2.
  private func sample() throws -> SegmentRewriting {
    let disk = FaultyFileSystem()
    let index = try SearchIndex(at: "index", creating: true, fileSystem: disk)
    try index.update { writer in
      try writer.add(Document(id: "a", title: "Alpha Beta", body: "東京都、alpha gamma."))
      try writer.add(Document(id: "b", body: "beta gamma"))
      try writer.add(Document(id: "c", title: "—", body: "gamma gamma"))
    }
    return try SegmentRewriting(disk)
  }

  private func faults(_ rewriting: SegmentRewriting) throws -> [String] {
    try rewriting.write()
    return try IndexCheck(directory: "index", fileSystem: rewriting.disk).run().faults.map(
      \.message)
  }

  private func expect(
    _ sentence: String, in rewriting: SegmentRewriting,
    _ location: SourceLocation = #_sourceLocation
  ) throws {
    let faults = try faults(rewriting)
    #expect(
      faults.contains { $0.hasPrefix(sentence) }, "\(faults)", sourceLocation: location)
  }

  @Test("finds nothing wrong with a segment that is written anew as it was")
  func sound() throws {
    let sample = try sample()
    #expect(try sample.positions(of: sample.place(.word, "alpha"), in: 0) == [0, 0, 6])
    #expect(try sample.positions(of: sample.place(.gram, "都"), in: 0) == [5])
    #expect(try sample.positions(of: sample.place(.word, "gamma"), in: 2) == [1, 2])
    #expect(try faults(sample).isEmpty)
  }

  @Test("finds a position of the title that stands once, three times, or behind the body")
  func title() throws {
    for (positions, sentence) in [
      ([0, 0, 0], "stands 3 times at position 0"), ([0, 6, 6], "stands 2 times at position 6"),
      ([0, 0, 3, 6, 6], "stands 2 times at position 6"),
      ([0, 0, 0, 0], "stands 4 times at position 0"),
    ] as [([UInt32], String)] {
      var sample = try sample()
      try sample.set(positions, of: try sample.place(.word, "alpha"), in: 0)
      try expect("The term word:alpha \(sentence)", in: sample)
    }
  }

  @Test("finds a position beyond what the document is long")
  func beyondTheEnd() throws {
    var sample = try sample()
    try sample.set([0, 0, 5000], of: try sample.place(.word, "alpha"), in: 0)
    try expect("The term word:alpha stands at position 5000 of document 0, which", in: sample)
  }

  @Test(
    "finds a position that moved, is missing, is taken twice, or stands in the gap behind a title",
    arguments: [[0, 0, 7], [0, 0], [0, 0, 6, 9], [0, 0, 2], [6], [0, 0, 1, 1, 6]] as [[UInt32]])
  func incomplete(positions: [UInt32]) throws {
    var sample = try sample()
    try sample.set(positions, of: try sample.place(.word, "alpha"), in: 0)
    try expect("The document 0 (a) has positions that are not all taken", in: sample)
  }

  @Test("finds a text that does not begin where its title ends")
  func start() throws {
    var sample = try sample()
    try sample.set([2, 3], of: try sample.place(.word, "gamma"), in: 2)
    try expect("The document 2 (c) has positions that are not all taken", in: sample)
  }

  @Test("finds a length that is not that of the terms, longer or shorter", arguments: [-1, 1, 20])
  func length(difference: Int) throws {
    var sample = try sample()
    sample.lengths[0] = UInt8(Int(sample.lengths[0]) + difference)
    try expect("The document 0 (a) has the length code", in: sample)
  }

  @Test("knows which separators count for the length of a text")
  func separators() throws {
    let disk = FaultyFileSystem()
    let index = try SearchIndex(at: "index", creating: true, fileSystem: disk)
    try index.update { writer in
      try writer.add(Document(id: "a", title: "・・・", body: "ア・ア・ア・・・・"))
      try writer.add(
        Document(id: "b", body: "ｱ･ア、京 、。 ―― Taipei 21" + String(repeating: "・", count: 90)))
    }
    #expect(try index.check().faults.isEmpty)
    var rewriting = try SegmentRewriting(disk)
    rewriting.lengths[1] += 1
    try expect("The document 1 (b) has the length code", in: rewriting)
  }

  @Test("finds positions where a layer keeps none, and none where it keeps them")
  func layers() throws {
    var sample = try sample()
    let gram = try sample.place(.gram, "都")
    sample.terms[gram].hasPositions = false
    sample.terms[gram].list.deltas = []
    try expect("The term gram:都 has no positions", in: sample)
    var other = try self.sample()
    let identifier = try other.place(.identifier, "a")
    other.terms[identifier].hasPositions = true
    other.terms[identifier].list.deltas = [0]
    try expect("The term id:a has positions, which its layer does not keep", in: other)
  }
}
