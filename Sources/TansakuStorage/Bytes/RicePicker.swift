/// Reads some of the numbers that `RiceCoding` wrote, without the rest of them.
///
/// Remainders have a fixed width, so that any can be looked up; the quotient of a number begins
/// behind as many ones as there are numbers before it, which are counted 64 bits at a time. Whoever
/// asks for a number goes on from the one before, so numbers are best asked for in their order.
///
/// The memory must live as long as the picker.
package struct RicePicker {
  private let bytes: UnsafeRawBufferPointer
  /// The bit that the remainders begin at, and that the quotients do.
  private let remainders: Int
  private let quotients: Int
  private let parameter: Int
  /// Whether the remainders stand as `BitPacking` packs them.
  private let isPacked: Bool
  /// How many numbers there are.
  package let count: Int
  /// The number at hand, and the bit that its quotient begins at.
  private var number = 0
  private var bit: Int
  /// The same of the number that was read last.
  private var lastNumber = 0
  private var lastBit: Int

  /// No numbers.
  package init() {
    bytes = UnsafeRawBufferPointer(start: nil, count: 0)
    (remainders, quotients, parameter, count, bit, lastBit) = (0, 0, 0, 0, 0, 0)
    isPacked = false
  }

  /// A picker among numbers; nil where the bytes end before their quotients.
  ///
  /// - Parameters:
  ///   - bytes: Bytes, which may be anything.
  ///   - bit: The bit that the code begins at; with 128 numbers that of a byte.
  ///   - count: How many numbers, 1 to 128.
  ///   - parameter: 0 to 31.
  package init?(_ bytes: UnsafeRawBufferPointer, from bit: Int, count: Int, parameter: Int) {
    let quotients = bit &+ count &* parameter
    guard bit >= 0, quotients >= bit, quotients <= bytes.count &* 8 else { return nil }
    self.bytes = bytes
    self.remainders = bit
    self.quotients = quotients
    self.parameter = parameter
    self.count = count
    isPacked = count == RiceCoding.longest
    self.bit = quotients
    lastBit = quotients
  }

  /// A number; nil where the bytes end before it.
  package mutating func number(at place: Int) -> UInt32? {
    guard move(to: place), let zeros = zerosAhead() else { return nil }
    // The next number is the likeliest to be asked for, then this one again.
    lastNumber = place
    lastBit = bit
    bit &+= zeros &+ 1
    number = place &+ 1
    return UInt32(truncatingIfNeeded: zeros) &<< UInt32(parameter) | remainder(of: place)
  }

  /// Reads numbers that follow each other, and sums them up.
  ///
  /// Sums wrap around, so that damaged bytes cannot trap.
  ///
  /// - Parameters:
  ///   - place: The first of them.
  ///   - count: How many, at least one.
  ///   - base: What they are added to.
  ///   - sums: Memory for so many sums.
  /// - Returns: The last sum; nil where the bytes end before it.
  package mutating func readSums(
    at place: Int, count: Int, base: UInt32, _ sums: UnsafeMutablePointer<UInt32>
  ) -> UInt32? {
    guard move(to: place) else { return nil }
    var sum = base
    for index in 0..<count {
      guard let zeros = zerosAhead() else { return nil }
      bit &+= zeros &+ 1
      number &+= 1
      sum &+= UInt32(truncatingIfNeeded: zeros) &<< UInt32(parameter)
      sum &+= remainder(of: place &+ index)
      sums[index] = sum
    }
    return sum
  }

  /// The sum of all quotients before that of the number that was asked for last.
  package var quotientsBeforeLast: Int { lastBit &- quotients &- lastNumber }

  /// The bit behind the code; nil where the bytes end before it.
  package mutating func end() -> Int? { move(to: count) ? bit : nil }

  /// Moves to where the quotient of a number begins; false where the bytes end before it.
  @inline(__always)
  private mutating func move(to place: Int) -> Bool {
    if place < number {
      let isFar = place < lastNumber
      number = isFar ? 0 : lastNumber
      bit = isFar ? quotients : lastBit
    }
    if place == number { return true }
    guard let bit = RiceCoding.place(behindOnes: place &- number, from: bit, in: bytes) else {
      return false
    }
    self.bit = bit
    number = place
    return true
  }

  /// How many zeros stand before the next one; nil where none comes.
  @inline(__always)
  private func zerosAhead() -> Int? {
    var at = bit
    while at < bytes.count &* 8 {
      let word = RiceCoding.eightBytes(bytes, at: at >> 3) &>> UInt64(at & 7)
      if word != 0 { return at &- bit &+ word.trailingZeroBitCount }
      at = (at | 7) &+ 57
    }
    return nil
  }

  /// The remainder of a number.
  @inline(__always)
  private func remainder(of place: Int) -> UInt32 {
    if parameter == 0 { return 0 }
    let mask = UInt64(1) &<< UInt64(parameter) &- 1
    if !isPacked {
      let at = remainders &+ place &* parameter
      let word = RiceCoding.eightBytes(bytes, at: at >> 3) &>> UInt64(at & 7)
      return UInt32(truncatingIfNeeded: word & mask)
    }
    // Four streams of words side by side: see `BitPacking`.
    let at = (place >> 2) &* parameter
    let first = remainders >> 3 &+ (at >> 5) &* 16 &+ (place & 3) &* 4
    var word = UInt64(
      UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: first, as: UInt32.self)))
    if at & 31 &+ parameter > 32 {
      word |=
        UInt64(
          UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: first &+ 16, as: UInt32.self)))
        &<< 32
    }
    return UInt32(truncatingIfNeeded: word &>> UInt64(at & 31) & mask)
  }
}

