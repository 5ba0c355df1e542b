import TansakuStorage
import TansakuTestSupport
import Testing

@testable import Tansaku

@Suite("The worked examples of the file formats are what the writers write and the readers read")
struct FormatExampleTests {
  private let directory: TemporaryDirectory
  private let fileSystem = LocalFileSystem()

  init() throws { directory = try TemporaryDirectory() }

  private func payload(_ name: String, _ kind: FileKind) throws -> [UInt8] {
    let file = try CheckedFile(directory.path(name), kind: kind, fileSystem: fileSystem)
    return try withExtendedLifetime(file) { try file.bytes(0..<file.count).map { $0 } }
  }

  private func hex(_ text: String) -> [UInt8] {
    text.split(separator: " ").compactMap { UInt8($0, radix: 16) }
  }

  @Test("Terms")
  func terms() throws {
    let info = TermInfo(
      documentFrequency: 2, totalFrequency: 2002, hasPositions: true, postings: .offset(7),
      positions: .offset(9))
    let other = TermInfo(
      documentFrequency: 1, totalFrequency: 1, hasPositions: true,
      postings: .single(document: 256), positions: .single(position: 11))
    var writer = try TermsWriter(directory.path("t"), fileSystem: fileSystem)
    try Array("wab".utf8).withUnsafeBytes { try writer.add($0, info) }
    try Array("waf".utf8).withUnsafeBytes { try writer.add($0, other) }
    _ = try writer.finish()
    let example = hex("07 D0 0F 07 09 03 01 80 02 0B")
    #expect(try payload("t", TermsFormat.kind).starts(with: example))
    let reader = try TermsReader(directory.path("t"), fileSystem: fileSystem)
    #expect(try reader.find(TermKey(.word, "ab")) == info)
    #expect(try reader.find(TermKey(.word, "af")) == other)
    #expect(try reader.find(TermKey(.word, "a")) == nil)
    #expect(try reader.find(TermKey(.gram, "ab")) == nil)
  }

  @Test("Postings")
  func postings() throws {
    var writer = PostingsWriter()
    let lengths = [UInt8](repeating: 1, count: 6)
    let offset = try writer.add([3, 5], [1, 4], positions: .none, lengths: lengths)
    try writer.bytes.write(to: directory.path("p"), kind: PostingsFormat.kind)
    #expect(offset == 0)
    #expect(try payload("p", PostingsFormat.kind) == hex("D8 08"))
    let file = try CheckedFile(
      directory.path("p"), kind: PostingsFormat.kind, fileSystem: fileSystem)
    let cursor = try PostingCursor(
      file: file, start: 0, count: 2, hasPositions: false, positions: nil,
      documentCount: 6, damage: DamageReport())
    cursor.advance()
    #expect(cursor.document == 3 && cursor.frequency == 1)
    cursor.advance()
    #expect(cursor.document == 5 && cursor.frequency == 4)
    cursor.advance()
    #expect(cursor.document == endOfPostings)
  }

  @Test("Positions")
  func positions() throws {
    var writer = PositionsWriter()
    _ = [4, 5, 20].withUnsafeBufferPointer { writer.add($0) }
    try writer.bytes.write(to: directory.path("q"), kind: PositionsFormat.kind)
    #expect(try payload("q", PositionsFormat.kind) == hex("83 E5 04"))
    let file = try CheckedFile(
      directory.path("q"), kind: PositionsFormat.kind, fileSystem: fileSystem)
    let cursor = PositionCursor(file: file, start: 0, count: 3, damage: DamageReport())
    let result = PositionList()
    cursor.read(2, skipping: 0, into: result)
    #expect(Array(result.values) == [4, 9])
    cursor.read(1, skipping: 2, into: result)
    #expect(Array(result.values) == [4, 9, 20])
  }

  @Test("Norms")
  func norms() throws {
    _ = try NormsWriter.write(
      [7, 16, 64].map(LengthCode.encode), to: directory.path("n"), fileSystem: fileSystem)
    #expect(try payload("n", NormsFormat.kind) == hex("07 10 20"))
    #expect(LengthCode.encode(17) == 0x10 && LengthCode.encode(18) == 0x11)
    #expect(LengthCode.encode(71) == 0x20 && LengthCode.encode(72) == 0x21)
  }

  @Test("Length codes are monotone, and within an eighth of the length")
  func lengthCodes() {
    var last: UInt8 = 0
    for length in [Array(0..<5000), (13..<33).map { 1 << $0 }].joined() {
      let code = LengthCode.encode(length)
      #expect(code >= last)
      last = code
      let decoded = LengthCode.decode(code)
      #expect(decoded <= length && length - decoded <= length / 8)
      #expect(LengthCode.encode(decoded) == code)
    }
  }

