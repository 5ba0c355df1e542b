import TansakuStorage
import TansakuTestSupport
import Testing

@testable import Tansaku

@Suite("A deep check of an index")
struct DeepCheckTests {
  private static let aliases = "declaration|宣言|선언\nnetwork|网络|ネットワーク"

  /// Short documents in a mix of scripts with facts, and two long ones, of which one is cut into
  /// pieces and both are longer than a block of stored texts.
  private func documents(_ seed: UInt64, count: Int) -> [Document] {
    var corpus = RandomCorpus(seed: seed)
    var documents = corpus.documents(count)
    for index in documents.indices where index % 3 == 0 {
      documents[index].city = ["台北", "Seoul", "nowhere"][index / 3 % 3]
      documents[index].date = ["2006-04", "1985", "?"][index / 3 % 3]
      documents[index].language = .japanese
      documents[index].attributes = ["shelf": "\(index % 7)", "empty": ""]
    }
    let long = (0..<120).map { _ in corpus.text(upTo: 60) }.joined(separator: "\n")
    documents.append(Document(id: "long", title: "東京 long", body: long))
    documents.append(
      Document(id: "wide", body: String(repeating: "い", count: 9000) + "社会主義と" + long))
    return documents
  }

  private func build(
    _ documents: [Document], on disk: FaultyFileSystem, segments: Int, threads: Int = 1
  ) throws -> SearchIndex {
    let index = try SearchIndex(
      at: "index", creating: true, aliases: try Aliases(parsing: DeepCheckTests.aliases),
      fileSystem: disk)
    let size = (documents.count + segments - 1) / segments
    for start in stride(from: 0, to: documents.count, by: size) {
      try index.update(concurrency: threads, memory: 64 << 20) { writer in
        for document in documents[start..<min(start + size, documents.count)] {
          try writer.add(document)
        }
      }
    }
    return index
  }

  private func check(_ disk: FaultyFileSystem, textsMemory: Int = 128 << 20) throws -> CheckReport {
    try IndexCheck(directory: "index", fileSystem: disk, deep: true, textsMemory: textsMemory).run()
  }

