import TansakuStorage
import TansakuTestSupport
import Testing

@Suite("Interpolative code is read as a reader that goes bit by bit reads it")
struct InterpolativeCodingTests {
  @Test("Lists of all lengths between bounds near and far", arguments: 0..<400)
  func agreesWithSlowTwin(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let count = Int.random(in: 0...130, using: &generator)
    let spare: UInt32 =
      generator.once(in: 3) ? 0 : 1 << UInt32.random(in: 0...30, using: &generator)
    let room = max(UInt32(count) + spare, 1)
    let low = generator.once(in: 2) ? 0 : UInt32.random(in: 0...(.max - room), using: &generator)
    let high = low + room - 1
    var numbers: Set<UInt32> = []
    // In clusters, or in a list without gaps.
    while numbers.count < count {
      let start = UInt32.random(in: low...high, using: &generator)
      for next in start...min(high, start &+ 5 < start ? high : start + 5)
      where numbers.count < count {
        numbers.insert(next)
      }
    }
    let sorted = numbers.sorted()
    let shift = Int.random(in: 0..<8, using: &generator)
    var bits = BitWriter()
    bits.append((1 << UInt32(shift)) - 1, count: shift)
    InterpolativeCoding.append(sorted, count: count, low: low, high: high, to: &bits)
    bits.align()
    try bits.withUnsafeBytes { bytes throws in
      var slow = BitReader(bytes)
      _ = slow.read(shift)
      #expect(slow.readInterpolative(count, low: low, high: high) == sorted, "\(generator)")
      var out = [UInt32](repeating: 0, count: count + 1)
      let end = InterpolativeCoding.read(
        bytes, from: shift, count: count, low: low, high: high, into: &out)
      #expect(end == slow.position, "\(generator)")
      #expect(Array(out[..<count]) == sorted, "\(generator)")
      // Where the bytes go on, nobody asks at each number whether they do.
      let more = Array(bytes) + [UInt8](repeating: 0xA5, count: 16 + count * 5)
      more.withUnsafeBytes { bytes in
        var out = [UInt32](repeating: 0, count: count + 1)
        let end = InterpolativeCoding.read(
          bytes, from: shift, count: count, low: low, high: high, into: &out)
        #expect(end == slow.position, "\(generator)")
        #expect(out == sorted + [0], "\(generator)")
      }
    }
  }

  @Test("Lists one behind another are read as one after the other", arguments: 0..<100)
  func lists(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var bits = BitWriter()
    var all: [UInt32] = []
    var counts: [UInt32] = []
    var highs: [UInt32] = []
    for _ in 0..<Int.random(in: 1...40, using: &generator) {
      let high = UInt32.random(in: 7...(generator.once(in: 4) ? .max : 500), using: &generator)
      let numbers = Set(
        (0..<Int.random(in: 0...8, using: &generator)).map { _ in
          UInt32.random(in: 0...high, using: &generator)
        }
      ).sorted()
      InterpolativeCoding.append(numbers, count: numbers.count, low: 0, high: high, to: &bits)
      all += numbers
      counts.append(UInt32(numbers.count))
      highs.append(high)
    }
    bits.align()
    var together = BitWriter()
    InterpolativeCoding.append(
      all + [0], counts: counts, highs: highs, lists: counts.count, to: &together)
    together.align()
    let written = together.withUnsafeBytes { Array($0) }
    bits.withUnsafeBytes { bytes in
      #expect(Array(bytes) == written, "\(generator)")
      var slow = BitReader(bytes)
      for (count, high) in zip(counts, highs) {
        _ = slow.readInterpolative(Int(count), low: 0, high: high)
      }
      var out = [UInt32](repeating: 0, count: all.count + 1)
      let end = InterpolativeCoding.read(
        bytes, from: 0, counts: counts, highs: highs, lists: counts.count, into: &out,
        room: all.count)
      #expect(end == slow.position, "\(generator)")
      #expect(Array(out[..<all.count]) == all, "\(generator)")
      let more = Array(bytes) + [UInt8](repeating: 0xA5, count: 64)
      more.withUnsafeBytes { bytes in
        var out = [UInt32](repeating: 0, count: all.count + 1)
        let end = InterpolativeCoding.read(
          bytes, from: 0, counts: counts, highs: highs, lists: counts.count, into: &out,
          room: all.count)
        #expect(end == slow.position, "\(generator)")
        #expect(out == all + [0], "\(generator)")
      }
      if !all.isEmpty {
        let tooMany = InterpolativeCoding.read(
          bytes, from: 0, counts: counts, highs: highs, lists: counts.count, into: &out,
          room: all.count - 1)
        #expect(tooMany == nil)
      }
    }
  }

  @Test("A list without gaps takes no bits at all")
  func noGaps() {
    var bits = BitWriter()
    InterpolativeCoding.append(Array(3...99), count: 97, low: 3, high: 99, to: &bits)
    bits.align()
    #expect(bits.count == 0)
  }

  @Test(
    "Any bytes give numbers within the bounds, or nil where they end too early", arguments: 0..<200)
  func noise(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let noise = (0..<Int.random(in: 0...200, using: &generator)).map { _ in
      UInt8.random(in: 0...255, using: &generator)
    }
    let count = Int.random(in: 0...127, using: &generator)
    let high = UInt32.random(in: 0...100_000, using: &generator)
    var out = [UInt32](repeating: 0, count: 128)
    noise.withUnsafeBytes { bytes in
      var slow = BitReader(bytes)
      let expected = slow.readInterpolative(count, low: 0, high: high)
      let end = InterpolativeCoding.read(
        bytes, from: 0, count: count, low: 0, high: high, into: &out)
      #expect((end == nil) == (expected == nil), "\(generator)")
      if let expected { #expect(Array(out[..<count]) == expected, "\(generator)") }
    }
  }
}
