/// The draws of an audit: the same for the same seed on every machine.
///
/// SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014).
struct AuditRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    // Arithmetic modulo 2⁶⁴ is part of the definition.
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }

  /// A number below `bound`, which is positive.
  ///
  /// By the high half of a product (Lemire, "Fast random integer generation in an interval", ACM
  /// Transactions on Modeling and Computer Simulation 29 (1), 2019), without the step that makes it
  /// exact: for a bound of a billion it is off by some 10⁻¹⁰.
  @inline(__always)
  mutating func number(below bound: Int) -> Int {
    Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high)
  }
}
