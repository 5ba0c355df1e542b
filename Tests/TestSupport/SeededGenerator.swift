import TansakuStorage

/// A random generator that gives the same numbers for the same seed, on every machine.
///
/// It is a `SplitMix64` whose description is the Swift that makes it again, to paste from a failed test's
/// output.
package struct SeededGenerator: RandomNumberGenerator, Sendable, CustomStringConvertible {
  /// What it was made with.
  package let seed: UInt64
  private var generator: SplitMix64

  /// Makes a generator.
  package init(seed: UInt64) {
    self.seed = seed
    generator = SplitMix64(seed: seed)
  }

  /// Returns the next 64 random bits.
  package mutating func next() -> UInt64 { generator.next() }

  /// Returns true once in `count` times on average.
  package mutating func once(in count: Int) -> Bool {
    Int.random(in: 0..<count, using: &self) == 0
  }

  /// Returns so many random bytes.
  package mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) }
  }

  /// The Swift that makes this generator again, from its beginning.
  package var description: String { "SeededGenerator(seed: \(seed))" }
}
