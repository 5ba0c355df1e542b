import TansakuTestSupport
import Testing

@testable import Tansaku

@Suite("An audit compares the index with its texts")
struct AuditTests {
  /// An index in memory, each stretch of documents a commit.
  private func index(
    _ documents: [Document], segments: Int = 1
  ) throws -> (disk: FaultyFileSystem, index: SearchIndex) {
    let disk = FaultyFileSystem()
    var index = try SearchIndex(at: "index", creating: true, fileSystem: disk)
    index.tags = TagSource { 0 }
    let size = max(1, (documents.count + segments - 1) / segments)
    for start in stride(from: 0, to: documents.count, by: size) {
      try index.update { writer in
        for document in documents[start..<min(start + size, documents.count)] {
          try writer.add(document)
        }
      }
    }
    return (disk, index)
  }

  /// Gives a segment of an index the texts of another index, as if it had been written with them.
  private func putTexts(
    ofCommit commit: UInt64 = 1, of source: FaultyFileSystem, into target: FaultyFileSystem
  ) throws {
    let name = SampleIndex.files(ofCommit: commit).stored
    try Forgery(on: target).replace(name, with: Forgery(on: source).payload(of: name))
  }

  @Test("An index is sound, with one segment or several, and what is deleted does not count")
  func soundIndex() throws {
    var corpus = RandomCorpus(seed: 21)
    let documents = corpus.documents(120)
    let built = try index(documents, segments: 4)
    try built.index.update { writer in
      for number in [3, 50, 51, 119] { try writer.delete(id: "d\(number)") }
      try writer.add(Document(id: "d7", body: "首爾 서울 京都府"))
    }
    var steps = 0
    let report = try built.index.searcher().audit(
      samples: 800, seed: 3, terms: ["京都", "…", "no such words", "都府"]
    ) { _ in steps += 1 }
    #expect(report.isSound)
    #expect(report.documentCount == 116)
    #expect(report.termCount == 4)
    #expect(report.unsearchable == ["…"])
    #expect(report.sampleCount == 800)
    #expect(report.checkedCount > 300)
    #expect(report.agreedCount > report.checkedCount)
    #expect(report.characterCount > 1000)
    #expect(steps > 3)
  }

  @Test("More samples than a text has are all that it has")
  func moreSamplesThanText() throws {
    let built = try index([Document(id: "a", body: "東京都庁")])
    let report = try built.index.searcher().audit(samples: .max, seed: 1)
    #expect(report.isSound)
    #expect(report.samples.map(\.script) == ["Hani"])
    #expect(report.sampleCount == 4)
  }

  @Test("What an audit agrees on is what the reference engine finds")
  func agreedMatches() throws {
    var corpus = RandomCorpus(seed: 5)
    let documents = corpus.documents(80)
    let reference = try ReferenceEngine(documents)
    let terms = Set((0..<60).map { _ in corpus.substring(of: documents, upTo: 6) })
    let searcher = try index(documents, segments: 2).index.searcher()
    for term in terms {
      let report = try searcher.audit(samples: 0, terms: [term])
      #expect(report.isSound)
      #expect(report.agreedCount == (try reference.documents(withPhrase: term).count), "\(term)")
    }
  }

  @Test("Texts that are not those of the index are found, whichever character differs")
  func changedTexts() throws {
    let words = ["東京都", "京都", "台北市", "Taipei", "서울에서", "กรุงเทพ", "21", "総会"]
    for seed in 0..<24 {
      var generator = SeededGenerator(seed: UInt64(seed))
      var documents = (0..<30).map { number in
        Document(
          id: "d\(number)",
          body: (0..<6).map { _ in words.randomElement(using: &generator) ?? "" }
            .joined(separator: seed % 2 == 0 ? "" : "、"))
      }
      let truth = try index(documents, segments: 3)
      let changed = Int.random(in: 0..<documents.count, using: &generator)
      var scalars = Array(documents[changed].body.unicodeScalars)
      let place = Int.random(in: 0..<scalars.count, using: &generator)
      if seed % 3 == 0 { scalars.remove(at: place) } else { scalars[place] = "鬱" }
      documents[changed].body = String(String.UnicodeScalarView(scalars))
      let other = try index(documents, segments: 3)
      try putTexts(ofCommit: UInt64(changed / 10 + 1), of: other.disk, into: truth.disk)
      let report = try truth.index.searcher().audit(samples: 2000, seed: UInt64(seed))
      let fault = try #require(report.fault, "\(generator)")
      let places = fault.missed + fault.falseHits
      #expect(places.map(\.id) == ["d\(changed)"], "\(fault)")
      #expect(fault.missedCount + fault.falseHitCount == 1)
    }
  }

