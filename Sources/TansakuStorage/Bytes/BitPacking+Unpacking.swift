/// Takes the 32 rows of a block, four numbers each.
protocol BitPackingSink {
  /// Takes the row that begins with number `4 * row`.
  mutating func take(_ values: SIMD4<UInt32>, row: Int)
}

/// Writes the numbers as they are.
struct PlainSink: BitPackingSink {
  let destination: UnsafeMutableRawPointer

  @inline(__always)
  mutating func take(_ values: SIMD4<UInt32>, row: Int) {
    BitPacking.store(values, destination + 16 * row)
  }
}

/// Writes the running sum of the numbers.
struct SummingSink: BitPackingSink {
  let destination: UnsafeMutableRawPointer
  /// The sum of all before, in each lane.
  var sum: SIMD4<UInt32>

  @inline(__always)
  mutating func take(_ values: SIMD4<UInt32>, row: Int) {
    // Shifting by one lane and by two makes the sums within the row (Hillis and Steele 1986).
    var sums = values
    sums &+= SIMD4(0, sums[0], sums[1], sums[2])
    sums &+= SIMD4(0, 0, sums[0], sums[1])
    // The next row waits only for this addition, not for the sums within the row.
    let out = sum &+ sums
    BitPacking.store(out, destination + 16 * row)
    sum &+= SIMD4(repeating: sums[3])
  }
}

extension BitPacking {
  /// Unpacks with the code of the given width: with constant shifts, and the rows written out.
  @inline(__always)
  static func unpackRows<Sink: BitPackingSink>(
    _ bytes: UnsafeRawPointer, bits: Int, into sink: inout Sink
  ) {
    switch bits {
    case 0: for row in 0..<32 { sink.take(SIMD4(), row: row) }
    case 1: rows(bytes, 1, &sink)
    case 2: rows(bytes, 2, &sink)
    case 3: rows(bytes, 3, &sink)
    case 4: rows(bytes, 4, &sink)
    case 5: rows(bytes, 5, &sink)
    case 6: rows(bytes, 6, &sink)
    case 7: rows(bytes, 7, &sink)
    case 8: rows(bytes, 8, &sink)
    case 9: rows(bytes, 9, &sink)
    case 10: rows(bytes, 10, &sink)
    case 11: rows(bytes, 11, &sink)
    case 12: rows(bytes, 12, &sink)
    case 13: rows(bytes, 13, &sink)
    case 14: rows(bytes, 14, &sink)
    case 15: rows(bytes, 15, &sink)
    case 16: rows(bytes, 16, &sink)
    case 17: rows(bytes, 17, &sink)
    case 18: rows(bytes, 18, &sink)
    case 19: rows(bytes, 19, &sink)
    case 20: rows(bytes, 20, &sink)
    case 21: rows(bytes, 21, &sink)
    case 22: rows(bytes, 22, &sink)
    case 23: rows(bytes, 23, &sink)
    case 24: rows(bytes, 24, &sink)
    case 25: rows(bytes, 25, &sink)
    case 26: rows(bytes, 26, &sink)
    case 27: rows(bytes, 27, &sink)
    case 28: rows(bytes, 28, &sink)
    case 29: rows(bytes, 29, &sink)
    case 30: rows(bytes, 30, &sink)
    case 31: rows(bytes, 31, &sink)
    case 32: rows(bytes, 32, &sink)
    default: preconditionFailure("A number of 32 bits has 0 to 32 bits")
    }
  }

  /// Unpacks 32 rows; `bits` is a constant where this is inlined.
  @inline(__always)
  private static func rows<Sink: BitPackingSink>(
    _ bytes: UnsafeRawPointer, _ bits: Int, _ sink: inout Sink
  ) {
    row(0, bytes, bits, &sink)
    row(1, bytes, bits, &sink)
    row(2, bytes, bits, &sink)
    row(3, bytes, bits, &sink)
    row(4, bytes, bits, &sink)
    row(5, bytes, bits, &sink)
    row(6, bytes, bits, &sink)
    row(7, bytes, bits, &sink)
    row(8, bytes, bits, &sink)
    row(9, bytes, bits, &sink)
    row(10, bytes, bits, &sink)
    row(11, bytes, bits, &sink)
    row(12, bytes, bits, &sink)
    row(13, bytes, bits, &sink)
    row(14, bytes, bits, &sink)
    row(15, bytes, bits, &sink)
    row(16, bytes, bits, &sink)
    row(17, bytes, bits, &sink)
    row(18, bytes, bits, &sink)
    row(19, bytes, bits, &sink)
    row(20, bytes, bits, &sink)
    row(21, bytes, bits, &sink)
    row(22, bytes, bits, &sink)
    row(23, bytes, bits, &sink)
    row(24, bytes, bits, &sink)
    row(25, bytes, bits, &sink)
    row(26, bytes, bits, &sink)
    row(27, bytes, bits, &sink)
    row(28, bytes, bits, &sink)
    row(29, bytes, bits, &sink)
    row(30, bytes, bits, &sink)
    row(31, bytes, bits, &sink)
  }

  @inline(__always)
  private static func row<Sink: BitPackingSink>(
    _ row: Int, _ bytes: UnsafeRawPointer, _ bits: Int, _ sink: inout Sink
  ) {
    let word = (row &* bits) &>> 5
    let shift = (row &* bits) & 31
    let mask = UInt32.max &>> UInt32(32 &- bits)
    var value = load(bytes, word) &>> SIMD4(repeating: UInt32(shift))
    if shift &+ bits > 32 {
      value |= load(bytes, word &+ 1) &<< SIMD4(repeating: UInt32(32 &- shift))
    }
    sink.take(value & SIMD4(repeating: mask), row: row)
  }

  @inline(__always)
  private static func load(_ bytes: UnsafeRawPointer, _ word: Int) -> SIMD4<UInt32> {
    bytes.loadUnaligned(fromByteOffset: 16 &* word, as: SIMD4<UInt32>.self)
  }
}
