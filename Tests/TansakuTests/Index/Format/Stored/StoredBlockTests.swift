import TansakuStorage
import TansakuTestSupport
import Testing

@testable import Tansaku

@Suite("Blocks of stored documents")
struct StoredBlockTests {
  /// Documents of very different lengths, 1.4 MB in all.
  private func documents(_ seed: UInt64, count: Int = 1_000) -> [Document] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { number in
      let length =
        generator.once(in: 200) ? 50_000 : Int.random(in: 0..<2_400, using: &generator)
      let text = (0..<length / 16).map { _ in String(generator.next(), radix: 16) }
      return Document(id: "d\(number)", title: "x", body: text.joined())
    }
  }

  /// The number of the first document of every block.
  private func blocks(of documents: [Document]) -> (starts: [Int], sizes: [Int]) {
    var starts: [Int] = []
    var sizes: [Int] = []
    var block = ByteWriter()
    for (number, document) in documents.enumerated() {
      if block.isEmpty { starts.append(number) }
      if StoredFormat.encode(document, to: &block) {
        sizes.append(block.count)
        block.removeAll()
      }
    }
    return (starts, sizes)
  }

  @Test("are of some 64 KiB, and never much more than the largest document", arguments: 1...3)
  func sizes(seed: Int) {
    let sizes = blocks(of: documents(UInt64(seed), count: 4_000)).sizes
    #expect(sizes.allSatisfy { $0 >= StoredFormat.leastBlock })
    #expect(sizes.allSatisfy { $0 < StoredFormat.mostBlock + 51_000 })
    let mean = sizes.reduce(0, +) / sizes.count
    #expect((52_000..<76_000).contains(mean), "\(mean)")
  }

  @Test("soon end at the same documents, wherever the first one begins", arguments: 1...3)
  func convergence(seed: Int) {
    let documents = documents(UInt64(seed), count: 3_000)
    let all = Set(blocks(of: documents).starts)
    for offset in [1, 7, 20, 100] {
      let others = blocks(of: Array(documents[offset...])).starts.map { $0 + offset }
      let common = others.drop { !all.contains($0) }
      #expect(common.count > others.count * 2 / 3)
      #expect(common.allSatisfy(all.contains))
    }
  }

  /// The stored documents of an index of one segment, without the header, which has the segment's tag.
  private func stored(on disk: FaultyFileSystem) throws -> [UInt8] {
    let names = try disk.list("index").filter { $0.hasSuffix(".stored") }
    #expect(names.count == 1)
    let file = try CheckedFile(
      "index/\(names[0])", kind: StoredFormat.kind, fileSystem: disk)
    return Array(file.payload)
  }

  @Test("are the same after a merge that copies them, whatever was deleted", arguments: 1...3)
  func merged(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let documents = documents(UInt64(seed))
    let disk = FaultyFileSystem()
    let split = try SearchIndex(at: "index", creating: true, fileSystem: disk)
    var start = 0
    while start < documents.count {
      let end = min(documents.count, start + Int.random(in: 1...500, using: &generator))
      try split.update { writer in for number in start..<end { try writer.add(documents[number]) } }
      start = end
    }
    let deleted = Set((0..<seed - 1).map { _ in Int.random(in: 0..<1_000, using: &generator) })
    try split.update { writer in for number in deleted { try writer.delete(id: "d\(number)") } }
    try split.merge()
    let whole = FaultyFileSystem()
    try SearchIndex(at: "index", creating: true, fileSystem: whole).update(concurrency: 2) {
      writer in
      for (number, document) in documents.enumerated() where !deleted.contains(number) {
        try writer.add(document)
      }
    }
    #expect(try stored(on: disk) == stored(on: whole))
    let searcher = try split.searcher()
    for number in [0, 500, 999] where !deleted.contains(number) {
      #expect(try searcher.document(id: "d\(number)") == documents[number])
    }
  }
}
