import TansakuTestSupport
import Testing

@testable import Tansaku

@Suite("Streams of an arena give back the numbers that went in")
struct SliceArenaTests {
  /// Numbers about where a varint becomes longer, and others.
  private func number(_ generator: inout SeededGenerator) -> UInt32 {
    let edges: [UInt32] = [0, 0x7F, 0x80, 0x3FFF, 0x4000, 0x1F_FFFF, 0x20_0000, .max]
    if generator.once(in: 3) { return edges.randomElement(using: &generator) ?? 0 }
    return UInt32.random(
      in: 0...(1 << UInt32.random(in: 0...31, using: &generator)), using: &generator)
  }

  @Test("One by one and two at a time, whatever the borders of slices", arguments: 0..<50)
  func roundTrip(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var arena = SliceArena(capacity: 0)
    defer { arena.deallocate() }
    var streams: [(start: UInt32, tail: SliceArena.Tail, numbers: [UInt32])] = []
    for _ in 0..<20 {
      let tail = arena.begin()
      streams.append((tail.cursor, tail, []))
    }
    for _ in 0..<6_000 {
      // A few streams become much longer than the others.
      let index = min(
        Int.random(in: 0..<20, using: &generator), Int.random(in: 0..<20, using: &generator))
      let (first, second) = (number(&generator), number(&generator))
      if generator.once(in: 2) {
        arena.append(first, to: &streams[index].tail)
        streams[index].numbers.append(first)
      } else {
        arena.append(first, second, to: &streams[index].tail)
        streams[index].numbers += [first, second]
      }
    }
    for stream in streams {
      var reader = arena.read(from: stream.start, to: stream.tail)
      var read: [UInt32] = []
      while !reader.isAtEnd { read.append(reader.next()) }
      #expect(read == stream.numbers, "\(generator)")
      let bytes = stream.numbers.reduce(0) { $0 + max(1, (38 - $1.leadingZeroBitCount) / 7) }
      #expect(arena.length(to: stream.tail) == bytes, "\(generator)")
      #expect(bytes <= arena.longestStream)
    }
  }

  @Test("A short key is the key of a term that is its own, whatever stands behind it")
  func shortKeys() {
    var generator = SeededGenerator(seed: 21)
    let alphabet: [UInt32] = [0x01, 0x61, 0x4EAC, 0xFFFF, 0x1_0000, 0x10_FFFF]
    for _ in 0..<5_000 {
      let scalars = (0..<3).map { _ in alphabet.randomElement(using: &generator) ?? 0x61 }
      let count = Int.random(in: 1...3, using: &generator)
      let hasPositions = generator.once(in: 2)
      scalars.withUnsafeBufferPointer { scalars in
        let key = TermKey64.key(
          .gram, UnsafeBufferPointer(rebasing: scalars[..<count]), hasPositions: hasPositions)
        let short = scalars.baseAddress.flatMap {
          TermKey64.shortKey(.gram, $0, count: count, hasPositions: hasPositions)
        }
        #expect(short == (key & TermKey64.hashed == 0 ? key : nil))
      }
    }
  }
}
