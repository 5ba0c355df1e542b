import CTansakuICU

extension Encoding {
  /// Finds out how a file is encoded.
  ///
  /// In this order: what the user says, the byte order mark, escapes of ISO 2022, strict UTF-8, what
  /// the page says of itself, the tests for UTF-16 and for Thai, ICU's detector. From the page on,
  /// an encoding counts only if the whole file can be read in it.
  ///
  /// - Throws: `ReadingFault` if nothing fits.
  static func find(_ file: InputFile, _ survey: ByteSurvey, override: String?) throws -> Encoding {
    let head = try file.bytes(at: 0, count: 8192)
    let mark = marked(head)
    if let override {
      let encoding = Encoding(name: override, markLength: mark?.markLength ?? 0)
      if survey.isUTF8 || override.lowercased() != "utf-8" { return encoding }
      throw brokenUTF8(survey)
    }
    if let mark, mark.name != utf8 { return mark }
    if let mark, survey.isUTF8 { return mark }
    if let place = survey.firstEscape, survey.firstForeignLine == nil,
      let encoding = escaped(try file.bytes(at: place, count: 4))
    {
      return encoding
    }
    if survey.isUTF8 {
      if survey.isBinary { throw ReadingFault(InputFile.binary) }
      return Encoding(name: utf8)
    }
    if mark != nil || survey.isBrokenUTF8 { throw brokenUTF8(survey) }
    if let name = declared(head), isKnown(name), name != utf8.lowercased(),
      file.canBeRead(in: name)
    {
      return Encoding(name: name)
    }
    // A double-byte text begins to be telling where it leaves ASCII.
    let sample = try file.bytes(at: survey.firstForeignLine ?? 0, count: 8192)
    if let name = utf16ByteOrder(head), file.canBeRead(in: name) { return Encoding(name: name) }
    if survey.zeros > 0 || survey.isBinary { throw ReadingFault(InputFile.binary) }
    if isThai(sample), file.canBeRead(in: "TIS-620") { return Encoding(name: "TIS-620") }
    for name in guesses(sample) {
      if name == utf8 { throw brokenUTF8(survey) }
      if file.canBeRead(in: name) { return Encoding(name: name) }
    }
    throw brokenUTF8(survey)
  }

  private static func brokenUTF8(_ survey: ByteSurvey) -> ReadingFault {
    guard let place = survey.firstBreak else { return ReadingFault(InputFile.binary) }
    return ReadingFault(
      "is not valid UTF-8 at byte \(place.offset) (line \(place.line)), and no other encoding fits: "
        + "convert it with iconv, or name its encoding",
      line: place.line, offset: place.offset, isWrongEncoding: true)
  }

  /// What ICU's detector takes the bytes for, the likeliest first.
  ///
  /// Below a confidence of 30 its answers mean nothing (measured on 4,400 samples).
  static func guesses(_ sample: [UInt8]) -> [String] {
    guard let guesses = tansaku_encoding_guess(sample, Int32(sample.count)) else { return [] }
    defer { tansaku_encoding_guesses_close(guesses) }
    var names: [String] = []
    var confidence: Int32 = 0
    while let name = tansaku_encoding_guess_name(guesses, Int32(names.count), &confidence),
      confidence >= 30
    {
      names.append(String(cString: name))
    }
    // EBCDIC is guessed for bytes that are no text at all, UTF-16 has had its own test.
    return names.filter {
      !$0.hasPrefix("IBM") && !$0.hasPrefix("UTF-16") && !$0.hasPrefix("UTF-32")
    }
  }
}

extension InputFile {
  fileprivate func canBeRead(in name: String) -> Bool {
    do {
      let decoder = try TextDecoder(Encoding(name: name))
      try forEachPiece { piece, isLast in
        var ignored: [UInt8] = []
        try decoder.decode(piece, isLast: isLast, into: &ignored)
      }
      return true
    } catch {
      return false
    }
  }
}
