extension BitPacking {
  /// Unpacks 128 numbers.
  ///
  /// Each width has code of its own, with constant shifts and the rows written out.
  ///
  /// - Parameters:
  ///   - bytes: `16 * bits` bytes, at any alignment.
  ///   - bits: 0 to 32; anything else traps.
  ///   - destination: Room for 128 numbers.
  package static func unpack(
    _ bytes: UnsafeRawPointer, bits: Int, into destination: UnsafeMutablePointer<UInt32>
  ) {
    let out = UnsafeMutableRawPointer(destination)
    switch bits {
    case 0: for row in 0..<32 { store(SIMD4(), out + 16 * row) }
    case 1: rows(bytes, Width1.self, out)
    case 2: rows(bytes, Width2.self, out)
    case 3: rows(bytes, Width3.self, out)
    case 4: rows(bytes, Width4.self, out)
    case 5: rows(bytes, Width5.self, out)
    case 6: rows(bytes, Width6.self, out)
    case 7: rows(bytes, Width7.self, out)
    case 8: rows(bytes, Width8.self, out)
    case 9: rows(bytes, Width9.self, out)
    case 10: rows(bytes, Width10.self, out)
    case 11: rows(bytes, Width11.self, out)
    case 12: rows(bytes, Width12.self, out)
    case 13: rows(bytes, Width13.self, out)
    case 14: rows(bytes, Width14.self, out)
    case 15: rows(bytes, Width15.self, out)
    case 16: rows(bytes, Width16.self, out)
    case 17: rows(bytes, Width17.self, out)
    case 18: rows(bytes, Width18.self, out)
    case 19: rows(bytes, Width19.self, out)
    case 20: rows(bytes, Width20.self, out)
    case 21: rows(bytes, Width21.self, out)
    case 22: rows(bytes, Width22.self, out)
    case 23: rows(bytes, Width23.self, out)
    case 24: rows(bytes, Width24.self, out)
    case 25: rows(bytes, Width25.self, out)
    case 26: rows(bytes, Width26.self, out)
    case 27: rows(bytes, Width27.self, out)
    case 28: rows(bytes, Width28.self, out)
    case 29: rows(bytes, Width29.self, out)
    case 30: rows(bytes, Width30.self, out)
    case 31: rows(bytes, Width31.self, out)
    case 32: rows(bytes, Width32.self, out)
    default: preconditionFailure("A number of 32 bits has 0 to 32 bits")
    }
  }

  @inline(__always)
  private static func rows<Width: BitWidth>(
    _ bytes: UnsafeRawPointer, _ width: Width.Type, _ out: UnsafeMutableRawPointer
  ) {
    row(0, bytes, width, out)
    row(1, bytes, width, out)
    row(2, bytes, width, out)
    row(3, bytes, width, out)
    row(4, bytes, width, out)
    row(5, bytes, width, out)
    row(6, bytes, width, out)
    row(7, bytes, width, out)
    row(8, bytes, width, out)
    row(9, bytes, width, out)
    row(10, bytes, width, out)
    row(11, bytes, width, out)
    row(12, bytes, width, out)
    row(13, bytes, width, out)
    row(14, bytes, width, out)
    row(15, bytes, width, out)
    row(16, bytes, width, out)
    row(17, bytes, width, out)
    row(18, bytes, width, out)
    row(19, bytes, width, out)
    row(20, bytes, width, out)
    row(21, bytes, width, out)
    row(22, bytes, width, out)
    row(23, bytes, width, out)
    row(24, bytes, width, out)
    row(25, bytes, width, out)
    row(26, bytes, width, out)
    row(27, bytes, width, out)
    row(28, bytes, width, out)
    row(29, bytes, width, out)
    row(30, bytes, width, out)
    row(31, bytes, width, out)
  }

  @inline(__always)
  private static func row<Width: BitWidth>(
    _ row: Int, _ bytes: UnsafeRawPointer, _: Width.Type, _ out: UnsafeMutableRawPointer
  ) {
    // All below 32 · 32: nothing can overflow.
    let word = (row &* Width.bits) &>> 5
    let shift = (row &* Width.bits) & 31
    var values = load(bytes + 16 &* word) &>> SIMD4(repeating: UInt32(shift))
    if shift &+ Width.bits <= 32 {
      values &= SIMD4(repeating: .max &>> UInt32(32 &- Width.bits))
    } else {
      // Masked before it is moved: moved first, the compiler sees a rotation over two words, for
      // which x86 has an instruction for single numbers only (measured: ten times slower).
      let rest = SIMD4<UInt32>(repeating: .max &>> UInt32(64 &- shift &- Width.bits))
      values |= (load(bytes + 16 &* (word &+ 1)) & rest) &<< SIMD4(repeating: UInt32(32 &- shift))
    }
    store(values, out + 16 &* row)
  }
}

/// A number of bits as a type.
///
/// Given as a value, the compiler folds the cases above into one, which works out shifts at run time
/// and takes more than twice as long (measured).
private protocol BitWidth {
  static var bits: Int { get }
}

private enum Width1: BitWidth { static var bits: Int { 1 } }
private enum Width2: BitWidth { static var bits: Int { 2 } }
private enum Width3: BitWidth { static var bits: Int { 3 } }
private enum Width4: BitWidth { static var bits: Int { 4 } }
private enum Width5: BitWidth { static var bits: Int { 5 } }
private enum Width6: BitWidth { static var bits: Int { 6 } }
private enum Width7: BitWidth { static var bits: Int { 7 } }
private enum Width8: BitWidth { static var bits: Int { 8 } }
private enum Width9: BitWidth { static var bits: Int { 9 } }
private enum Width10: BitWidth { static var bits: Int { 10 } }
private enum Width11: BitWidth { static var bits: Int { 11 } }
private enum Width12: BitWidth { static var bits: Int { 12 } }
private enum Width13: BitWidth { static var bits: Int { 13 } }
private enum Width14: BitWidth { static var bits: Int { 14 } }
private enum Width15: BitWidth { static var bits: Int { 15 } }
private enum Width16: BitWidth { static var bits: Int { 16 } }
private enum Width17: BitWidth { static var bits: Int { 17 } }
private enum Width18: BitWidth { static var bits: Int { 18 } }
private enum Width19: BitWidth { static var bits: Int { 19 } }
private enum Width20: BitWidth { static var bits: Int { 20 } }
private enum Width21: BitWidth { static var bits: Int { 21 } }
private enum Width22: BitWidth { static var bits: Int { 22 } }
private enum Width23: BitWidth { static var bits: Int { 23 } }
private enum Width24: BitWidth { static var bits: Int { 24 } }
private enum Width25: BitWidth { static var bits: Int { 25 } }
private enum Width26: BitWidth { static var bits: Int { 26 } }
private enum Width27: BitWidth { static var bits: Int { 27 } }
private enum Width28: BitWidth { static var bits: Int { 28 } }
private enum Width29: BitWidth { static var bits: Int { 29 } }
private enum Width30: BitWidth { static var bits: Int { 30 } }
private enum Width31: BitWidth { static var bits: Int { 31 } }
private enum Width32: BitWidth { static var bits: Int { 32 } }
