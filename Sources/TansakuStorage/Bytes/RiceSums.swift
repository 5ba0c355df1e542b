/// Running sums of the gaps between 128 numbers that `RiceCoding` wrote, worked out as far as
/// somebody asks: who seeks one number of a block needs half of them.
///
/// Behaves as `RiceCoding.readSums`. The memory must live as long as this.
package struct RiceSums {
  private let bytes: UnsafeRawBufferPointer
  /// The bit that the quotients begin at.
  private let quotients: Int
  private let shift: SIMD4<UInt32>
  /// Where the sums go; the remainders stand there until then.
  private let sums: UnsafeMutablePointer<UInt32>
  /// Sums of the quotients.
  private let scratch: UnsafeMutablePointer<UInt32>
  /// How many quotients are read, up to the next byte.
  private var at = 0
  private var byte: Int
  /// How many zeros the quotients have had up to that byte.
  private var zeros: UInt32
  private var sum: SIMD4<UInt32>
  /// How many sums are worked out.
  package private(set) var count = 0

  /// Room for so many numbers must be behind `scratch`, for they are written eight at a time.
  package static let scratchSize = BitPacking.blockLength + 8

  /// The last question worked out no more than so many sums behind the first that reached its target.
  package static let mostAtOnce = 36

  /// The sums of 128 numbers, none of which is worked out; nil where the bytes end before their
  /// quotients.
  ///
  /// - Parameters:
  ///   - bytes: Bytes, which may be anything.
  ///   - bit: The bit that the code begins at, that of a byte.
  ///   - parameter: 0 to 31.
  ///   - base: What the first sum is added to.
  ///   - sums: Memory for 128 numbers.
  ///   - scratch: Memory for ``scratchSize`` numbers, of no use until all sums are worked out.
  package init?(
    _ bytes: UnsafeRawBufferPointer, from bit: Int, parameter: Int, base: UInt32,
    into sums: UnsafeMutablePointer<UInt32>, scratch: UnsafeMutablePointer<UInt32>
  ) {
    let quotients = bit &+ RiceCoding.longest &* parameter
    guard bit >= 0, quotients >= bit, quotients <= bytes.count &* 8, let start = bytes.baseAddress
    else { return nil }
    BitPacking.unpack(start + bit >> 3, bits: parameter, into: sums)
    self.bytes = bytes
    self.quotients = quotients
    self.sums = sums
    self.scratch = scratch
    shift = SIMD4(repeating: UInt32(parameter))
    byte = quotients >> 3
    zeros = 0
    sum = SIMD4(repeating: base)
  }

  /// Works out more sums, until one reaches `target` or there are no more; false where the bytes end
  /// before.
  package mutating func read(reaching target: UInt32) -> Bool {
    // In local variables while the loops run.
    var (at, byte, zeros, sum, count) = (at, byte, zeros, sum, count)
    defer { (self.at, self.byte, self.zeros, self.sum, self.count) = (at, byte, zeros, sum, count) }
    let table = UnaryTable.shared
    while count < RiceCoding.longest, count == 0 || sums[count &- 1] < target {
      // Some twenty numbers.
      let end = min(byte &+ 4, bytes.count)
      if byte == end { return false }
      while byte < end, at < RiceCoding.longest {
        let value = Int(bytes[byte])
        let offset = SIMD4(repeating: zeros &- UInt32(truncatingIfNeeded: at))
        let zerosBefore = table.zerosBefore + 32 &* value
        let out = UnsafeMutableRawPointer(scratch + at)
        BitPacking.store(BitPacking.load(zerosBefore) &+ offset, out)
        BitPacking.store(BitPacking.load(zerosBefore + 16) &+ offset, out + 16)
        at &+= Int(table.ones[value])
        zeros &+= 8
        byte &+= 1
      }
      let ready = min(at, RiceCoding.longest) & ~3
      while count < ready {
        let out = UnsafeMutableRawPointer(sums + count)
        sum = BitPacking.runningSums(of: BitPacking.load(out) &+ 1, after: sum)
        let quotient = BitPacking.load(UnsafeRawPointer(scratch + count))
        BitPacking.store(sum &+ quotient &<< shift, out)
        sum = SIMD4(repeating: sum[3])
        count &+= 4
      }
    }
    return true
  }

  /// The bit behind the code; nil where the bytes end before it.
  package func end() -> Int? {
    if at >= RiceCoding.longest {
      return quotients &+ Int(scratch[RiceCoding.longest &- 1]) &+ RiceCoding.longest
    }
    return RiceCoding.place(behindOnes: RiceCoding.longest &- at, from: byte &* 8, in: bytes)
  }
}
