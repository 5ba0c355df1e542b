import TansakuStorage
import TansakuTestSupport
import Testing

@Suite struct CheckedFileTests {
  private let kind = FileKind(name: "NOTE", version: 3, oldestReadable: 2)

  @Test("What was written is read, whatever the length and the pieces")
  func roundTrip() throws {
    let disk = FaultyFileSystem()
    var generator = SeededGenerator(seed: 1)
    for count in [0, 1, 5, 8, 4095, 4096, 4097, 65535, 65536, 65537, 200_000] {
      for largestPiece in [count, 1000, 100_000] {
        let payload = generator.bytes(count)
        let checksum = try write(payload, pieces: largestPiece, to: "f", disk, &generator)
        let file = try CheckedFile("f", kind: kind, fileSystem: disk)
        #expect(file.seal == FileSeal(tag: .none, checksum: checksum))
        #expect(file.count == count)
        #expect(file.version == 3)
        #expect(try disk.size(of: "f") == file.fileLength)
        try file.verify()
        withExtendedLifetime(file) { #expect(file.payload.elementsEqual(payload)) }
        for _ in 0..<20 {
          let start = Int.random(in: 0...count, using: &generator)
          let range = start..<Int.random(in: start...count, using: &generator)
          let part = try file.bytes(range)
          withExtendedLifetime(file) {
            #expect(part.elementsEqual(payload[range]), "\(generator) \(range)")
          }
        }
      }
    }
  }

  @Test("The same contents are the same bytes, in whatever pieces and on whatever disk")
  func sameBytes() throws {
    let directory = try TemporaryDirectory()
    let disk = FaultyFileSystem()
    let local = LocalFileSystem()
    var generator = SeededGenerator(seed: 2)
    let payload = generator.bytes(150_000)
    _ = try write(payload, pieces: 7000, to: "f", disk, &generator)
    _ = try write(payload, pieces: 150_000, to: directory.path("f"), local, &generator)
    let file = try local.map(directory.path("f"))
    withExtendedLifetime(file) { #expect(disk.contents(of: "f") == Array(file.bytes)) }
  }

  @Test("Every flipped bit is found, in header, contents, padding, table and footer")
  func everyFlippedBit() throws {
    let disk = FaultyFileSystem()
    var generator = SeededGenerator(seed: 3)
    _ = try write(generator.bytes(4101), pieces: 4101, to: "f", disk, &generator)
    let bytes = try #require(disk.contents(of: "f"))
    #expect(bytes.count == 64 + 4101 + 3 + 16 + 40)
    var damaged = bytes
    for index in bytes.indices {
      for bit in 0..<8 {
        damaged[index] ^= 1 << UInt8(bit)
        let error = errorOpening(damaged)
        damaged[index] = bytes[index]
        guard let error else {
          Issue.record("Bit \(bit) of byte \(index) went unseen")
          continue
        }
        // Nothing else may be reported: a newer version, say, though its checksum is wrong.
        if error.code != (index < 8 ? .notTansaku : .corrupt) || error.file != "f" {
          Issue.record("Bit \(bit) of byte \(index): \(error)")
        }
      }
    }
    #expect(errorOpening(bytes) == nil)
  }

  @Test("Every truncation and every byte too many is found")
  func everyTruncation() throws {
    let disk = FaultyFileSystem()
    var generator = SeededGenerator(seed: 4)
    for count in [0, 4096, 8195] {
      _ = try write(generator.bytes(count), pieces: count, to: "f", disk, &generator)
      let bytes = try #require(disk.contents(of: "f"))
      for length in bytes.indices {
        let error = try #require(errorOpening(Array(bytes[..<length])), "\(length) bytes")
        #expect(error.code == .corrupt)
        #expect(error.message.contains("a part is missing"), "\(length) bytes")
      }
      for extra in [1, 7, 8, 64, 4096] {
        let zeros = [UInt8](repeating: 0, count: extra)
        #expect(errorOpening(bytes + zeros)?.code == .corrupt)
        #expect(errorOpening(bytes + bytes.suffix(extra)) != nil)
      }
    }
  }

  @Test("A damaged page is an error when it is touched, with its place, and no other page is")
  func damagedPage() throws {
    let disk = FaultyFileSystem()
    var generator = SeededGenerator(seed: 5)
    _ = try write(generator.bytes(20_000), pieces: 20_000, to: "f", disk, &generator)
    var bytes = try #require(disk.contents(of: "f"))
    bytes[64 + 2 * 4096 + 17] ^= 4
    disk.setContents(of: "f", to: bytes)
    let file = try CheckedFile("f", kind: kind, fileSystem: disk)
    _ = try file.bytes(0..<8192)
    _ = try file.bytes(12_288..<20_000)
    for range in [8192..<8193, 8191..<8193, 12_287..<12_289, 0..<20_000, 9000..<9001] {
      let error = #expect(throws: StorageError.self) { try file.bytes(range) }
      #expect(error?.code == .corrupt)
      #expect(error?.offset == 64 + 8192)
      #expect(error?.file == "f")
    }
    #expect(throws: StorageError.self) { try file.verify() }
  }

  @Test("A range outside the contents is an error and not a crash")
  func rangeOutside() throws {
    let disk = FaultyFileSystem()
    var generator = SeededGenerator(seed: 6)
    _ = try write(generator.bytes(100), pieces: 100, to: "f", disk, &generator)
    let file = try CheckedFile("f", kind: kind, fileSystem: disk)
    for range in [0..<101, -1..<5, 200..<300, Int.min..<Int.max, 101..<101, -3 ..< -1] {
      let error = #expect(throws: StorageError.self) { try file.bytes(range) }
      #expect(error?.code == .corrupt)
    }
    #expect(try file.bytes(100..<100).isEmpty)
  }

  @Test("The reader of a part tells where in the file its errors are")
  func readerOffsets() throws {
    let disk = FaultyFileSystem()
    var generator = SeededGenerator(seed: 7)
    _ = try write([1, 2, 0x80, 0x80], pieces: 4, to: "f", disk, &generator)
    let file = try CheckedFile("f", kind: kind, fileSystem: disk)
    var reader = try file.reader(1..<4)
    try withExtendedLifetime(file) {
      let two = try reader.readVarint()
      #expect(two == 2)
      let error = #expect(throws: StorageError.self) { try reader.readVarint() }
      #expect(error?.offset == 64 + 2)
    }
  }

  @Test("Another kind, a newer and an older version, and no file of ours have errors of their own")
  func otherFiles() throws {
    let disk = FaultyFileSystem()
    var generator = SeededGenerator(seed: 8)
    func error(writing written: FileKind, reading read: FileKind) throws -> StorageError {
      _ = try write([1, 2, 3], pieces: 3, to: "f", kind: written, disk, &generator)
      return try #require(throws: StorageError.self) {
        _ = try CheckedFile("f", kind: read, fileSystem: disk)
      }
    }
    let terms = FileKind(name: "TERM", version: 3, oldestReadable: 1)
    let newer = FileKind(name: "NOTE", version: 4, oldestReadable: 4)
    let older = FileKind(name: "NOTE", version: 1, oldestReadable: 1)
    let wrongKind = try error(writing: terms, reading: kind)
    #expect(wrongKind.code == .wrongKind)
    #expect(wrongKind.message.contains("holds TERM and NOTE was expected"))
    let tooNew = try error(writing: newer, reading: kind)
    #expect(tooNew.code == .tooNew)
    #expect(tooNew.message.contains("was written by a newer version of tansaku: upgrade"))
    let tooOld = try error(writing: older, reading: kind)
    #expect(tooOld.code == .tooOld)
    #expect(tooOld.message.contains("build the index again"))
    disk.setContents(of: "f", to: generator.bytes(1000))
    #expect(errorOpening(disk.contents(of: "f") ?? [])?.code == .notTansaku)
    #expect(errorOpening([0x54, 0x42])?.code == .notTansaku)
    let versionTwo = FileKind(name: "NOTE", version: 2, oldestReadable: 1)
    _ = try write([1], pieces: 1, to: "f", kind: versionTwo, disk, &generator)
    #expect(try CheckedFile("f", kind: kind, fileSystem: disk).version == 2)
  }

  @Test("Many threads verify the same pages at once and read the same bytes")
  func manyThreads() async throws {
    let disk = FaultyFileSystem()
    var generator = SeededGenerator(seed: 9)
    let payload = generator.bytes(300_000)
    _ = try write(payload, pieces: 300_000, to: "f", disk, &generator)
    let file = try CheckedFile("f", kind: kind, fileSystem: disk)
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for seed in 0..<8 {
        group.addTask {
          var generator = SeededGenerator(seed: UInt64(seed))
          for _ in 0..<200 {
            let start = Int.random(in: 0..<300_000, using: &generator)
            let range = start..<min(300_000, start + 5000)
            if try !file.bytes(range).elementsEqual(payload[range]) { return false }
          }
          return true
        }
      }
      for try await same in group { #expect(same) }
    }
  }

  @Test("Aligning adds zeros up to the next multiple and none when there")
  func aligning() throws {
    let disk = FaultyFileSystem()
    let writer = try CheckedFileWriter("f", kind: kind, fileSystem: disk)
    for (alignment, position) in [(8, 0), (4, 4), (64, 64), (4096, 4096), (1, 4097)] {
      try writer.align(to: alignment)
      #expect(writer.position == (alignment == 1 ? 4097 : position))
      var one = ByteWriter()
      one.append(0xFF)
      try writer.write(one)
    }
    _ = try writer.finish()
    let file = try CheckedFile("f", kind: kind, fileSystem: disk)
    let bytes = try file.bytes(0..<file.count)
    withExtendedLifetime(file) {
      #expect(bytes.indices.filter { bytes[$0] != 0 } == [0, 4, 64, 4096, 4097])
    }
  }

  @Test("The worked example in the format's comment is such a file")
  func workedExample() throws {
    let source = try LocalFileSystem().map(
      #filePath.replacing("Tests/TansakuStorageTests", with: "Sources/TansakuStorage")
        .replacing("CheckedFileTests", with: "CheckedFileFormat"))
    let text = withExtendedLifetime(source) { String(decoding: source.bytes, as: UTF8.self) }
    let example = text.split(separator: "\n").filter { $0.starts(with: "/// 00") }
      .flatMap { $0.split(separator: " ").dropFirst(2) }
      .compactMap { UInt8($0, radix: 16) }
    #expect(example.count == 120)
    let disk = FaultyFileSystem()
    disk.setContents(of: "f", to: example)
    let file = try CheckedFile("f", kind: kind, fileSystem: disk)
    try file.verify()
    let payload = try file.bytes(0..<5)
    withExtendedLifetime(file) { #expect(payload.elementsEqual("hello".utf8)) }
    #expect("\(file.seal.tag)" == "00112233445566778899aabbccddeeff")
    // And it is what is written today.
    var generator = SeededGenerator(seed: 0)
    _ = try write(
      Array("hello".utf8), pieces: 5, to: "g", tag: file.seal.tag, disk, &generator)
    #expect(disk.contents(of: "g") == example)
  }

  @Test("A seal tells whose part a file is and what is in it, and opening and proving compare it")
  func seals() throws {
    let disk = FaultyFileSystem()
    var generator = SeededGenerator(seed: 9)
    let payload = generator.bytes(10_000)
    let tag = FileTag(high: 1, low: 2)
    func seal(_ payload: [UInt8], _ tag: FileTag) throws -> FileSeal {
      FileSeal(
        tag: tag,
        checksum: try write(payload, pieces: 10_000, to: "f", tag: tag, disk, &generator))
    }
    var other = payload
    other[9_999] ^= 1
    let others = [
      try seal(other, tag), try seal(Array(payload.dropLast()), tag), try seal(payload + [0], tag),
      try seal([], tag),
    ]
    let right = try seal(payload, tag)
    #expect(Set(others + [right]).count == 5)
    // The contents alone make the checksum.
    #expect(try seal(payload, .none).checksum == right.checksum)
    _ = try seal(payload, tag)
    let wrong =
      others + [
        FileSeal(tag: .none, checksum: right.checksum),
        FileSeal(tag: FileTag(high: 1, low: 3), checksum: right.checksum),
        FileSeal(tag: FileTag(high: 0, low: 2), checksum: right.checksum),
      ]
    #expect(try CheckedFile("f", kind: kind, seal: right, fileSystem: disk).seal == right)
    try CheckedFile.prove("f", kind: kind, seal: right, fileSystem: disk)
    for seal in wrong {
      let opening = #expect(throws: StorageError.self) {
        try CheckedFile("f", kind: kind, seal: seal, fileSystem: disk)
      }
      let proving = #expect(throws: StorageError.self) {
        try CheckedFile.prove("f", kind: kind, seal: seal, fileSystem: disk)
      }
      #expect(opening?.code == .corrupt && opening?.message.contains("mixed up") == true)
      #expect(proving == opening)
    }
  }

