/// A folded text as the recognizers of dates and numbers walk it, with the text as written beside it.
///
/// Reading beyond either end gives 0, which is no character of any text. The pointers are valid for
/// one search only.
struct ConceptText {
  let scalars: UnsafeBufferPointer<UInt32>
  let starts: UnsafeBufferPointer<Int32>
  let ends: UnsafeBufferPointer<Int32>
  let source: UnsafeBufferPointer<UInt16>
  /// ICU's word boundaries in `source`, increasing.
  let boundaries: UnsafeBufferPointer<Int32>

  /// How many folded characters there are.
  var count: Int { scalars.count }

  /// The folded character at a place; 0 beyond the ends.
  @inline(__always)
  subscript(_ at: Int) -> UInt32 { at >= 0 && at < scalars.count ? scalars[at] : 0 }

  /// The first place at or after `at` without a space.
  func skipSpaces(_ at: Int) -> Int {
    var at = at
    while Character.isSpace(self[at]) { at += 1 }
    return at
  }

  /// The place behind the last character before `end` that is no space.
  func skipSpaces(before end: Int) -> Int {
    var end = end
    while Character.isSpace(self[end - 1]) { end -= 1 }
    return end
  }

  /// The UTF-16 unit that the source of a folded character begins with; 0 beyond the ends.
  func written(_ at: Int) -> UInt16 {
    guard at >= 0, at < starts.count else { return 0 }
    return source[Int(starts[at])]
  }

  /// Whether a folded ASCII letter is a capital as written, of whatever width.
  func isCapital(_ at: Int) -> Bool {
    switch written(at) {
    case 0x41...0x5A, 0xFF21...0xFF3A: true
    default: false
    }
  }

  /// Whether the source of a range is written as these UTF-16 units.
  func isWritten(_ units: [UInt16], at range: Range<Int>) -> Bool {
    guard !range.isEmpty, range.lowerBound >= 0, range.upperBound <= scalars.count else {
      return false
    }
    return source[Int(starts[range.lowerBound])..<Int(ends[range.upperBound - 1])]
      .elementsEqual(units)
  }

  /// Whether one of ICU's words ends before the folded character at a place.
  func isBoundary(_ at: Int) -> Bool {
    if at <= 0 || at >= starts.count { return true }
    let wanted = starts[at]
    var low = 0
    var high = boundaries.count
    while low < high {
      let middle = (low + high) / 2
      if boundaries[middle] < wanted { low = middle + 1 } else { high = middle }
    }
    return low < boundaries.count && boundaries[low] == wanted
  }

  /// The kinds of folded characters that the grammars of dates and numbers tell apart.
  enum Character {
    @inline(__always)
    static func isDigit(_ scalar: UInt32) -> Bool { scalar &- 0x30 < 10 }

    /// A small letter of ASCII, which is what all Latin letters fold to but a few.
    @inline(__always)
    static func isASCIILetter(_ scalar: UInt32) -> Bool { scalar &- 0x61 < 26 }

    static func isSpace(_ scalar: UInt32) -> Bool {
      scalar == 0x20 || scalar == 0xA0 || scalar == 0x09 || scalar == 0x3000 || scalar == 0x202F
        || scalar == 0x2009
    }

    /// A letter or mark of Latin, Cyrillic, Devanagari or Greek: scripts with spaces.
    static func isAlphabetic(_ scalar: UInt32) -> Bool {
      switch scalar {
      case 0x61...0x7A, 0xAA...0xBA, 0xC0...0x24F, 0x370...0x52F, 0x900...0x963, 0x970...0x97F: true
      default: false
      }
    }
  }
}
