import TansakuStorage
import TansakuTestSupport
import Testing

@testable import Tansaku

@Suite("An entry of the dictionary that cannot be is damage, and no other entry")
struct DamagedEntryTests {
  /// Walks over the one block that these bytes are; returns what stands there, nil where they are damaged.
  private func entries(
    _ count: Int, _ write: (inout ByteWriter) -> Void
  ) -> [TermInfo]? {
    var writer = ByteWriter()
    write(&writer)
    return writer.withUnsafeBytes { bytes in
      Array("wab".utf8).withUnsafeBytes { key in
        var walk = TermBlockWalk(bytes, count: count, firstKey: key)
        var infos: [TermInfo] = []
        while walk.next() { infos.append(walk.info) }
        return walk.isDamaged ? nil : infos
      }
    }
  }

  @Test("Numbers are as large as the format has them, and not larger")
  func limits() {
    func single(document: UInt64, position: UInt64) -> [TermInfo]? {
      entries(1) { for number in [1, document, position] { $0.appendVarint(number) } }
    }
    #expect(single(document: 0xFFFF_FFFF, position: 0xFFFF_FFFF)?.count == 1)
    // With the highest bits cut off these are document 0 and position 0.
    #expect(single(document: 1 << 32, position: 0) == nil)
    #expect(single(document: 0, position: 1 << 32) == nil)
    #expect(single(document: .max, position: 0) == nil)

    func several(documents: UInt64, more: UInt64, offset: UInt64) -> [TermInfo]? {
      entries(1) {
        for number in [(documents - 1) * 4 + 2, more, offset] { $0.appendVarint(number) }
      }
    }
    #expect(several(documents: 0xFFFF_FFFF, more: 1, offset: 7)?.first?.documentFrequency == .max)
    // Cut off, these are no documents and one.
    #expect(several(documents: 1 << 32, more: 1, offset: 7) == nil)
    #expect(several(documents: 1 << 32 + 1, more: 1, offset: 7) == nil)
    // Added round the end, these are two occurrences and offset 3.
    #expect(several(documents: 3, more: .max, offset: 7) == nil)
    #expect(several(documents: 3, more: 1, offset: .max) == nil)
  }

  @Test("An offset that comes round to an earlier one")
  func offsets() {
    func offsets(_ second: UInt64) -> [TermInfo]? {
      entries(2) {
        for number in [4, 100] as [UInt64] { $0.appendVarint(number) }
        $0.append(0)
        for number in [4, second] { $0.appendVarint(number) }
      }
    }
    #expect(offsets(50)?.map(\.postings) == [.offset(100), .offset(150)])
    #expect(offsets(0 &- 50) == nil)
  }

  @Test("A block has no more bytes than its terms take, but for the fill of the file")
  func rest() {
    func behind(_ bytes: [UInt8]) -> [TermInfo]? {
      entries(1) {
        for number in [0, 9] as [UInt64] { $0.appendVarint(number) }
        $0.append(contentsOf: bytes)
      }
    }
    #expect(behind([])?.count == 1)
    #expect(behind([UInt8](repeating: 0, count: 7))?.count == 1)
    #expect(behind([3, 0, 9]) == nil)
    #expect(behind([UInt8](repeating: 0, count: 8)) == nil)
  }

  @Test("A number of more than 64 bits")
  func longNumber() {
    let most = [UInt8](repeating: 0xFF, count: 9)
    for (last, isDamaged) in [(1, false), (2, true), (0x7F, true)] as [(UInt8, Bool)] {
      (most + [last]).withUnsafeBytes { bytes in
        var source = VarintSource(bytes)
        #expect(source.readVarint() == (isDamaged ? 0 : .max))
        #expect(source.isDamaged == isDamaged)
      }
    }
  }

  // One more or two may be made of the zeros that fill the file.
  @Test("A trailer that tells of fewer terms, or of many more, than the blocks have")
  func counts() throws {
    let disk = FaultyFileSystem()
    try disk.createDirectory("d")
    var writer = try TermsWriter("d/terms", fileSystem: disk)
    for number in 0..<100 {
      try TermKey(.word, "\(100 + number)").bytes.withUnsafeBytes {
        try writer.add(
          $0,
          TermInfo(
            documentFrequency: 1, totalFrequency: 1, hasPositions: false,
            postings: .single(document: UInt32(number)), positions: .none))
      }
    }
    _ = try writer.finish()
    let whole = try #require(disk.contents(of: "d/terms"))
    func terms(_ told: UInt64) throws -> Int {
      disk.setContents(of: "d/terms", to: whole)
      try disk.changePayload(of: "d/terms") { payload in
        let start = payload.count - TermsFormat.trailerSize
        withUnsafeBytes(of: told.littleEndian) {
          payload.replaceSubrange(start..<start + 8, with: $0)
        }
      }
      var found = 0
      try TermsReader("d/terms", fileSystem: disk).forEach(prefix: []) { _, _ in
        found += 1
        return true
      }
      return found
    }
    #expect(try terms(100) == 100)
    for told in [0, 44, 88, 99, 104, 132, 133, 1000, .max] as [UInt64] {
      #expect(throws: StorageError.self, "\(told)") { try terms(told) }
    }
  }
}