  @Test("A tag is written in 32 digits and read from no other text")
  func tags() {
    let tag = FileTag(high: 0x0123_4567_89ab_cdef, low: 0xfedc_ba98_7654_3210)
    #expect(tag.description == "0123456789abcdeffedcba9876543210")
    #expect(FileTag(tag.description) == tag)
    #expect(FileTag(FileTag.none.description) == FileTag.none)
    for text in [
      "", "0123456789abcdeffedcba987654321", "0123456789abcdeffedcba98765432100",
      "0123456789ABCDEFfedcba9876543210", "0123456789abcdeffedcba987654321g",
      "+123456789abcdeffedcba9876543210", "0123456789abcdeffedcba98765432１",
    ] { #expect(FileTag(text) == nil) }
  }

  private func write(
    _ payload: [UInt8], pieces largest: Int, to path: String, kind: FileKind? = nil,
    tag: FileTag = .none, _ fileSystem: any FileSystem, _ generator: inout SeededGenerator
  ) throws -> UInt64 {
    let writer = try CheckedFileWriter(
      path, kind: kind ?? self.kind, tag: tag, fileSystem: fileSystem)
    var rest = payload[...]
    while !rest.isEmpty {
      var piece = ByteWriter()
      let count = Int.random(in: 1...max(1, largest), using: &generator)
      piece.append(contentsOf: Array(rest.prefix(largest == payload.count ? largest : count)))
      try writer.write(piece)
      rest = rest.dropFirst(piece.count)
      #expect(writer.position == payload.count - rest.count)
    }
    return try writer.finish()
  }

  /// Returns what opening and verifying a file of these bytes throws.
  private func errorOpening(_ bytes: [UInt8]) -> StorageError? {
    let disk = FaultyFileSystem()
    disk.setContents(of: "f", to: bytes)
    do throws(StorageError) {
      try CheckedFile("f", kind: kind, fileSystem: disk).verify()
      return nil
    } catch {
      return error
    }
  }
}
