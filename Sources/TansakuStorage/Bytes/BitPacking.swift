/// Packs blocks of 128 numbers into as many bits each as the largest of them needs.
///
/// The layout is the vertical one of SIMD-BP128 (Lemire and Boytsov, "Decoding billions of integers
/// per second through vectorization", Software: Practice and Experience 45(1), 2015, section 4): four lanes
/// of 32 bits lie side by side, value `i` is in lane `i % 4`, row `i / 4`; each lane is a stream of
/// 32 values, lowest bits first, cut into `bits` words. Word `w` of all lanes makes 16 bytes at
/// `16 * w`, little-endian. So four values unpack at once with one shift and one mask. Of
/// the paper's differences and meta-blocks nothing is used; `RiceCoding` packs its remainders so.
package enum BitPacking {
  /// The numbers in a block.
  package static let blockLength = 128

  /// Returns the bytes that a block takes at so many bits a number.
  package static func packedLength(bits: Int) -> Int { 16 * bits }

  /// Returns the bits that the largest of 128 numbers needs: 0 to 32.
  package static func bitsNeeded(_ values: UnsafePointer<UInt32>) -> Int {
    let raw = UnsafeRawPointer(values)
    var union = SIMD4<UInt32>()
    for row in 0..<32 { union |= load(raw + 16 &* row) }
    let all = union.x | union.y | union.z | union.w
    return 32 - all.leadingZeroBitCount
  }

  /// Packs 128 numbers.
  ///
  /// - Parameters:
  ///   - values: The numbers, all below 2 to the power of `bits`; what is above is cut off.
  ///   - bits: 0 to 32.
  ///   - destination: Room for `16 * bits` bytes, at any alignment.
  package static func pack(
    _ values: UnsafePointer<UInt32>, bits: Int, into destination: UnsafeMutableRawPointer
  ) {
    precondition(bits >= 0 && bits <= 32, "A number of 32 bits has 0 to 32 bits")
    guard bits > 0 else { return }
    let raw = UnsafeRawPointer(values)
    let mask = SIMD4<UInt32>(repeating: .max >> UInt32(32 - bits))
    var word = SIMD4<UInt32>()
    var used = 0
    var offset = 0
    for row in 0..<32 {
      let value = load(raw + 16 &* row) & mask
      word |= value &<< SIMD4(repeating: UInt32(used))
      used += bits
      if used >= 32 {
        store(word, destination + offset)
        offset += 16
        used -= 32
        // What did not fit; when all did, the shift is by `bits`, which clears the value unless
        // it is 32, and a shift by 32 must not be asked for.
        word =
          used == 0
          ? SIMD4() : value &>> SIMD4(repeating: UInt32(bits - used))
      }
    }
  }

  /// The running sums of four numbers, each after the sum that came before.
  ///
  /// Sums within the row, by shifting one lane and then two (Hillis and Steele, "Data parallel
  /// algorithms", 1986). The first shift is one of 64-bit halves: lanes picked one by one leave the
  /// vector registers. Sums wrap around.
  @inline(__always)
  static func runningSums(of row: SIMD4<UInt32>, after sum: SIMD4<UInt32>) -> SIMD4<UInt32> {
    let halves = unsafeBitCast(row, to: SIMD2<UInt64>.self)
    var sums = row &+ unsafeBitCast(halves &<< 32, to: SIMD4<UInt32>.self)
    sums &+= SIMD4(0, 0, sums[1], sums[1])
    return sums &+ sum
  }

  @inline(__always)
  static func load(_ source: UnsafeRawPointer) -> SIMD4<UInt32> {
    source.loadUnaligned(as: SIMD4<UInt32>.self)
  }

  @inline(__always)
  static func store(_ vector: SIMD4<UInt32>, _ destination: UnsafeMutableRawPointer) {
    destination.storeBytes(of: vector, as: SIMD4<UInt32>.self)
  }
}
