/// Reads bits one after the other, the lowest of a byte first: careful and slow.
///
/// The memory must live for as long as the reader does.
package struct BitReader {
  private let bytes: UnsafeRawBufferPointer
  /// The next bit, counted from the first byte.
  package private(set) var position = 0

  /// Makes a reader at the first bit.
  package init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// Reads the next bit; nil behind the last.
  package mutating func readBit() -> UInt32? {
    guard position / 8 < bytes.count else { return nil }
    defer { position += 1 }
    return UInt32(bytes[position / 8] >> UInt8(position % 8) & 1)
  }

  /// Reads a number of so many bits, at most 32; nil where they are not there.
  package mutating func read(_ count: Int) -> UInt32? {
    var value: UInt32 = 0
    for bit in 0..<count {
      guard let next = readBit() else { return nil }
      value |= next << UInt32(bit)
    }
    return value
  }

  /// Reads zeros and the one behind them, and returns how many there were; nil where no one comes.
  package mutating func readUnary() -> UInt32? {
    var zeros: UInt32 = 0
    while let bit = readBit() {
      if bit == 1 { return zeros }
      zeros += 1
    }
    return nil
  }

  /// Passes over what is left of a byte that was begun; false where it is not all zeros.
  package mutating func readFill() -> Bool {
    while position % 8 != 0 {
      guard readBit() == 0 else { return false }
    }
    return true
  }

  /// Reads numbers that `RiceCoding` wrote; nil where the bytes hold none, or a number that no 32
  /// bits hold.
  package mutating func readRice(_ count: Int, parameter: Int) -> [UInt32]? {
    var remainders: [UInt32] = []
    if count == RiceCoding.longest {
      let start = position / 8
      guard position % 8 == 0, start + 16 * parameter <= bytes.count else { return nil }
      remainders = BitReader.unpacked(
        UnsafeRawBufferPointer(rebasing: bytes[start..<start + 16 * parameter]), bits: parameter)
      position += 128 * parameter
    } else {
      for _ in 0..<count {
        guard let remainder = read(parameter) else { return nil }
        remainders.append(remainder)
      }
    }
    var numbers: [UInt32] = []
    for remainder in remainders {
      guard let quotient = readUnary(), quotient <= UInt32.max >> UInt32(parameter) else {
        return nil
      }
      numbers.append(quotient << UInt32(parameter) | remainder)
    }
    return numbers
  }

  /// Reads numbers that `InterpolativeCoding` wrote; nil where the bytes hold none.
  package mutating func readInterpolative(_ count: Int, low: UInt32, high: UInt32) -> [UInt32]? {
    guard UInt64(low) + UInt64(count) <= UInt64(high) + 1 else { return nil }
    guard count > 0 else { return [] }
    let before = (count - 1) / 2
    let after = count - 1 - before
    let least = UInt64(low) + UInt64(before)
    let places = UInt64(high) - UInt64(after) - least + 1
    let width = 63 - places.leadingZeroBitCount
    let short = UInt64(2) << UInt64(width) - places
    guard var place = read(width).map(UInt64.init) else { return nil }
    if place >= short {
      guard let bit = readBit() else { return nil }
      place = place * 2 + UInt64(bit) - short
    }
    let middle = UInt32(least + place)
    // Nothing stands below the least number of all or above the greatest.
    guard let lower = before == 0 ? [] : readInterpolative(before, low: low, high: middle - 1),
      let upper = after == 0 ? [] : readInterpolative(after, low: middle + 1, high: high)
    else { return nil }
    return lower + [middle] + upper
  }

  /// The 128 numbers of a block of `16 × bits` bytes that `BitPacking` wrote, one after the other.
  ///
  /// Value `i` is in lane `i % 4`, and each lane is a stream of bits in every fourth word.
  private static func unpacked(_ bytes: UnsafeRawBufferPointer, bits: Int) -> [UInt32] {
    (0..<BitPacking.blockLength).map { index in
      var value: UInt32 = 0
      for bit in 0..<bits {
        let place = index / 4 * bits + bit
        let byte = bytes[(place / 32 * 4 + index % 4) * 4 + place % 32 / 8]
        value |= UInt32(byte >> UInt8(place % 8) & 1) << UInt32(bit)
      }
      return value
    }
  }
}
