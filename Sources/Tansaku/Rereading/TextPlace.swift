/// How far a walk over the UTF-16 units of a text has come, counted in every way in which people and
/// programs count.
struct TextPlace: Sendable, Equatable {
  private(set) var utf8 = 0
  private(set) var scalars = 0
  private(set) var utf16 = 0
  /// The number of the line, from 1.
  ///
  /// Lines end with LF, CR LF or CR.
  private(set) var line = 1
  private var lineStart = 0
  private var followsReturn = false

  /// The place in the line in Unicode scalars, from 1.
  var column: Int { scalars - lineStart + 1 }

  /// Steps over the next unit; the two of a pair must both come.
  @inline(__always)
  mutating func step(over unit: UInt16) {
    utf16 += 1
    switch unit {
    case 0..<0x80: utf8 += 1
    case 0x80..<0x800: utf8 += 2
    // The first half of a pair counts for both.
    case 0xD800..<0xDC00: utf8 += 4
    case 0xDC00..<0xE000: return
    default: utf8 += 3
    }
    scalars += 1
    let isReturn = unit == 0x0D
    if isReturn || unit == 0x0A {
      if isReturn || !followsReturn { line += 1 }
      lineStart = scalars
    }
    followsReturn = isReturn
  }
}
