/// A random generator that gives the same numbers for the same seed, on every machine.
///
/// SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA
/// 2014). Its description is the Swift that makes it again, to paste from a failed test's output.
package struct SeededGenerator: RandomNumberGenerator, Sendable, CustomStringConvertible {
  /// What it was made with.
  package let seed: UInt64
  private var state: UInt64

  /// Makes a generator.
  package init(seed: UInt64) {
    self.seed = seed
    state = seed
  }

  /// Returns the next 64 random bits.
  package mutating func next() -> UInt64 {
    // Arithmetic modulo 2⁶⁴ is part of the definition.
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }

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
