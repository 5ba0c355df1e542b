import TansakuStorage
import TansakuTestSupport
import Testing

@testable import Tansaku

@Suite("A stored block that claims to hold much") struct StoredBoundsTests {
  /// A frame by hand (RFC 8878) that holds some bytes and then zeros: four bytes for each 128 KiB.
  private func frame(_ start: [UInt8], size: Int) -> [UInt8] {
    var frame: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0xA0]
    func append(_ number: Int, bytes count: Int) {
      for index in 0..<count { frame.append(UInt8(truncatingIfNeeded: number >> (8 * index))) }
    }
    append(size, bytes: 4)
    append(start.count << 3 | (size == start.count ? 1 : 0), bytes: 3)
    frame += start
    var rest = size - start.count
    while rest > 0 {
      let count = min(rest, 128 << 10)
      rest -= count
      append(count << 3 | 1 << 1 | (rest == 0 ? 1 : 0), bytes: 3)
      frame.append(0)
    }
    return frame
  }

  /// A reader of a file with one document in one such block.
  private func reader(size: Int, frame: [UInt8]) throws -> StoredReader {
    let disk = FaultyFileSystem()
    let file = try CheckedFileWriter("s", kind: StoredFormat.kind, fileSystem: disk)
    var bytes = ByteWriter()
    bytes.appendFixed32(UInt32(size))
    bytes.append(contentsOf: frame)
    let end = bytes.count
    bytes.appendZeros(-bytes.count & 7)
    let index = bytes.count
    for number in [0, 0, 1, 1, UInt64(end), UInt64(index)] { bytes.appendFixed64(number) }
    try file.write(bytes)
    _ = try file.finish()
    return try StoredReader("s", documents: 1, fileSystem: disk)
  }

  private let document: [UInt8] = [3, 1, 1, 0x61]

  @Test("is read if a document could be so long")
  func possible() throws {
    for size in [4, 5, 1 << 17, 1 << 22] {
      let reader = try reader(size: size, frame: frame(document, size: size))
      #expect(try reader.document(0).id == "a")
    }
  }

  @Test(
    "is refused before room is made for it if none could be, or if no frame so short can hold it")
  func impossible() throws {
    let most = StoredFormat.mostContents
    for size in [most + 1, 4_000_000_000] {
      let reader = try reader(size: size, frame: frame(document, size: size))
      let error = #expect(throws: StorageError.self) { try reader.document(0) }
      #expect(error?.code == .corrupt)
    }
    var short = frame(document, size: 1 << 28)
    short.removeLast(short.count - 100)
    #expect(!Compression.canHold(1 << 28, inFrameOf: short.count))
    let reader = try reader(size: 1 << 28, frame: short)
    #expect(throws: StorageError.self) { try reader.document(0) }
  }

  @Test("No frame that the library writes is taken for one that cannot hold so much")
  func written() throws {
    let compressor = try Compressor()
    for count in [1, 1000, 1 << 17, 1 << 20, 1 << 24] {
      let frame = try [UInt8](repeating: 0x61, count: count).withUnsafeBytes {
        try compressor.compress($0, level: StoredFormat.compressionLevel)
      }
      #expect(Compression.canHold(count, inFrameOf: frame.count))
    }
  }
}
