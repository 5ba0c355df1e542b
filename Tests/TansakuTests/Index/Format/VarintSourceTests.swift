import TansakuStorage
import Testing

@testable import Tansaku

@Suite("Numbers and bytes are read one after the other")
struct VarintSourceTests {
  @Test("Varints of every length come out as they went in, up to the last byte")
  func varints() {
    var numbers: [UInt64] = [.max]
    for bit in 0..<64 { numbers += [(1 << UInt64(bit)) - 1, 1 << UInt64(bit)] }
    for count in [1, 2, 3, numbers.count] {
      var writer = ByteWriter()
      for number in numbers.suffix(count) { writer.appendVarint(number) }
      writer.withUnsafeBytes { bytes in
        var source = VarintSource(bytes)
        for number in numbers.suffix(count) { #expect(source.readVarint() == number) }
        #expect(source.count == 0 && !source.isDamaged)
        #expect(source.readVarint() == 0 && source.isDamaged)
      }
    }
  }

  @Test("A varint that does not end is damage", arguments: [1, 2, 3, 9, 40])
  func endless(length: Int) {
    [UInt8](repeating: 0x80, count: length).withUnsafeBytes { bytes in
      var source = VarintSource(bytes)
      #expect(source.readVarint() == 0)
      #expect(source.isDamaged)
    }
  }

  @Test("Bytes are put where they belong, few or many, with room behind or at the end")
  func bytes() {
    let all = (0..<40).map { UInt8($0) }
    for count in 0...40 {
      all.withUnsafeBytes { bytes in
        var source = VarintSource(bytes)
        var room = [UInt8](repeating: 0xFF, count: 60)
        room.withUnsafeMutableBytes {
          source.readBytes(count, to: $0, at: 3)
          source.readBytes(40 - count, to: $0, at: 3 + count)
        }
        #expect(Array(room[3..<43]) == all)
        #expect(source.count == 0 && source.readByte() == nil && !source.isDamaged)
      }
    }
  }

  @Test("Nothing can be read from no bytes")
  func empty() {
    var source = VarintSource(UnsafeRawBufferPointer(start: nil, count: 0))
    #expect(source.readByte() == nil && !source.isDamaged)
    #expect(source.readVarint() == 0 && source.isDamaged)
  }
}
