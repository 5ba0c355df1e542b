import TansakuStorage
import TansakuTestSupport
import Testing

@testable import Tansaku

@Suite("A manifest and deletions that contradict each other, or themselves")
struct DamagedCommitTests {
  private func decode(_ manifest: Manifest) throws -> Manifest {
    try manifest.encoded().withUnsafeBytes { bytes in
      var reader = ByteReader(bytes)
      return try Manifest(decoding: &reader)
    }
  }

  private func segment(
    _ number: UInt64, deleted: UInt32 = 0, generation: UInt64 = 0
  ) -> SegmentInfo {
    SegmentInfo(
      number: number, documentCount: 10, deletedCount: deleted, deletionsGeneration: generation,
      totalLength: 100)
  }

  @Test("Numbers of segments are each other's, or the next one's")
  func numbers() throws {
    var manifest = Manifest()
    manifest.nextSegment = 5
    manifest.segments = [segment(2), segment(4, deleted: 1, generation: 3)]
    #expect(try decode(manifest) == manifest)
    for wrong in [[segment(4), segment(4)], [segment(5)], [segment(.max)]] {
      manifest.segments = wrong
      #expect(throws: StorageError.self) { try decode(manifest) }
    }
  }

  @Test("Deleted documents without a file that says which, and a file without deleted documents")
  func generations() {
    var manifest = Manifest()
    manifest.nextSegment = 5
    for wrong in [segment(4, deleted: 2), segment(4, generation: 3)] {
      manifest.segments = [wrong]
      #expect(throws: StorageError.self) { try decode(manifest) }
    }
  }

  @Test("Bytes behind the manifest")
  func rest() throws {
    let disk = FaultyFileSystem()
    let index = try SearchIndex(at: "index", creating: true, fileSystem: disk)
    try disk.changePayload(of: "index/\(Manifest.name)") { $0.append(0) }
    #expect(throws: IndexError.self) { try index.searcher() }
  }

  /// An index of ten documents, one of them deleted.
  private func sample() throws -> (disk: FaultyFileSystem, index: SearchIndex, path: String) {
    let disk = FaultyFileSystem()
    let index = try SearchIndex(at: "index", creating: true, fileSystem: disk)
    try index.update { writer in
      for number in 0..<10 { try writer.add(Document(id: "d\(number)", body: "text")) }
    }
    try index.update { try $0.delete(id: "d3") }
    let name = try disk.list("index").first { $0.hasSuffix(".deletions") }
    return (disk, index, "index/\(try #require(name))")
  }

  @Test("Another number of deletions than the manifest says", arguments: [0, 1])
  func count(first: UInt8) throws {
    let (disk, index, path) = try sample()
    #expect(try index.searcher().documentCount == 9)
    try disk.changePayload(of: path) { payload in
      // Documents 0 to 7 are in byte 8.
      payload[8] = first
      payload[0] = first
    }
    if first == 1 {
      // As many as the manifest says, another one: nothing can tell.
      #expect(try index.searcher().documentCount == 9)
      try disk.changePayload(of: path) { payload in
        payload[8] = 3
        payload[0] = 2
      }
    }
    #expect(throws: IndexError.self) { try index.searcher() }
  }

  @Test("A document that the segment has not is deleted", arguments: [10, 15, 63])
  func unknown(document: Int) throws {
    let (disk, index, path) = try sample()
    try disk.changePayload(of: path) { payload in
      payload[8] = 0
      payload[8 + document / 8] |= 1 << UInt8(document % 8)
    }
    #expect(throws: IndexError.self) { try index.searcher() }
  }
}
