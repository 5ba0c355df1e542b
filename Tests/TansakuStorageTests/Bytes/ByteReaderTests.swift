import TansakuStorage
import TansakuTestSupport
import Testing

@Suite struct ByteReaderTests {
  @Test("What a writer wrote, a reader reads, at any place", arguments: 0..<50 as Range<UInt64>)
  func roundTrip(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var writer = ByteWriter()
    let values = (0..<200).map { _ in
      // As many short numbers as long ones.
      generator.next() >> UInt64.random(in: 0..<64, using: &generator)
    }
    let texts = ["", "a", "台北市", "서울에서", String(repeating: "ü", count: 100)]
    for value in values {
      writer.append(UInt8(truncatingIfNeeded: value))
      writer.appendVarint(value)
      writer.appendFixed16(UInt16(truncatingIfNeeded: value))
      writer.appendFixed32(UInt32(truncatingIfNeeded: value))
      writer.appendString(texts[Int(value % 5)])
      writer.appendFixed64(value)
    }
    try writer.withUnsafeBytes { bytes throws in
      var reader = ByteReader(bytes)
      for value in values {
        #expect(try reader.readByte() == UInt8(truncatingIfNeeded: value), "\(generator)")
        #expect(try reader.readVarint() == value, "\(generator)")
        #expect(try reader.readFixed16() == UInt16(truncatingIfNeeded: value), "\(generator)")
        #expect(try reader.readFixed32() == UInt32(truncatingIfNeeded: value), "\(generator)")
        #expect(try reader.readString() == texts[Int(value % 5)], "\(generator)")
        #expect(try reader.readFixed64() == value, "\(generator)")
      }
      #expect(reader.isAtEnd)
      #expect(reader.position == writer.count)
    }
  }

  @Test("Fixed numbers are little-endian, varints put their lowest bits first")
  func layout() {
    var writer = ByteWriter()
    writer.appendFixed16(0x0102)
    writer.appendFixed32(0x0304_0506)
    writer.appendFixed64(0x0708_090A_0B0C_0D0E)
    writer.appendVarint(300)
    writer.appendVarint(.max)
    #expect(
      writer.bytes == [
        0x02, 0x01, 0x06, 0x05, 0x04, 0x03, 0x0E, 0x0D, 0x0C, 0x0B, 0x0A, 0x09, 0x08, 0x07,
        0xAC, 0x02, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01,
      ])
  }

  @Test("Patching changes the given bytes only")
  func patching() {
    var writer = ByteWriter()
    writer.append(contentsOf: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
    writer.patch32(at: 1, 0xA0B0_C0D0)
    #expect(writer.bytes == [1, 0xD0, 0xC0, 0xB0, 0xA0, 6, 7, 8, 9, 10, 11, 12])
    writer.patch64(at: 4, 0)
    writer[0] = 77
    #expect(writer.bytes == [77, 0xD0, 0xC0, 0xB0, 0, 0, 0, 0, 0, 0, 0, 0])
    writer.removeAll()
    #expect(writer.isEmpty)
  }

  @Test(
    "A varint that is over-long, too large or cut off is refused where it begins",
    arguments: [
      [0x80], [0x80, 0x00], [0xFF, 0x80, 0x00], [],
      [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x02],
      [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x81, 0x01],
    ] as [[UInt8]])
  func badVarints(bytes: [UInt8]) {
    expectCorrupt([0x00] + bytes) { reader throws(StorageError) in _ = try reader.readVarint() }
  }

  @Test("A text that is not UTF-8, or longer than the data, is refused")
  func badTexts() {
    for bytes: [UInt8] in [[2, 0xE5, 0x8F], [1, 0xFF], [3, 0x61], [2, 0xC0, 0x80]] {
      expectCorrupt([0x00] + bytes) { reader throws(StorageError) in _ = try reader.readString() }
    }
  }

  @Test("No length makes a reader leave its bytes")
  func badLengths() {
    for count in [-1, 5, Int.max, Int.min] {
      expectCorrupt([0, 1, 2, 3]) { reader throws(StorageError) in _ = try reader.readBytes(count) }
      expectCorrupt([0, 1, 2, 3]) { reader throws(StorageError) in try reader.skip(count) }
    }
    expectCorrupt([0]) { reader throws(StorageError) in _ = try reader.readByte() }
    expectCorrupt([0, 1]) { reader throws(StorageError) in _ = try reader.readFixed16() }
    expectCorrupt([0, 1, 2, 3]) { reader throws(StorageError) in _ = try reader.readFixed32() }
    expectCorrupt([UInt8](repeating: 0, count: 8)) { reader throws(StorageError) in
      _ = try reader.readFixed64()
    }
    expectCorrupt([0] + [UInt8](repeating: 0xFF, count: 9) + [1]) { reader throws(StorageError) in
      _ = try reader.readCount()
    }
  }

  @Test("Random bytes never crash a reader", arguments: 0..<20 as Range<UInt64>)
  func randomBytes(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      let bytes = generator.bytes(Int.random(in: 0..<40, using: &generator))
      bytes.withUnsafeBytes { bytes in
        var reader = ByteReader(bytes)
        for _ in 0..<10 {
          switch generator.next() % 4 {
          case 0: _ = try? reader.readVarint()
          case 1: _ = try? reader.readString()
          case 2: _ = try? reader.readBytes(Int(truncatingIfNeeded: generator.next()))
          default: _ = try? reader.readFixed32()
          }
          #expect(reader.position <= bytes.count, "\(generator)")
        }
      }
    }
  }

  /// Reads one good byte, then expects an error that tells file and place, and a position unmoved.
  private func expectCorrupt(
    _ bytes: [UInt8], sourceLocation: SourceLocation = #_sourceLocation,
    _ read: (inout ByteReader) throws(StorageError) -> Void
  ) {
    bytes.withUnsafeBytes { bytes in
      var reader = ByteReader(bytes, file: "f", fileOffset: 1000)
      do throws(StorageError) {
        try reader.skip(1)
        try read(&reader)
        Issue.record("It was accepted", sourceLocation: sourceLocation)
      } catch {
        #expect(error.code == .corrupt, sourceLocation: sourceLocation)
        #expect(error.file == "f", sourceLocation: sourceLocation)
        #expect((error.offset ?? 0) >= 1001, sourceLocation: sourceLocation)
        #expect(reader.position == 1, sourceLocation: sourceLocation)
      }
    }
  }
}
