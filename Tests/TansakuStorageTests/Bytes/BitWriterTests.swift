import TansakuTestSupport
import Testing

@testable import TansakuStorage

@Suite("Bits are written as one by one")
struct BitWriterTests {
  /// Writes a bit at a time, as an array of truth values.
  private struct SlowBits {
    var bits: [Bool] = []

    mutating func append(_ value: UInt64, count: Int) {
      for bit in 0..<count { bits.append(value >> UInt64(bit) & 1 == 1) }
    }

    mutating func align() {
      while bits.count % 8 != 0 { bits.append(false) }
    }

    var bytes: [UInt8] {
      stride(from: 0, to: bits.count, by: 8).map { start in
        (0..<8).reduce(0) { $0 | (bits[start + $1] ? 1 << UInt8($1) : 0) }
      }
    }
  }

  @Test("Numbers of all widths, unary ones, bytes and fills in any order", arguments: 0..<200)
  func agreesWithSlowTwin(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var bits = BitWriter()
    var slow = SlowBits()
    for _ in 0..<Int.random(in: 0...300, using: &generator) {
      switch Int.random(in: 0..<6, using: &generator) {
      case 0:
        bits.align()
        slow.align()
        #expect(bits.count == slow.bits.count / 8)
      case 1:
        let zeros = UInt32.random(in: 0...(generator.once(in: 4) ? 200 : 40), using: &generator)
        bits.appendUnary(zeros)
        for _ in 0..<zeros { slow.append(0, count: 1) }
        slow.append(1, count: 1)
      case 2:
        bits.align()
        slow.align()
        let bytes = (0..<Int.random(in: 0...20, using: &generator)).map { _ in
          UInt8.random(in: 0...255, using: &generator)
        }
        bytes.withUnsafeBytes { bits.append(contentsOf: $0) }
        for byte in bytes { slow.append(UInt64(byte), count: 8) }
      case 3:
        let count = Int.random(in: 0...32, using: &generator)
        let value = UInt32.random(in: 0...UInt32.max, using: &generator)
        let masked = count == 32 ? value : value & (1 << UInt32(count) - 1)
        bits.append(masked, count: count)
        slow.append(UInt64(masked), count: count)
      default:
        let count = Int.random(in: 0...63, using: &generator)
        let value = UInt64.random(in: 0...UInt64.max, using: &generator) & (1 << UInt64(count) - 1)
        bits.append(value, count: count)
        slow.append(value, count: count)
      }
    }
    bits.align()
    slow.align()
    // Twice, for what fills no word is lent too and stays where it is.
    for _ in 0..<2 { #expect(bits.withUnsafeBytes { Array($0) } == slow.bytes, "\(generator)") }
    bits.removeAll()
    #expect(bits.withUnsafeBytes { $0.isEmpty })
  }
}
