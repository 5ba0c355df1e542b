/// The last character of a key, as neighbours in the dictionary often differ in it alone.
struct LastCharacter {
  /// Where its bytes begin.
  let start: Int
  /// Its code point.
  let scalar: UInt32

  /// The last character of UTF-8; nil where the bytes do not end with one in its shortest form.
  @inline(__always)
  init?(of key: UnsafeRawBufferPointer) {
    var at = key.count - 1
    var tail: UInt32 = 0
    var shift: UInt32 = 0
    while at >= 0, key[at] & 0xC0 == 0x80, shift < 18 {
      tail |= UInt32(key[at] & 0x3F) &<< shift
      shift += 6
      at -= 1
    }
    guard at >= 0 else { return nil }
    let lead = UInt32(key[at])
    switch (shift, lead) {
    case (0, 0x00...0x7F): scalar = lead
    case (6, 0xC2...0xDF): scalar = (lead & 0x1F) << 6 | tail
    case (12, 0xE0...0xEF): scalar = (lead & 0x0F) << 12 | tail
    case (18, 0xF0...0xF4): scalar = (lead & 0x07) << 18 | tail
    default: return nil
    }
    // A longer form than needed would not come out again.
    guard LastCharacter.length(of: scalar) == key.count - at else { return nil }
    start = at
  }

  /// The bytes of a code point in UTF-8.
  @inline(__always)
  static func length(of scalar: UInt32) -> Int {
    scalar < 0x80 ? 1 : scalar < 0x800 ? 2 : scalar < 0x1_0000 ? 3 : 4
  }

  /// Writes a code point in UTF-8 and returns the number of its bytes: 1 to 4.
  @inline(__always)
  static func write(_ scalar: UInt32, to bytes: UnsafeMutableRawPointer) -> Int {
    let count = length(of: scalar)
    if count == 1 {
      bytes.storeBytes(of: UInt8(truncatingIfNeeded: scalar), as: UInt8.self)
      return 1
    }
    var rest = scalar
    for index in (1..<count).reversed() {
      bytes.storeBytes(
        of: UInt8(truncatingIfNeeded: 0x80 | rest & 0x3F), toByteOffset: index, as: UInt8.self)
      rest >>= 6
    }
    let mark: UInt32 = count == 2 ? 0xC0 : count == 3 ? 0xE0 : 0xF0
    bytes.storeBytes(of: UInt8(truncatingIfNeeded: mark | rest), as: UInt8.self)
    return count
  }
}
