import TansakuStorage
import TansakuTestSupport
import Testing

@testable import Tansaku

@Suite("A merged index is what it would be had it never been split")
struct MergingTests {
  /// The bytes of each file of the one segment, by the part that it is, without the header, which has the
  /// segment's random tag.
  private func parts(of disk: FaultyFileSystem) throws -> [String: [UInt8]] {
    var parts: [String: [UInt8]] = [:]
    for name in try disk.list("index") where SegmentFiles.isOurs(name) {
      let part = String(name.split(separator: ".").last ?? "")
      #expect(parts[part] == nil, "there are two files of \(part)")
      parts[part] = disk.contents(of: "index/\(name)").map { Array($0.dropFirst(64)) }
    }
    return parts
  }

  private func index(on disk: FaultyFileSystem) throws -> SearchIndex {
    try SearchIndex(at: "index", creating: true, fileSystem: disk)
  }

  /// Adds, replaces and deletes in commits of random size and on a random number of threads; returns
  /// the documents that are left, in the order in which they were added last.
  private func history(
    _ seed: UInt64, in index: SearchIndex
  ) throws -> [Document] {
    var generator = SeededGenerator(seed: seed)
    var corpus = RandomCorpus(seed: seed)
    var waiting = corpus.documents(160)[...]
    var living: [Document] = []
    while !waiting.isEmpty {
      let threads = Int.random(in: 1...4, using: &generator)
      try index.update(concurrency: threads, memory: 64 << 20) { writer in
        for _ in 0..<Int.random(in: 1...40, using: &generator) {
          guard var document = waiting.popFirst() else { break }
          if generator.once(in: 6), let old = living.randomElement(using: &generator) {
            document.id = old.id
            living.removeAll { $0.id == old.id }
          }
          try writer.add(document)
          living.append(document)
          if generator.once(in: 8), let old = living.randomElement(using: &generator) {
            #expect(try writer.delete(id: old.id))
            living.removeAll { $0.id == old.id }
          }
        }
      }
    }
    return living
  }

  @Test("Whatever commits, threads, replacements and deletions: the same bytes", arguments: 1...12)
  func sameBytes(seed: Int) throws {
    let disk = FaultyFileSystem()
    let split = try index(on: disk)
    let living = try history(UInt64(seed), in: split)
    let before = try ids(split, for: "都市 network 2006")
    #expect(try split.merge() == 1)
    #expect(try ids(split, for: "都市 network 2006") == before)
    let whole = FaultyFileSystem()
    try index(on: whole).update { writer in for document in living { try writer.add(document) } }
    #expect(try parts(of: disk) == parts(of: whole))
    #expect(try IndexCheck(directory: "index", fileSystem: disk).run().isSound)
    #expect(try split.searcher().documentCount == living.count)
  }

  @Test("Whatever the number of threads: the same bytes, and so do few bytes of memory")
  func threads() throws {
    var corpus = RandomCorpus(seed: 77)
    let documents = corpus.documents(900)
    var expected: [String: [UInt8]]?
    for (threads, memory) in [(1, 256 << 20), (2, 256 << 20), (4, 256 << 20), (1, 1), (3, 1)] {
      let disk = FaultyFileSystem()
      let index = try index(on: disk)
      try index.update(concurrency: threads, memory: memory) { writer in
        for document in documents { try writer.add(document) }
      }
      #expect(try index.merge() == 1)
      let parts = try parts(of: disk)
      #expect(parts.values.allSatisfy { !$0.isEmpty })
      #expect(expected == nil || parts == expected, "\(threads) threads, \(memory) bytes")
      expected = parts
    }
  }

  private func ids(_ index: SearchIndex, for words: String) throws -> Set<String> {
    Set(try index.searcher().search(words, limit: 1000).map(\.id))
  }

  @Test("As many segments as are asked for are left, and all documents in their order")
  func maximumSegments() throws {
    let disk = FaultyFileSystem()
    let index = try index(on: disk)
    for number in 0..<9 {
      try index.update { try $0.add(Document(id: "\(number)", body: "京都 \(number)")) }
    }
    #expect(try index.searcher().snapshot.segments.count == 9)
    for maximum in [6, 6, 2] {
      #expect(try index.merge(maximumSegments: maximum) == maximum)
      let searcher = try index.searcher()
      #expect(searcher.snapshot.segments.count == maximum)
      #expect(try searcher.search("京都", limit: 20).map(\.id) == (0..<9).map { "\($0)" })
    }
    #expect(throws: IndexError.self) { try index.merge(maximumSegments: 0) }
  }

  @Test("Updates merge by themselves, and readers keep the commit that they opened")
  func policyAtWork() throws {
    let disk = FaultyFileSystem()
    let index = try index(on: disk)
    var early: Searcher?
    for number in 0..<35 {
      try index.update { try $0.add(Document(id: "\(number)", body: "京都")) }
      if number == 4 { early = try index.searcher() }
    }
    #expect(try index.searcher().snapshot.segments.count <= 10)
    #expect(try index.searcher().search("京都", limit: 50).map(\.id) == (0..<35).map { "\($0)" })
    #expect(try early?.search("京都", limit: 50).map(\.id) == (0..<5).map { "\($0)" })
  }

  @Test("An index whose documents are all deleted has no segment left")
  func nothingLeft() throws {
    let disk = FaultyFileSystem()
    let index = try index(on: disk)
    try index.update { try $0.add(Document(id: "a", body: "x")) }
    _ = try index.update { try $0.delete(id: "a") }
    #expect(try index.merge() == 0)
    #expect(try parts(of: disk).isEmpty)
  }

  @Test("Whatever fails while segments are merged, the last commit stays whole")
  func failures() throws {
    func prepared() throws -> FaultyFileSystem {
      let disk = FaultyFileSystem()
      let index = try index(on: disk)
      for number in 0..<3 {
        try index.update { try $0.add(Document(id: "\(number)", body: "京都 \(number)")) }
      }
      return disk
    }
    let counting = try prepared()
    let first = counting.operationCount
    try index(on: counting).merge()
    for operation in first..<counting.operationCount {
      let failing = try prepared()
      failing.fail(operation: operation, with: .noSpace)
      let merged = Result { try index(on: failing).merge() }
      let cut = try prepared()
      cut.cutPower(atOperation: operation)
      _ = try? index(on: cut).merge()
      for disk in [failing, cut.afterPowerLoss(seed: UInt64(operation))] {
        #expect(try ids(index(on: disk), for: "京都") == ["0", "1", "2"], "operation \(operation)")
        #expect(try IndexCheck(directory: "index", fileSystem: disk).run().isSound)
        try index(on: disk).merge()
        #expect(try parts(of: disk).count == 6)
      }
      _ = merged
    }
  }
}