  @Test(
    "finds nothing wrong, whatever segments, threads, deletions, replacements and merges",
    arguments: [(1, 1), (20, 1), (3, 3)])
  func sound(segments: Int, threads: Int) throws {
    let disk = FaultyFileSystem()
    let documents = documents(UInt64(segments), count: 80)
    let index = try build(documents, on: disk, segments: segments, threads: threads)
    var report = try check(disk)
    #expect(report.faults.isEmpty)
    #expect(report.comparedCount == documents.count)
    try index.update { writer in
      for number in stride(from: 0, to: 80, by: 11) { try writer.delete(id: "d\(number)") }
      try writer.add(Document(id: "d5", title: "京都", body: "again"))
    }
    // Every block of stored texts is a batch of its own.
    report = try check(disk, textsMemory: 0)
    #expect(report.faults.isEmpty)
    let manifest = try #require(try Manifest(in: "index", fileSystem: disk))
    #expect(report.comparedCount == manifest.segments.reduce(0) { $0 + Int($1.documentCount) })
    if segments == 1 { #expect(report.comparedCount > report.documentCount) }
    try index.merge()
    report = try index.check(deep: true)
    #expect(report.faults.isEmpty)
    #expect(report.comparedCount == report.documentCount)
    #expect(report.documentCount == documents.count - 8)
  }

  @Test("tells that nothing was compared where it is not asked to, or there is nothing")
  func nothing() throws {
    let disk = FaultyFileSystem()
    let index = try SearchIndex(at: "index", creating: true, fileSystem: disk)
    #expect(try index.check(deep: true).isSound)
    try index.update { try $0.add(Document(id: "a")) }
    #expect(try index.check().comparedCount == 0)
    #expect(try index.check(deep: true).comparedCount == 1)
  }

  @Test("takes a fact that was given without text for one that was not given")
  func emptyFacts() throws {
    let disk = FaultyFileSystem()
    let index = try SearchIndex(at: "index", creating: true, fileSystem: disk)
    try index.update { writer in
      try writer.add(
        Document(
          id: "a", language: Language(rawValue: ""), date: "", city: "", work: "", source: "",
          path: "", attributes: ["x": ""]))
    }
    let report = try index.check(deep: true)
    #expect(report.faults.isEmpty)
  }

  @Test("says that the texts were analyzed by other rules, and calls nothing damaged")
  func otherRules() throws {
    let disk = FaultyFileSystem()
    _ = try build(documents(1, count: 5), on: disk, segments: 1)
    var rewriting = try SegmentRewriting(disk)
    rewriting.terms.removeAll { $0.key.layer == .part }
    rewriting.lengths[2] += 1
    try rewriting.write()
    #expect(try !check(disk).isSound)
    var manifest = try #require(try Manifest(in: "index", fileSystem: disk))
    manifest.analyses = ["rules 0, ICU 1.0"]
    manifest.segments[0].totalLength = LengthCode.total(of: rewriting.lengths)
    try manifest.write(in: "index", fileSystem: disk)
    let report = try check(disk)
    #expect(report.faults.isEmpty)
    #expect(report.otherAnalyses == ["rules 0, ICU 1.0"])
    #expect(report.comparedCount == 0)
  }

  /// Documents 0 and 1 are of one segment, and 1 is deleted.
  private func sample() throws -> SegmentRewriting {
    let disk = FaultyFileSystem()
    let index = try SearchIndex(at: "index", creating: true, fileSystem: disk)
    try index.update { writer in
      for id in ["a", "b"] {
        try writer.add(
          Document(
            id: id, title: "Alpha", body: "beta gamma beta 東京都 in Taipei on 1985-06-01, 五百",
            attributes: ["shelf": "7"]))
      }
    }
    try index.update { try $0.delete(id: "b") }
    return try SegmentRewriting(disk)
  }

  /// Expects that both checks call the segment as it was rewritten unsound or only the deep one does.
  private func expect(
    _ sentence: String, in rewriting: SegmentRewriting, alsoPlain: Bool = false,
    _ location: SourceLocation = #_sourceLocation
  ) throws {
    try rewriting.write()
    let plain = try IndexCheck(directory: "index", fileSystem: rewriting.disk).run()
    #expect(plain.isSound == !alsoPlain, "\(plain.faults)", sourceLocation: location)
    for memory in [0, 128 << 20] {
      let faults = try check(rewriting.disk, textsMemory: memory).faults.map(\.message)
      #expect(faults.contains { $0.hasPrefix(sentence) }, "\(faults)", sourceLocation: location)
    }
  }

  @Test("finds two terms that changed places, in a deleted document too", arguments: [0, 1])
  func swapped(document: UInt32) throws {
    var sample = try sample()
    // alpha is 0 of the title, beta 2 and 4, gamma 3.
    try sample.set([3, 4], of: try sample.place(.word, "beta"), in: document)
    try sample.set([2], of: try sample.place(.word, "gamma"), in: document)
    let name = "document \(document) (\(document == 0 ? "a" : "b"))"
    try expect(
      "The term word:beta stands at position 2 of the text of \(name) and the index says 3",
      in: sample)
    try expect(
      "The term word:gamma stands at position 3 of the text of \(name) and the index says 2",
      in: sample)
  }

  @Test(
    "finds a posting that is missing, in every layer",
    arguments: [
      (.word, ""), (.city, "1668341"), (.date, ""), (.number, ""), (.part, ""),
      (.attribute, "shelf=7"), (.writing, "Latn"),
    ] as [(Layer, String)])
  func missingPosting(layer: Layer, text: String) throws {
    for document in [UInt32(0), 1] {
      var sample = try sample()
      let found = sample.terms.firstIndex {
        $0.key.layer == layer && (text.isEmpty || $0.key.text == text) && !$0.hasPositions
      }
      let term = try #require(found)
      let shown = sample.terms[term].key.shown
      try sample.remove(document, from: term)
      try expect("The term \(shown) stands in the text of document \(document)", in: sample)
    }
  }

  @Test("finds a term that is missing, and one that no text has")
  func terms() throws {
    var sample = try sample()
    sample.terms.remove(at: try sample.place(.attribute, "shelf=7"))
    try expect("The term attribute:shelf=7 stands in the text of document 0 (a)", in: sample)
    sample = try self.sample()
    let shelf = try sample.place(.attribute, "shelf=7")
    sample.terms[shelf].key = TermKey(.attribute, "shelf=8")
    try expect("The term attribute:shelf=8 does not stand in the text of document 0", in: sample)
    try expect("The term attribute:shelf=7 stands in the text of document 0", in: sample)
  }

  @Test("finds a posting that the text does not have, before the others and behind them")
  func wrongPosting() throws {
    for (document, other) in [(UInt32(0), UInt32(1)), (1, 0)] {
      let disk = FaultyFileSystem()
      let index = try SearchIndex(at: "index", creating: true, fileSystem: disk)
      try index.update { writer in
        for number in [UInt32(0), 1] {
          try writer.add(
            Document(id: "\(number)", attributes: number == other ? ["x": "y"] : [:]))
        }
      }
      var sample = try SegmentRewriting(disk)
      let term = try sample.place(.attribute, "x=y")
      sample.terms[term].list.documents = [0, 1]
      sample.terms[term].list.frequencies = [1, 1]
      try expect(
        "The term attribute:x=y does not stand in the text of document \(document)", in: sample)
    }
  }

  @Test("finds a wrong frequency of a term without positions")
  func frequency() throws {
    var sample = try sample()
    let found = sample.terms.firstIndex { $0.key.layer == .word && !$0.hasPositions }
    let term = try #require(found)
    let shown = sample.terms[term].key.shown
    sample.terms[term].list.frequencies[1] += 2
    try expect(
      "The term \(shown) occurs 1 times in the text of document 1 (b) and the index says 3",
      in: sample)
  }

  @Test("finds a wrong length, as a check of the positions does")
  func length() throws {
    var sample = try sample()
    sample.lengths[1] += 1
    var manifest = try #require(try Manifest(in: "index", fileSystem: sample.disk))
    manifest.segments[0].totalLength = LengthCode.total(of: sample.lengths)
    try manifest.write(in: "index", fileSystem: sample.disk)
    try expect(
      "The document 1 (b) has the length code \(sample.lengths[1]) and its text says "
        + "\(sample.lengths[1] - 1).", in: sample, alsoPlain: true)
  }

  @Test("finds what aliases gave a document that has none of their names")
  func aliases() throws {
    let disk = FaultyFileSystem()
    _ = try build([Document(id: "a", body: "東京宣言")], on: disk, segments: 1)
    #expect(try check(disk).faults.isEmpty)
    var rewriting = try SegmentRewriting(disk)
    #expect(rewriting.terms.contains { $0.key.layer == .concept })
    rewriting.terms.removeAll { $0.key.layer == .concept }
    try expect("The term concept:", in: rewriting)
  }
}