  @Test("Stored documents")
  func stored() throws {
    var bytes = ByteWriter()
    StoredFormat.encode(Document(id: "a", title: "東"), to: &bytes)
    #expect(bytes.bytes == hex("08 01 01 61 02 03 E6 9D B1"))
    try bytes.withUnsafeBytes { (bytes) throws in
      var reader = ByteReader(bytes)
      #expect(try StoredFormat.decode(&reader) == Document(id: "a", title: "東"))
    }
  }

  @Test("Identifiers")
  func identifiers() throws {
    var writer = try IdentifiersWriter(directory.path("i"), fileSystem: fileSystem)
    try writer.add("ab".utf8)
    try writer.add("ac".utf8)
    _ = try writer.finish()
    #expect(
      try payload("i", IdentifiersFormat.kind)
        == hex("00 02 61 62 01 01 63 00 00 00 00 00 02 00 00 00 00 00 00 00"))
    let reader = try IdentifiersReader(directory.path("i"), documents: 2, fileSystem: fileSystem)
    #expect(try reader.id(of: 0) == "ab" && reader.id(of: 1) == "ac")
    #expect(throws: StorageError.self) { try reader.id(of: 2) }
  }

  @Test("Deletions")
  func deletions() throws {
    var deletions = Deletions(count: 3)
    deletions.insert(0)
    deletions.insert(2)
    _ = try deletions.write(to: directory.path("d"), fileSystem: fileSystem)
    #expect(
      try payload("d", Deletions.kind)
        == hex("02 00 00 00 00 00 00 00 05 00 00 00 00 00 00 00"))
    #expect(
      try Deletions(reading: directory.path("d"), count: 3, fileSystem: fileSystem) == deletions)
  }

  @Test("Manifest")
  func manifest() throws {
    var segment = SegmentInfo(
      tag: try #require(FileTag("00112233445566778899aabbccddeeff")), documentCount: 10,
      deletedCount: 1, totalLength: 100, checksums: SegmentChecksums(),
      deletions: DeletionsInfo(generation: 3, checksum: 7))
    for (number, part) in SegmentFiles.Part.allCases.enumerated() {
      segment.checksums[part] = UInt64(number + 1)
    }
    var manifest = Manifest()
    manifest.generation = 3
    manifest.analyses = ["x"]
    manifest.segments = [segment]
    manifest.aliases = "a|b\n"
    let example = hex(
      """
      03 01 01 78 01 \
      00 11 22 33 44 55 66 77 88 99 AA BB CC DD EE FF 0A 01 64 \
      01 00 00 00 00 00 00 00 02 00 00 00 00 00 00 00 03 00 00 00 00 00 00 00 \
      04 00 00 00 00 00 00 00 05 00 00 00 00 00 00 00 06 00 00 00 00 00 00 00 \
      03 07 00 00 00 00 00 00 00 04 61 7C 62 0A
      """)
    #expect(manifest.encoded().bytes == example)
    try example.withUnsafeBytes { (bytes) throws in
      var reader = ByteReader(bytes)
      #expect(try Manifest(decoding: &reader) == manifest)
      for count in 0..<bytes.count {
        var shorter = ByteReader(UnsafeRawBufferPointer(rebasing: bytes[..<count]))
        #expect(throws: StorageError.self) { try Manifest(decoding: &shorter) }
      }
    }
    try (example + [0]).withUnsafeBytes { (bytes) throws in
      var longer = ByteReader(bytes)
      #expect(throws: StorageError.self) { try Manifest(decoding: &longer) }
    }
  }
}

extension ByteWriter {
  /// Makes a file of the bytes.
  func write(to path: String, kind: FileKind) throws {
    let file = try CheckedFileWriter(path, kind: kind, fileSystem: LocalFileSystem())
    try file.write(self)
    _ = try file.finish()
  }
}

extension PostingsWriter {
  /// Adds postings given as arrays.
  mutating func add(
    _ documents: [UInt32], _ frequencies: [UInt32], positions: PostingsWriter.Positions,
    lengths: [UInt8]
  ) throws -> UInt64 {
    try documents.withUnsafeBufferPointer { documents in
      try frequencies.withUnsafeBufferPointer { frequencies in
        try lengths.withUnsafeBufferPointer { lengths in
          try add(
            documents: documents, frequencies: frequencies, positions: positions,
            lengths: lengths)
        }
      }
    }
  }
}
