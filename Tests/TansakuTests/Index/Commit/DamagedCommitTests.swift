import TansakuStorage
import TansakuTestSupport
import Testing

@testable import Tansaku

@Suite("A manifest and deletions that contradict each other, or themselves")
struct DamagedCommitTests {
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
    try disk.reseal("index")
    if first == 1 {
      // As many as the manifest says, another one: nothing can tell.
      #expect(try index.searcher().documentCount == 9)
      try disk.changePayload(of: path) { payload in
        payload[8] = 3
        payload[0] = 2
      }
      try disk.reseal("index")
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
    try disk.reseal("index")
    #expect(throws: IndexError.self) { try index.searcher() }
  }
}
