import TansakuStorage
import TansakuTestSupport
import Testing

@Suite struct BitPackingTests {
  @Test(
    "Packing and unpacking agree with their slow twins at every width", arguments: 0...32)
  func agreesWithSlowTwin(bits: Int) {
    for seed in 0..<20 {
      var generator = SeededGenerator(seed: UInt64(seed * 100 + bits))
      let values = randomValues(bits: bits, using: &generator)
      let packed = pack(values, bits: bits)
      #expect(packed == slowlyPacked(values, bits: bits), "\(generator)")
      // Begins at each alignment in turn.
      let shift = seed % 17
      let moved = [UInt8](repeating: 0xA5, count: shift) + packed
      #expect(unpack(moved, from: shift, bits: bits) == values, "\(generator)")
    }
  }

  @Test("The largest number decides how many bits are needed", arguments: 0...32)
  func bitsNeeded(bits: Int) {
    var generator = SeededGenerator(seed: UInt64(bits))
    for position in 0..<128 {
      var values = [UInt32](repeating: 0, count: 128)
      for index in values.indices where bits > 1 {
        values[index] = UInt32.random(in: 0..<(1 << UInt32(bits - 1)), using: &generator)
      }
      if bits > 0 { values[position] = 1 << UInt32(bits - 1) }
      #expect(BitPacking.bitsNeeded(values) == bits, "\(generator), position \(position)")
    }
  }

  @Test("Packing cuts off what is above the width and writes nothing beyond its bytes")
  func staysInside() {
    let values = [UInt32](repeating: .max, count: 128)
    for bits in 0...32 {
      var bytes = [UInt8](repeating: 0x5A, count: BitPacking.packedLength(bits: bits) + 1)
      bytes.withUnsafeMutableBytes { raw in
        if let base = raw.baseAddress { BitPacking.pack(values, bits: bits, into: base) }
      }
      #expect(bytes.last == 0x5A)
      #expect(bytes.dropLast().allSatisfy { $0 == 0xFF })
    }
  }

  @Test("A width outside 0 to 32 traps instead of reading elsewhere")
  func widthOutside() async {
    await #expect(processExitsWith: .failure) {
      var out = [UInt32](repeating: 0, count: 128)
      BitPacking.unpack([UInt8](repeating: 0, count: 1024), bits: 33, into: &out)
    }
  }

  // MARK: - The twins, bit by bit

  /// Bit `bit` of value `i` is bit `i / 4 * bits + bit` of the stream of lane `i % 4`.
  private func slowlyPacked(_ values: [UInt32], bits: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 16 * bits)
    for (index, value) in values.enumerated() {
      for bit in 0..<bits where value >> UInt32(bit) & 1 == 1 {
        let inLane = index / 4 * bits + bit
        let byte = inLane / 32 * 16 + index % 4 * 4 + inLane % 32 / 8
        bytes[byte] |= 1 << UInt8(inLane % 8)
      }
    }
    return bytes
  }

  // MARK: - The fast ones, on arrays

  private func randomValues(bits: Int, using generator: inout SeededGenerator) -> [UInt32] {
    (0..<128).map { _ in bits == 0 ? 0 : UInt32(truncatingIfNeeded: generator.next() >> (64 - bits))
    }
  }

  private func pack(_ values: [UInt32], bits: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 16 * bits + 1) { buffer, count in
      if let base = buffer.baseAddress { BitPacking.pack(values, bits: bits, into: base) }
      count = 16 * bits
    }
  }

  private func unpack(_ bytes: [UInt8], from start: Int, bits: Int) -> [UInt32] {
    var out = [UInt32](repeating: 0xDEAD_BEEF, count: 128)
    bytes.withUnsafeBytes { raw in
      if let base = raw.baseAddress { BitPacking.unpack(base + start, bits: bits, into: &out) }
    }
    return bits == 0 && bytes.isEmpty ? [UInt32](repeating: 0, count: 128) : out
  }
}
