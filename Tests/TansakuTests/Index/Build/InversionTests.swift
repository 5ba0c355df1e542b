import TansakuTestSupport
import TansakuText
import Testing

@testable import Tansaku

@Suite("Inverted texts give back what went in, term by term")
struct InversionTests {
  /// One term as a plain dictionary keeps it.
  private struct Plain: Equatable {
    var documents: [UInt32] = []
    var frequencies: [UInt32] = []
    var deltas: [UInt32] = []
    var lastPosition: UInt32 = 0

    mutating func add(_ document: UInt32, _ position: UInt32?) {
      if documents.last == document {
        frequencies[frequencies.count - 1] += 1
      } else {
        documents.append(document)
        frequencies.append(1)
        lastPosition = 0
      }
      guard let position else { return }
      deltas.append(position - lastPosition)
      lastPosition = position
    }
  }

  @Test("Like a dictionary of arrays, for any number of workers", arguments: [1, 2, 5])
  func likeADictionary(workers: Int) {
    var generator = SeededGenerator(seed: UInt64(workers))
    let alphabet: [UInt32] = [0x61, 0x7A, 0x4EAC, 0x90FD, 0xFFFF, 0x1_0000, 0x2_0BB7]
    let texts = (0..<workers).map { _ in InvertedTexts() }
    var expected: [TermKey: Plain] = [:]
    for document in UInt32(0)..<2_000 {
      let worker = texts[Int.random(in: 0..<workers, using: &generator)]
      let scalars = (0..<40).map { _ in alphabet.randomElement(using: &generator) ?? 0x61 }
      var tokens: [Token] = []
      var position: UInt32 = 0
      for start in 0..<30 {
        position += UInt32.random(in: 0...300, using: &generator)
        // Grams and units of different lengths, for a term keeps positions or does not.
        let isGram = Bool.random(using: &generator)
        tokens.append(
          Token(
            kind: isGram ? .gram : .unit, position: position, start: Int32(start),
            length: isGram ? 2 : Int32([1, 3, 5].randomElement(using: &generator) ?? 1)))
      }
      for start in 0..<30 {
        tokens.append(
          Token(
            kind: .word, position: 0, start: Int32(start),
            length: Int32([2, 4, 6].randomElement(using: &generator) ?? 2)))
      }
      let weight = generator.once(in: 3) ? 2 : 1
      var field = FieldPlace(document: document, weight: weight)
      field.position = 7
      scalars.withUnsafeBufferPointer { scalars in
        tokens.withUnsafeBufferPointer { tokens in
          worker.add(tokens, of: scalars, field)
        }
      }
      worker.add(.identifier, "d\(document)", document: document)
      expected[TermKey(.identifier, "d\(document)"), default: Plain()].add(document, nil)
      for token in tokens {
        let layer: Layer = token.kind == .gram ? .gram : .word
        let key = TermKey(layer, scalars: scalars[token.range])
        for _ in 0..<weight {
          expected[key, default: Plain()].add(
            document, token.kind == .word ? nil : token.position + 7)
        }
      }
    }
    var seen: [TermKey] = []
    for texts in texts {
      for table in 0..<InvertedTexts.tableCount { texts.sortTerms(ofTable: table) }
    }
    let terms = SortedTerms(texts)
    let room = SortedTerms.Room()
    func forEachTerm(_ body: ([UInt8], Bool, Occurrences) -> Void) {
      for range in 0..<terms.rangeCount {
        terms.forEachTerm(ofRange: range, using: room, body)
      }
    }
    forEachTerm { bytes, hasPositions, occurrences in
      let key = TermKey(bytes: bytes)
      seen.append(key)
      #expect(Array(occurrences.documents.numbers) == expected[key]?.documents)
      #expect(Array(occurrences.frequencies.numbers) == expected[key]?.frequencies)
      if hasPositions { #expect(Array(occurrences.deltas.numbers) == expected[key]?.deltas) }
      #expect(hasPositions == (expected[key]?.deltas.isEmpty == false))
    }
    #expect(seen == expected.keys.sorted())
  }

  @Test("A title that the last document had counts as one that it had not")
  func sameTitles() throws {
    var corpus = RandomCorpus(seed: 8)
    let bodies = corpus.documents(6)
    let long = String(repeating: "長い題 ", count: 300)
    let titles = ["台北2006年 São Paulo", "台北2006年 São Paulo", "", "", long, long]
    func worker() throws -> InversionWorker { try InversionWorker(textsMemory: 1 << 20) }
    func terms(_ texts: InvertedTexts) -> [[UInt8]: [[UInt32]]] {
      for table in 0..<InvertedTexts.tableCount { texts.sortTerms(ofTable: table) }
      let terms = SortedTerms([texts])
      var found: [[UInt8]: [[UInt32]]] = [:]
      for range in 0..<terms.rangeCount {
        terms.forEachTerm(ofRange: range, using: SortedTerms.Room()) { key, _, occurrences in
          found[key] = [
            Array(occurrences.documents.numbers), Array(occurrences.frequencies.numbers),
            Array(occurrences.deltas.numbers),
          ]
        }
      }
      return found
    }
    let documents = zip(bodies, titles).map { Document(id: $0.id, title: $1, body: $0.body) }
    let together = try worker()
    let all = try together.invert(InversionBatch(sequence: 0, first: 0, documents: documents))
    let apart = try worker()
    var lengths: [UInt8] = []
    for (index, document) in documents.enumerated() {
      lengths += try apart.invert(
        InversionBatch(sequence: index, first: UInt32(index), documents: [document])
      ).lengths
      // Another title comes between.
      try apart.analyzeTitle("間の題")
    }
    #expect(all.lengths == lengths)
    #expect(terms(together.texts) == terms(apart.texts))
  }

  @Test("An update that fails on several threads leaves nothing behind")
  func failure() throws {
    let disk = FaultyFileSystem()
    let index = try SearchIndex(at: "index", creating: true, fileSystem: disk)
    struct Failure: Error {}
    var corpus = RandomCorpus(seed: 3)
    let documents = corpus.documents(400)
    #expect(throws: Failure.self) {
      try index.update(concurrency: 3) { writer in
        for document in documents { try writer.add(document) }
        throw Failure()
      }
    }
    #expect(try disk.list("index").filter(SegmentFiles.isOurs) == [])
    #expect(try index.searcher().documentCount == 0)
  }

  @Test("A memory budget spills segments and loses nothing", arguments: [1, 3])
  func spills(threads: Int) throws {
    let directory = try TemporaryDirectory()
    let index = try SearchIndex(at: directory.path("index"))
    var generator = SeededGenerator(seed: 9)
    try index.update(concurrency: threads, memory: threads * MemoryPlan.perWorker) { writer in
      for number in 0..<2_000 {
        var body = ""
        for _ in 0..<300 {
          body.unicodeScalars.append(
            Unicode.Scalar(UInt32.random(in: 0x4E00...0x9FA5, using: &generator)) ?? "x")
        }
        try writer.add(Document(id: "d\(number)", body: body + " tail\(number)"))
        if number % 7 == 6 { try writer.delete(id: "d\(number - 6)") }
      }
    }
    let searcher = try index.searcher()
    #expect(searcher.snapshot.segments.count > 1)
    #expect(searcher.documentCount == 2_000 - 285)
    for number in stride(from: 3, to: 2_000, by: 97) where number % 7 != 0 {
      #expect(try searcher.search("tail\(number)").map(\.id) == ["d\(number)"])
    }
  }
}
