import TansakuStorage
import TansakuTestSupport
import Testing

@Suite("Rice's code is read as a reader that goes bit by bit reads it")
struct RiceCodingTests {
  /// Numbers as gaps are: mostly near a mean, a few far off.
  private func randomNumbers(_ count: Int, using generator: inout SeededGenerator) -> [UInt32] {
    let bits = Int.random(in: 0...24, using: &generator)
    return (0..<count).map { _ in
      let wide = generator.once(in: 40) ? min(31, bits + 7) : bits
      return UInt32.random(in: 0..<(1 << UInt32(wide)), using: &generator)
    }
  }

  private func coded(_ numbers: [UInt32], parameter: Int, shift: Int) -> [UInt8] {
    var bits = BitWriter()
    bits.append((1 << UInt32(shift)) - 1, count: shift)
    RiceCoding.append(numbers, count: numbers.count, parameter: parameter, to: &bits)
    bits.align()
    return bits.withUnsafeBytes { Array($0) }
  }

  @Test(
    "All counts and parameters, from each bit of a byte",
    arguments: [1, 2, 3, 4, 5, 7, 8, 31, 64, 127, 128])
  func agreesWithSlowTwin(count: Int) throws {
    for seed in 0..<60 {
      var generator = SeededGenerator(seed: UInt64(seed * 1000 + count))
      let numbers = randomNumbers(count, using: &generator)
      let shift = count == RiceCoding.longest ? 0 : seed % 8
      let best = RiceCoding.parameter(for: numbers, count: count)
      for parameter in [best, max(0, best - 2), min(31, best + 3), 31] {
        let bytes = coded(numbers, parameter: parameter, shift: shift)
        try bytes.withUnsafeBytes { bytes throws in
          var slow = BitReader(bytes)
          _ = slow.read(shift)
          #expect(slow.readRice(count, parameter: parameter) == numbers, "\(generator)")
          let end = slow.position
          #expect(
            end - shift == RiceCoding.codedLength(numbers, count: count, parameter: parameter))

          // With one behind what may be written.
          var out = [UInt32](repeating: 0xDEAD_BEEF, count: ((count + 3) & ~3) + 1)
          #expect(
            RiceCoding.read(bytes, from: shift, count: count, parameter: parameter, into: &out)
              == end)
          #expect(Array(out[..<count]) == numbers, "\(generator)")

          let base = UInt32.random(in: 0 ... .max, using: &generator)
          var sum = base
          let sums = numbers.map { number in
            sum = sum &+ number &+ 1
            return sum
          }
          #expect(
            RiceCoding.readSums(
              bytes, from: shift, count: count, parameter: parameter, base: base, into: &out) == end
          )
          #expect(Array(out[..<count]) == sums, "\(generator)")
          #expect(out.last == 0xDEAD_BEEF)
          #expect(
            RiceCoding.end(bytes, from: shift, count: count, parameter: parameter) == end)
        }
      }
    }
  }

  @Test(
    "Numbers that are picked are those that are read", arguments: [1, 2, 5, 31, 63, 64, 127, 128])
  func picking(count: Int) throws {
    for seed in 0..<60 {
      var generator = SeededGenerator(seed: UInt64(seed * 1000 + count))
      let numbers = randomNumbers(count, using: &generator)
      let shift = count == RiceCoding.longest ? 8 * (seed % 3) : seed % 17
      let best = RiceCoding.parameter(for: numbers, count: count)
      for parameter in [0, best, max(0, best - 2), min(31, best + 3), 31]
      where numbers.allSatisfy({ $0 >> UInt32(parameter) < 1 << 14 }) {
        let bytes = coded(numbers, parameter: parameter, shift: shift)
        try bytes.withUnsafeBytes { bytes throws in
          let picker = RicePicker(bytes, from: shift, count: count, parameter: parameter)
          var steps = try #require(picker)
          // Forwards by steps of all widths, with a step back now and then.
          var place = 0
          while place < count {
            let before = numbers[..<place].reduce(0) { $0 + Int($1 >> UInt32(parameter)) }
            #expect(steps.number(at: place) == numbers[place], "\(generator)")
            #expect(steps.quotientsBeforeLast == before)
            if generator.once(in: 4) {
              // The next few as sums, and the last one again.
              var sums = [UInt32](
                repeating: 0, count: Int.random(in: 1...min(9, count - place), using: &generator))
              let expected = numbers[place...].prefix(sums.count).reduce(7, &+)
              #expect(
                steps.readSums(at: place, count: sums.count, base: 7, &sums) == expected,
                "\(generator)")
              #expect(sums.last == expected && sums[0] == 7 &+ numbers[place])
              if generator.once(in: 2) {
                #expect(steps.number(at: place) == numbers[place], "\(generator)")
                #expect(steps.quotientsBeforeLast == before)
              }
            }
            place += Int.random(in: generator.once(in: 9) ? -place...0 : 1...40, using: &generator)
          }
          var slow = BitReader(bytes)
          for _ in 0..<shift { _ = slow.readBit() }
          _ = slow.readRice(count, parameter: parameter)
          #expect(steps.end() == slow.position)
        }
      }
    }
  }

  @Test("Nothing is picked behind the end of bytes that are no code", arguments: 0..<200)
  func pickingNoise(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let noise = (0..<Int.random(in: 0...60, using: &generator)).map { _ in
      generator.once(in: 3) ? UInt8.random(in: 0...255, using: &generator) : 0
    }
    let count = generator.once(in: 3) ? 128 : Int.random(in: 1...127, using: &generator)
    let parameter = Int.random(in: 0...31, using: &generator)
    noise.withUnsafeBytes { bytes in
      guard var picker = RicePicker(bytes, from: 0, count: count, parameter: parameter) else {
        #expect(count * parameter > noise.count * 8)
        return
      }
      var numbers = [UInt32](repeating: 0, count: (count + 3) & ~3)
      let end = RiceCoding.read(bytes, from: 0, count: count, parameter: parameter, into: &numbers)
      for place in (0..<count).reversed() {
        let number = picker.number(at: place)
        if end != nil { #expect(number == numbers[place], "\(generator)") }
      }
      #expect(picker.end() == end)
    }
  }

  @Test("The parameter is the one that a trial of all finds", arguments: 0..<200)
  func parameter(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let count = Int.random(in: 1...128, using: &generator)
    let numbers = randomNumbers(count, using: &generator)
    func length(_ parameter: Int) -> Int {
      RiceCoding.codedLength(numbers, count: count, parameter: parameter)
    }
    let best = (0...31).map(length).min()
    #expect(length(RiceCoding.parameter(for: numbers, count: count)) == best, "\(generator)")
  }

  @Test("Bytes that end too early give nil, whatever they are", arguments: 0..<300)
  func tooShort(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let count = generator.once(in: 2) ? 128 : Int.random(in: 1...127, using: &generator)
    let numbers = randomNumbers(count, using: &generator)
    let parameter = RiceCoding.parameter(for: numbers, count: count)
    let whole = coded(numbers, parameter: parameter, shift: 0)
    let cut = Array(whole[..<Int.random(in: 0..<whole.count, using: &generator)])
    var out = [UInt32](repeating: 0, count: RiceCoding.longest)
    cut.withUnsafeBytes { bytes in
      #expect(
        RiceCoding.read(bytes, from: 0, count: count, parameter: parameter, into: &out) == nil)
      #expect(
        RiceCoding.readSums(
          bytes, from: 0, count: count, parameter: parameter, base: 0, into: &out) == nil)
      #expect(RiceCoding.end(bytes, from: 0, count: count, parameter: parameter) == nil)
    }
    // What is not a code is read as one, or not, but never beyond the bytes.
    let noise = (0..<400).map { _ in UInt8.random(in: 0...255, using: &generator) }
    noise.withUnsafeBytes { bytes in
      let end = RiceCoding.read(bytes, from: 0, count: count, parameter: parameter, into: &out)
      var slow = BitReader(bytes)
      let expected = slow.readRice(count, parameter: parameter)
      if let expected {
        #expect(end == slow.position)
        #expect(Array(out[..<count]) == expected)
      }
    }
  }
}
