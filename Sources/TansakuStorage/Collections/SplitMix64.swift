/// A generator of random numbers that gives the same numbers for the same seed, on every machine and with
/// every version of the standard library.
///
/// SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014). Its
/// numbers are no secret from someone who has seen one of them.
package struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// A generator that begins with this seed; each seed is as good as another.
  package init(seed: UInt64) { state = seed }

  /// Returns the next 64 random bits.
  package mutating func next() -> UInt64 {
    // Arithmetic modulo 2⁶⁴ is part of the definition.
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }

  /// Returns a number from 0 to below `bound`, which is positive.
  ///
  /// The number is the high half of a product (Lemire, "Fast random integer generation in an interval",
  /// ACM Transactions on Modeling and Computer Simulation 29 (1), 2019), without the step that makes it
  /// exact: the numbers differ in probability by less than `bound` ÷ 2⁶⁴.
  package mutating func number(below bound: Int) -> Int {
    Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high)
  }
}
