/// What one pass over the bytes of a file tells about their encoding.
///
/// UTF-8 is taken strictly: Unicode 15, table 3-7 (well-formed byte sequences).
struct ByteSurvey {
  /// The number of bytes seen.
  private(set) var count = 0
  /// The number of bytes that are zero.
  private(set) var zeros = 0
  /// The number of control characters that no text has, zeros among them.
  private(set) var controls = 0
  /// Where the first escape character is.
  private(set) var firstEscape: Int?
  /// Where the line begins that has the first byte beyond ASCII.
  private(set) var firstForeignLine: Int?
  /// The number of well-formed UTF-8 sequences of more than one byte.
  private(set) var sequences = 0
  /// The number of places where UTF-8 is broken.
  private(set) var breaks = 0
  /// Where UTF-8 is broken first.
  private(set) var firstBreak: (offset: Int, line: Int)?

  private var line = 1
  private var lineStart = 0
  /// Bounds of the next continuation byte, and how many are still to come.
  private var lower: UInt8 = 0x80
  private var upper: UInt8 = 0xBF
  private var awaited = 0
  private var sequenceStart = 0

  var isUTF8: Bool { breaks == 0 && zeros == 0 }

  /// UTF-8 that a few bytes spoil, rather than another encoding.
  var isBrokenUTF8: Bool { breaks > 0 && sequences > 10 * breaks && zeros == 0 }

  /// More than 2 % control characters: a program, a picture, an archive.
  var isBinary: Bool { controls * 50 > count }

  /// Takes the next piece of the file; `isLast` tells that nothing follows.
  mutating func take(_ piece: UnsafeRawBufferPointer, isLast: Bool) {
    for (index, byte) in piece.enumerated() {
      let offset = count + index
      if awaited > 0 {
        if byte >= lower, byte <= upper {
          awaited -= 1
          (lower, upper) = (0x80, 0xBF)
          if awaited == 0 { sequences += 1 }
          continue
        }
        noteBreak()
      }
      if byte < 0x80 {
        if byte < 0x20 { takeControl(byte, at: offset) }
      } else {
        if firstForeignLine == nil { firstForeignLine = lineStart }
        begin(byte, at: offset)
      }
    }
    count += piece.count
    if isLast, awaited > 0 { noteBreak() }
  }

  private mutating func takeControl(_ byte: UInt8, at offset: Int) {
    switch byte {
    case 0x0A:
      line += 1
      lineStart = offset + 1
    case 0x09, 0x0C, 0x0D: break
    case 0x1B: if firstEscape == nil { firstEscape = offset }
    default:
      controls += 1
      if byte == 0 { zeros += 1 }
    }
  }

  private mutating func begin(_ byte: UInt8, at offset: Int) {
    sequenceStart = offset
    (lower, upper) = (0x80, 0xBF)
    switch byte {
    case 0xC2...0xDF: awaited = 1
    case 0xE0: (awaited, lower) = (2, 0xA0)
    case 0xED: (awaited, upper) = (2, 0x9F)
    case 0xE1...0xEF: awaited = 2
    case 0xF0: (awaited, lower) = (3, 0x90)
    case 0xF1...0xF3: awaited = 3
    case 0xF4: (awaited, upper) = (3, 0x8F)
    default: noteBreak()
    }
  }

  private mutating func noteBreak() {
    awaited = 0
    (lower, upper) = (0x80, 0xBF)
    breaks += 1
    if firstBreak == nil { firstBreak = (sequenceStart, line) }
  }
}

extension InputFile {
  /// Goes over the whole file once.
  func survey() throws -> ByteSurvey {
    var survey = ByteSurvey()
    try forEachPiece { piece, isLast in
      piece.withUnsafeBytes { survey.take($0, isLast: isLast) }
    }
    return survey
  }
}