extension RiceCoding {
  /// The bit behind so many ones; nil where the bytes have fewer from `bit` on.
  @inline(__always)
  static func place(behindOnes count: Int, from bit: Int, in bytes: UnsafeRawBufferPointer) -> Int?
  {
    var left = count
    var at = bit
    while left > 0 {
      guard at < bytes.count &* 8 else { return nil }
      let word = eightBytes(bytes, at: at >> 3) &>> UInt64(at & 7)
      let running = runningOnes(word)
      let ones = Int(running &>> 56)
      if ones < left {
        left &-= ones
        at = (at | 7) &+ 57
      } else {
        return at &+ place(ofOne: left &- 1, in: word, running) &+ 1
      }
    }
    return at
  }

  /// In each byte how many ones the word has up to its end (Vigna, "Broadword implementation of
  /// rank/select queries", 2008, of which this is the counting).
  @inline(__always)
  private static func runningOnes(_ word: UInt64) -> UInt64 {
    var sums = word &- (word &>> 1 & 0x5555_5555_5555_5555)
    sums = (sums & 0x3333_3333_3333_3333) &+ (sums &>> 2 & 0x3333_3333_3333_3333)
    sums = (sums &+ sums &>> 4) & 0x0F0F_0F0F_0F0F_0F0F
    return sums &* 0x0101_0101_0101_0101
  }

  /// Where in a word the one is before which so many stand; there must be one.
  @inline(__always)
  private static func place(ofOne rank: Int, in word: UInt64, _ running: UInt64) -> Int {
    // Byte by byte 1 where all ones up to the end of the byte are before it.
    let wanted = (UInt64(rank) | 0x80) &* 0x0101_0101_0101_0101
    let isBefore = (wanted &- running) &>> 7 & 0x0101_0101_0101_0101
    let shift = ((isBefore &* 0x0101_0101_0101_0101) &>> 56) &* 8
    let left = UInt64(rank) &- ((running &<< 8) &>> shift & 0xFF)
    let byte = UInt8(truncatingIfNeeded: word &>> shift)
    return Int(shift) &+ UnaryTable.shared.place(ofOne: Int(left), in: byte)
  }
}
