/// Binary interpolative code for rising numbers between two known bounds: the middle one first, in as
/// many bits as it still has places, then both halves likewise (Moffat and Stuiver, "Binary
/// interpolative coding for effective index compression", Information Retrieval 3, 2000).
///
/// It needs no parameter, and takes advantage of numbers that stand in clusters; each is decoded after
/// the one in the middle, so that it suits short lists.
///
/// ```
/// Numbers(first…last, low…high) --> nothing                                  where first > last
///                                 | Place(number[middle] - least, places),
///                                   Numbers(first…middle - 1, low…number[middle] - 1),
///                                   Numbers(middle + 1…last, number[middle] + 1…high)
/// ```
///
/// `middle` is `(first + last) / 2` rounded down; `least` is `low + middle - first`, for so many come
/// before it; `places` is how many it can have: `high - (last - middle) - least + 1`. A place below
/// `n` is written in minimal binary: with `k` bits, the greatest number with `2^k <= n`, and
/// `t = 2^(k + 1) - n`, a place below `t` is `k` bits; any other has `t` added and is `k + 1` bits,
/// the lowest of which comes last.
package enum InterpolativeCoding {
  /// Appends the code of some numbers.
  ///
  /// - Parameters:
  ///   - values: The numbers, each greater than the one before.
  ///   - count: How many.
  ///   - low: At most the first of them.
  ///   - high: At least the last of them.
  ///   - bits: What to append to.
  package static func append(
    _ values: UnsafePointer<UInt32>, count: Int, low: UInt32, high: UInt32, to bits: inout BitWriter
  ) {
    precondition(
      count == 0 || values[0] >= low && values[count - 1] <= high, "A number is out of bounds")
    if count > 0 { append(values, UInt64(count), UInt64(low), UInt64(high) + 1, &bits) }
  }

  /// Appends lists one behind another, each of numbers from 0 on.
  ///
  /// - Parameters:
  ///   - values: The numbers of all lists, those of each rising.
  ///   - counts: How many numbers each has.
  ///   - highs: At least the last number of each.
  ///   - lists: How many lists.
  ///   - bits: What to append to.
  package static func append(
    _ values: UnsafePointer<UInt32>, counts: UnsafePointer<UInt32>, highs: UnsafePointer<UInt32>,
    lists: Int, to bits: inout BitWriter
  ) {
    var values = values
    for list in 0..<lists {
      let count = Int(counts[list])
      if count == 0 { continue }
      precondition(values[count &- 1] <= highs[list], "A number is out of bounds")
      let end = UInt64(highs[list]) &+ 1
      if count == 1 {
        appendPlace(UInt64(values[0]), of: end, &bits)
      } else {
        append(values, UInt64(count), 0, end, &bits)
      }
      values += count
    }
  }

  /// Appends so many numbers, at least one, which are in `first..<end`.
  private static func append(
    _ numbers: UnsafePointer<UInt32>, _ total: UInt64, _ first: UInt64, _ end: UInt64,
    _ bits: inout BitWriter
  ) {
    var values = numbers
    var count = total
    var low = first
    while true {
      let before = (count &- 1) &>> 1
      let after = count &>> 1
      let middle = values + Int(truncatingIfNeeded: before)
      let value = UInt64(middle.pointee)
      appendPlace(value &- low &- before, of: end &- low &- (count &- 1), &bits)
      // Half of all numbers stand alone between two others: a call for each would cost more than it.
      if before > 1 {
        append(values, before, low, value, &bits)
      } else if before == 1 {
        appendPlace(UInt64(values.pointee) &- low, of: value &- low, &bits)
      }
      if after == 0 { return }
      low = value &+ 1
      values = middle + 1
      if after == 1 {
        appendPlace(UInt64(values.pointee) &- low, of: end &- low, &bits)
        return
      }
      count = after
    }
  }

  /// Appends a place of so many in minimal binary.
  @inline(__always)
  private static func appendPlace(_ place: UInt64, of places: UInt64, _ bits: inout BitWriter) {
    let (width, short) = widths(of: places)
    if place < short {
      bits.append(place, count: width)
    } else {
      let long = place &+ short
      let bit = (long & 1) &<< UInt64(truncatingIfNeeded: width)
      bits.append(long &>> 1 | bit, count: width &+ 1)
    }
  }

  /// The fewest bits of a place, and how many places have so few; at most 2^32 places.
  @inline(__always)
  private static func widths(of places: UInt64) -> (width: Int, short: UInt64) {
    let width = width(of: places)
    return (width, 2 &<< UInt64(truncatingIfNeeded: width) &- places)
  }

  /// The fewest bits of a place.
  @inline(__always)
  private static func width(of places: UInt64) -> Int {
    // The lowest bit changes none, and the highest of a number that is not 0 is one instruction.
    63 &- (places | 1).leadingZeroBitCount
  }

  /// Reads numbers.
  ///
  /// - Parameters:
  ///   - bytes: Bytes, which may be anything.
  ///   - bit: The bit that the code begins at.
  ///   - count: How many numbers.
  ///   - low: The lower bound that was given when they were written.
  ///   - high: The upper bound.
  ///   - destination: Memory for so many.
  /// - Returns: The bit behind the code; nil where the bytes end before it, or the bounds have no room
  ///   for so many.
  package static func read(
    _ bytes: UnsafeRawBufferPointer, from bit: Int, count: Int, low: UInt32, high: UInt32,
    into destination: UnsafeMutablePointer<UInt32>
  ) -> Int? {
    let end = UInt64(high) + 1
    guard bit >= 0, bit <= bytes.count * 8, UInt64(low) + UInt64(count) <= end else { return nil }
    if count == 0 { return bit }
    if let base = bytes.baseAddress, hasRoom(bytes, from: bit, count: count, places: end) {
      return readSafely(base, bit, UInt64(count), UInt64(low), end, destination)
    }
    var source = Source(bytes: bytes, bit: bit)
    read(&source, 0, count, UInt64(low), end, destination)
    return source.bit <= bytes.count &* 8 ? source.bit : nil
  }

  /// Reads lists that stand one behind another, each of numbers from 0 on.
  ///
  /// - Parameters:
  ///   - bytes: Bytes, which may be anything.
  ///   - bit: The bit that the code of the first begins at.
  ///   - counts: How many numbers each has.
  ///   - highs: The upper bound of each.
  ///   - lists: How many lists.
  ///   - destination: Memory for `room` numbers.
  ///   - room: How many numbers all lists may have.
  /// - Returns: The bit behind the code; nil where the bytes end before it, a bound has no room for so
  ///   many, or there are more than `room`.
  package static func read(
    _ bytes: UnsafeRawBufferPointer, from bit: Int, counts: UnsafePointer<UInt32>,
    highs: UnsafePointer<UInt32>, lists: Int, into destination: UnsafeMutablePointer<UInt32>,
    room: Int
  ) -> Int? {
    guard bit >= 0, bit <= bytes.count * 8 else { return nil }
    var source = Source(bytes: bytes, bit: bit)
    // Up to this bit eight bytes can be read.
    let lastSafe = (bytes.count &- 8) &* 8
    var at = 0
    for list in 0..<lists {
      let count = Int(counts[list])
      let end = UInt64(highs[list]) &+ 1
      guard at &+ count <= room, UInt64(truncatingIfNeeded: count) <= end else { return nil }
      if count == 1 {
        // By far the most.
        if let base = bytes.baseAddress, source.bit <= lastSafe {
          destination[at] = UInt32(truncatingIfNeeded: readPlace(base, &source.bit, of: end))
        } else {
          readOne(&source, at: at, 0, end, destination)
        }
      } else if count > 1 {
        if let base = bytes.baseAddress, hasRoom(bytes, from: source.bit, count: count, places: end)
        {
          source.bit = readSafely(base, source.bit, UInt64(count), 0, end, destination + at)
        } else {
          read(&source, at, at &+ count, 0, end, destination)
        }
      }
      at &+= count
    }
    return source.bit <= bytes.count &* 8 ? source.bit : nil
  }

  // MARK: Far from the end of the bytes

  /// Whether the code of so many numbers, none of which has more than so many places, ends eight bytes
  /// before the bytes do.
  @inline(__always)
  private static func hasRoom(
    _ bytes: UnsafeRawBufferPointer, from bit: Int, count: Int, places: UInt64
  ) -> Bool {
    count < 1 << 20
      && bit &+ count &* (64 &- places.leadingZeroBitCount) &+ 128 <= bytes.count &* 8
  }

  /// Reads numbers, at least one, where `hasRoom`; returns the bit behind them.
  private static func readSafely(
    _ bytes: UnsafeRawPointer, _ start: Int, _ numbers: UInt64, _ first: UInt64, _ end: UInt64,
    _ destination: UnsafeMutablePointer<UInt32>
  ) -> Int {
    var bit = start
    var count = numbers
    var low = first
    var values = destination
    while true {
      let before = (count &- 1) &>> 1
      let after = count &>> 1
      let value = low &+ before &+ readPlace(bytes, &bit, of: end &- low &- (count &- 1))
      let middle = values + Int(truncatingIfNeeded: before)
      middle.pointee = UInt32(truncatingIfNeeded: value)
      // Half of all numbers stand alone between two others: a call for each would cost more than it.
      if before > 1 {
        bit = readSafely(bytes, bit, before, low, value, values)
      } else if before == 1 {
        values.pointee = UInt32(
          truncatingIfNeeded: low &+ readPlace(bytes, &bit, of: value &- low))
      }
      if after == 0 { return bit }
      low = value &+ 1
      values = middle + 1
      if after == 1 {
        values.pointee = UInt32(truncatingIfNeeded: low &+ readPlace(bytes, &bit, of: end &- low))
        return bit
      }
      count = after
    }
  }

  /// Reads a place of so many, at least one, which is always one of them.
  @inline(__always)
  private static func readPlace(_ bytes: UnsafeRawPointer, _ bit: inout Int, of places: UInt64)
    -> UInt64
  {
    let width = width(of: places)
    let power: UInt64 = 1 &<< UInt64(truncatingIfNeeded: width)
    let short = power &+ power &- places
    let word = UInt64(
      littleEndian: bytes.loadUnaligned(fromByteOffset: bit &>> 3, as: UInt64.self))
    let bits = word &>> UInt64(truncatingIfNeeded: bit & 7)
    let place = bits & (power &- 1)
    bit &+= width
    if place < short { return place }
    bit &+= 1
    return place &<< 1 &+ (bits &>> UInt64(truncatingIfNeeded: width) & 1) &- short
  }

  // MARK: Anywhere

  /// Bits on their way in.
  private struct Source {
    let bytes: UnsafeRawBufferPointer
    var bit: Int

    /// The next bits up to 57, lowest first; those behind the end are 0.
    @inline(__always)
    var next: UInt64 { RiceCoding.eightBytes(bytes, at: bit >> 3) &>> UInt64(bit & 7) }
  }

  private static func read(
    _ source: inout Source, _ first: Int, _ last: Int, _ low: UInt64, _ end: UInt64,
    _ values: UnsafeMutablePointer<UInt32>
  ) {
    let middle = first &+ (last &- 1 &- first) >> 1
    let before = UInt64(truncatingIfNeeded: middle &- first)
    let after = UInt64(truncatingIfNeeded: last &- 1 &- middle)
    let least = low &+ before
    let value = least &+ readPlace(&source, of: end &- after &- least)
    values[middle] = UInt32(truncatingIfNeeded: value)
    // Half of all numbers stand alone between two others: a call for each would cost more than it.
    if before > 1 {
      read(&source, first, middle, low, value, values)
    } else if before == 1 {
      readOne(&source, at: first, low, value, values)
    }
    if after > 1 {
      read(&source, middle &+ 1, last, value &+ 1, end, values)
    } else if after == 1 {
      readOne(&source, at: middle &+ 1, value &+ 1, end, values)
    }
  }

  /// Reads a number that is alone between its bounds.
  @inline(__always)
  private static func readOne(
    _ source: inout Source, at index: Int, _ low: UInt64, _ end: UInt64,
    _ values: UnsafeMutablePointer<UInt32>
  ) {
    values[index] = UInt32(truncatingIfNeeded: low &+ readPlace(&source, of: end &- low))
  }

  /// Reads a place of so many, which is always one of them.
  @inline(__always)
  private static func readPlace(_ source: inout Source, of places: UInt64) -> UInt64 {
    let (width, short) = widths(of: places)
    let bits = source.next
    let place = bits & (1 &<< UInt64(width) &- 1)
    if place < short {
      source.bit &+= width
      return place
    }
    source.bit &+= width &+ 1
    return place &<< 1 &+ (bits &>> UInt64(width) & 1) &- short
  }
}