  @Test("Texts that are analyzed in pieces are audited as a whole")
  func longTexts() throws {
    var corpus = RandomCorpus(seed: 8)
    // One text has lines, one only spaces and full stops, one nothing that parts it.
    let documents = ["\n", " ", "。", ""].enumerated().map { number, end in
      Document(
        id: "d\(number)",
        body: (0..<2500).map { _ in
          corpus.text(upTo: 8).filter { $0.isLetter || $0.isNumber } + end
        }.joined())
    }
    #expect(documents.allSatisfy { $0.body.utf8.count > 2 * 32 * 1024 })
    let report = try index(documents).index.searcher().audit(samples: 1500)
    #expect(report.isSound, "\(String(describing: report.fault))")
    #expect(report.checkedCount > 1000)
  }

  @Test("A miss tells where the text has it, a false hit how the document begins")
  func places() throws {
    let texts = ["北の国から 東京、大阪\n京都", "何もない"]
    func documents(_ texts: [String]) -> [Document] {
      texts.enumerated().map { Document(id: "d\($0)", title: "題", body: $1) }
    }
    let truth = try index(documents(texts))
    try putTexts(of: index(documents(texts.reversed())).disk, into: truth.disk)
    let fault = try #require(
      try truth.index.searcher().audit(samples: 0, terms: ["題", "大阪"]).fault)
    #expect(fault.term == "大阪")
    #expect(
      fault.missed == [
        AuditFault.Place(id: "d1", field: .body, offset: 9, excerpt: "北の国から 東京、大阪 京都")
      ])
    #expect(
      fault.falseHits == [
        AuditFault.Place(id: "d0", field: nil, offset: nil, excerpt: "何もない")
      ])
  }

  @Test("Cities are found by all their names, or the audit says which name misses them where")
  func cities() throws {
    let texts = ["𠮷 Taipei、台北", "ソウルにて", "Москва", "何もない", "台北市と서울"]
    func documents(_ texts: [String]) -> [Document] {
      texts.enumerated().map {
        Document(id: "d\($0)", title: "題", body: $1, city: $0 == 3 ? "Kyoto" : nil)
      }
    }
    let sound = try index(documents(texts), segments: 2).index.searcher()
    let report = try sound.audit(samples: 0, cities: 10)
    #expect(report.isSound)
    #expect(report.cityCount == 4)
    #expect(report.nameCount > 20)
    #expect(try sound.audit(samples: 0, cities: 3).cityCount == 3)
    let truth = try index(documents(texts))
    try putTexts(
      of: index(documents(["何もない", "x Москва"] + texts[2...])).disk, into: truth.disk)
    let fault = try #require(try truth.index.searcher().audit(samples: 0, cities: 10).fault)
    #expect(
      fault.missed == [
        AuditFault.Place(id: "d1", field: .body, offset: 2, excerpt: "x Москва")
      ])
    #expect(fault.missedCount == 1)
    #expect(fault.falseHitCount == 0)
  }

  @Test("Of all cities some are drawn, by the seed alone")
  func drawnCities() throws {
    let names = ["台北", "東京", "京都", "大阪", "札幌", "Seoul", "London", "Paris", "Hanoi", "Delhi"]
    let documents = (0..<60).map { Document(id: "d\($0)", body: names[$0 * 7 % names.count]) }
    let searcher = try index(documents, segments: 3).index.searcher()
    var counts: Set<Int> = []
    for seed in 0..<20 {
      let report = try searcher.audit(samples: 0, seed: UInt64(seed), cities: 4)
      #expect(report.isSound)
      #expect(report.cityCount == 4)
      #expect(
        try searcher.audit(samples: 0, seed: UInt64(seed), cities: 4).nameCount == report.nameCount)
      counts.insert(report.nameCount)
    }
    #expect(counts.count > 5)
  }

  @Test("A sample that not even its own document has is a miss")
  func emptyDictionary() throws {
    // Both indexes hold as many documents, of which those of the second have no words.
    let truth = try index([Document(id: "a", body: "…"), Document(id: "b", body: "、")])
    try putTexts(
      of: index([Document(id: "a", body: "京"), Document(id: "b", body: "、")]).disk,
      into: truth.disk)
    let fault = try #require(try truth.index.searcher().audit(samples: 5).fault)
    #expect(fault.term == "京")
    #expect(fault.missed.map(\.id) == ["a"])
  }

  @Test("An empty index is sound, a negative number is an error")
  func oddArguments() throws {
    let searcher = try index([]).index.searcher()
    #expect(try searcher.audit().isSound)
    #expect(throws: IndexError.self) { try searcher.audit(samples: -1) }
    #expect(throws: IndexError.self) { try searcher.audit(cities: -1) }
    #expect(throws: IndexError.self) {
      try searcher.audit(terms: [String(repeating: "長", count: 10_000)])
    }
  }

  @Test("What the caller's closure throws ends the audit")
  func cancellation() throws {
    struct Enough: Error {}
    let searcher = try index([Document(id: "a", body: "京都")]).index.searcher()
    #expect(throws: Enough.self) { try searcher.audit { _ in throw Enough() } }
  }
}
