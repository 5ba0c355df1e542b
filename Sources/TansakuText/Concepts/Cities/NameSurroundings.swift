internal import CTansakuICU

/// A text with names in it, and the rules of where a name may begin and end.
///
/// The pointers are valid for one search only.
struct NameSurroundings {
  let table: CityTable
  let scalars: UnsafeBufferPointer<UInt32>
  let starts: UnsafeBufferPointer<Int32>
  let ends: UnsafeBufferPointer<Int32>
  let source: UnsafeBufferPointer<UInt16>
  let boundaries: UnsafeBufferPointer<Int32>

  /// What a name must be to begin at a doubtful place.
  struct Limits {
    /// The fewest folded characters of it.
    var shortest = 1
    /// One of ICU's boundaries must lie within it: it began inside one of ICU's words, and only
    /// where ICU cut wrongly does it go on in the next (在北|京).
    var mustCrossBoundary = false
  }

  // MARK: Where a name begins

  /// The limits of a name that begins at `at` with a character of `kind`, other than Han; nil where
  /// none may begin.
  ///
  /// `isWordStart` is true on ICU's boundaries and where another name has just ended.
  @inline(__always)
  func limits(ofNameAt at: Int, kind: CharacterTraits.Kind, isWordStart: Bool) -> Limits? {
    guard at > 0 else { return Limits() }
    let before = scalars[at - 1]
    switch kind {
    case .katakana:
      if !Script.isKatakana(before) { return Limits() }
      return isWordStart ? Limits(shortest: 4) : nil
    case .hangul:
      return Script.isHangul(before) && !isWordStart ? nil : Limits()
    case .unspaced:
      if Script.isLeadingVowel(before) || Script.isStacker(before) { return nil }
      // ICU cuts foreign names to pieces, so a long one may begin anywhere; but อเมริกา is no ริกา.
      return isWordStart ? Limits() : Limits(shortest: 6, mustCrossBoundary: true)
    case .alphabetic:
      return isWordCharacter(before) ? nil : Limits()
    case .han, .none, .space, .dot:
      return nil
    }
  }

  // MARK: Where it ends

  /// The longest name that begins at `start` and may stand there, with the end of its word where it
  /// is declined.
  func longestName(
    from start: Int, within limits: Limits, afterEntry: Bool
  ) -> (end: Int, name: Name)? {
    var longest: (end: Int, name: Name)?
    table.forEachName(from: start, in: scalars) { end, name in
      if let wordEnd = self.end(
        of: name, at: start..<end, within: limits, afterEntry: afterEntry)
      {
        longest = (wordEnd, name)
      }
    }
    return longest
  }

  /// Where the mention ends if `name` may stand at `range`; nil if it may not.
  func end(
    of name: Name, at range: Range<Int>, within limits: Limits, afterEntry: Bool
  ) -> Int? {
    let end = range.upperBound
    guard range.count >= limits.shortest, isWholeGroup(range),
      !limits.mustCrossBoundary || hasBoundary(inside: range)
    else { return nil }
    let isWeak = name.contains(.weak)
    if name.contains(.foreign), isPartOfPersonalName(range) { return nil }
    let isAllowed: Bool
    switch table.traits(table.code(scalars[end - 1])).kind {
    case .han:
      isAllowed =
        (!isWeak || isClear(name, at: range, afterEntry: afterEntry))
        && !isRegion(name, endingAt: end)
    case .katakana:
      isAllowed =
        (end == scalars.count || !Script.isKatakana(scalars[end]))
        && !isRegion(name, endingAt: end)
    case .hangul:
      isAllowed = NameEndings.followsHangul(rest(from: end, while: Script.isHangul), isWeak: isWeak)
    case .unspaced: isAllowed = isUnspacedWord(range, isWeak: isWeak)
    case .alphabetic: return endOfAlphabeticWord(name, at: range)
    case .none, .space, .dot: isAllowed = false
    }
    return isAllowed ? end : nil
  }

  /// Whether a range cuts no group of characters that came from the same place, as 株式会社 does from
  /// ㍿.
  private func isWholeGroup(_ range: Range<Int>) -> Bool {
    let (start, end) = (range.lowerBound, range.upperBound)
    return (start == 0 || ends[start - 1] <= starts[start])
      && (end == scalars.count || ends[end - 1] <= starts[end])
  }

  /// Whether no neighbour makes a weak name in Han another word.
  ///
  /// A foreign name is part of a longer one beside characters of transliteration: 弗雷[德里]克. A name
  /// of East Asia is an ordinary word of Japanese beside hiragana: 手紙を[開封]して. A doubtful name
  /// must stand apart from Han as well, save a name before it: 越南[海防].
  private func isClear(_ name: Name, at range: Range<Int>, afterEntry: Bool) -> Bool {
    let before = range.lowerBound > 0 && !afterEntry ? scalars[range.lowerBound - 1] : 0
    let after = range.upperBound < scalars.count ? scalars[range.upperBound] : 0
    if name.contains(.doubtful) {
      return !isLetterOfRun(before) && !isLetterOfRun(after)
    }
    if name.contains(.foreign) {
      return !table.traits(table.code(before)).isTransliteration
        && !table.traits(table.code(after)).isTransliteration
    }
    return !Script.isHiragana(before) && !Script.isHiragana(after)
  }

  /// Whether a dot joins a name in Han or katakana with another word of that script, as the names of
  /// foreign persons are written: ダグラス・マッカーサー.
  private func isPartOfPersonalName(_ range: Range<Int>) -> Bool {
    let (start, end) = (range.lowerBound, range.upperBound)
    let isHan = !Script.isKatakana(scalars[start])
    func isJoined(by dot: Int, to other: Int) -> Bool {
      guard scalars.indices.contains(dot), scalars.indices.contains(other),
        table.code(scalars[dot]) == CityTable.dot
      else { return false }
      return Script.isKatakana(scalars[other]) != isHan && isLetterOfRun(scalars[other])
    }
    return isJoined(by: start - 1, to: start - 2) || isJoined(by: end, to: end + 1)
  }

  /// Whether the character after a name makes it that of a region, which may hold the city or not:
  /// 紐約州, 広島県.
  private func isRegion(_ name: Name, endingAt end: Int) -> Bool {
    end < scalars.count && name.cityNumber != nil
      && table.traits(table.code(scalars[end])).isRegion
  }

  /// Whether a name of Thai, Lao, Khmer or Burmese ends with its syllable, and is long enough to be
  /// known without ICU, whose boundaries are unreliable within foreign names.
  private func isUnspacedWord(_ range: Range<Int>, isWeak: Bool) -> Bool {
    let end = range.upperBound
    if end < scalars.count {
      let after = scalars[end]
      if tansaku_is_mark(after) != 0 || Script.isTrailingVowel(after) { return false }
      if end + 1 < scalars.count, Script.closesSyllable(after, scalars[end + 1]) { return false }
    }
    return range.count >= 5 && !isWeak || isBoundary(ends[end - 1])
  }

  private func endOfAlphabeticWord(_ name: Name, at range: Range<Int>) -> Int? {
    let end = range.upperBound
    if name.contains(.capitals), !isWritten(range, all: \.isUppercase) { return nil }
    if name.contains(.marks) || isMarked(range), !isSpelled(as: name, at: range) { return nil }
    if name.contains(.weak), !isCapitalized(range) { return nil }
    if name.contains(.doubtful), !standsAsPlace(range) { return nil }
    if range.count <= 3, !name.contains(.capitals), !name.contains(.anyCase), isAcronym(range) {
      return nil
    }
    let rest = rest(from: end, while: isLetter)
    if rest.isEmpty {
      if name.contains(.stem) { return nil }
      let isCut = range.count < 4 || isDigit(scalars[end - 1])
      return end < scalars.count && isDigit(scalars[end]) && isCut ? nil : end
    }
    guard NameEndings.followsAlphabetic(rest, after: scalars[end - 1], name: name) else {
      return nil
    }
    return end + rest.count
  }

  // MARK: The text as written

  private func written(_ range: Range<Int>) -> String {
    String(
      decoding: source[Int(starts[range.lowerBound])..<Int(ends[range.upperBound - 1])],
      as: UTF16.self)
  }

  private func isWritten(
    _ range: Range<Int>, all property: KeyPath<Unicode.Scalar.Properties, Bool>
  ) -> Bool {
    written(range).unicodeScalars.allSatisfy { $0.properties[keyPath: property] }
  }

  private func isCapitalized(_ range: Range<Int>) -> Bool {
    written(range).unicodeScalars.first?.properties.isUppercase ?? false
  }

  /// Whether a short name is written in capitals as no name is: ROM, ABA.
  private func isAcronym(_ range: Range<Int>) -> Bool {
    range.count > 1 && isWritten(range, all: \.isUppercase)
  }

  /// Whether a name that is mostly a person's or an ordinary word stands as a place does: alone in the
  /// text, or after a word like `in` with no other capitalized word after it.
  private func standsAsPlace(_ range: Range<Int>) -> Bool {
    var start = range.lowerBound
    while start > 0, scalars[start - 1] == 0x20 { start -= 1 }
    var end = range.upperBound
    let isJoined = end < scalars.count && scalars[end] == 0x20
    while end < scalars.count, scalars[end] == 0x20 { end += 1 }
    if start == 0, end == scalars.count { return true }
    if isJoined, end < scalars.count, isCapitalized(end..<end + 1) { return false }
    guard start < range.lowerBound else { return false }
    var wordStart = start
    while wordStart > 0, start - wordStart < 6, isWordCharacter(scalars[wordStart - 1]) {
      wordStart -= 1
    }
    return NameEndings.placeWords.contains { $0.elementsEqual(scalars[wordStart..<start]) }
  }

  /// Whether the text has Latin letters with diacritics, which tell Hà Nội from hà nơi.
  ///
  /// The macrons of romanized Japanese do not count: they are written or left out at will.
  private func isMarked(_ range: Range<Int>) -> Bool {
    source[Int(starts[range.lowerBound])..<Int(ends[range.upperBound - 1])].contains { unit in
      switch unit {
      case 0x0100, 0x0101, 0x0112, 0x0113, 0x012A, 0x012B, 0x014C, 0x014D, 0x016A, 0x016B, 0x0304:
        false
      case 0x00C0...0x024F, 0x0300...0x036F, 0x1E00...0x1EFF: true
      default: false
      }
    }
  }

  /// Whether the text agrees in its diacritics with one of the names of the city.
  private func isSpelled(as name: Name, at range: Range<Int>) -> Bool {
    guard let number = name.cityNumber else { return true }
    let written = spelling(of: written(range))
    return table.names(ofNumber: number).contains { spelling(of: $0) == written }
  }

  /// A name in lower case with its parts joined by single spaces; compared by canonical
  /// equivalence.
  private func spelling(of text: String) -> String {
    var spelling = ""
    for scalar in text.lowercased().unicodeScalars {
      let character = table.code(scalar.value) == CityTable.space ? " " : scalar
      if character != " " || spelling.unicodeScalars.last != " " {
        spelling.unicodeScalars.append(character)
      }
    }
    return spelling
  }

  // MARK: Neighbours

  /// What follows from `end` on as long as it is of one kind, at most eleven characters: longer than
  /// anything that may follow a name.
  private func rest(from end: Int, while isKind: (UInt32) -> Bool) -> ArraySlice<UInt32> {
    var last = end
    while last < scalars.count, last - end < 11, isKind(scalars[last]) { last += 1 }
    return ArraySlice(scalars[end..<last])
  }

  private func isLetterOfRun(_ scalar: UInt32) -> Bool {
    tansaku_character_class_of(scalar) == Int32(CharacterClass.run.rawValue)
  }

  private func isLetter(_ scalar: UInt32) -> Bool {
    tansaku_character_class_of(scalar) == Int32(CharacterClass.letter.rawValue)
  }

  /// Whether a letter or digit of a script with spaces between words.
  @inline(__always)
  private func isWordCharacter(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 {
      return (0x61...0x7A).contains(scalar) || (0x30...0x39).contains(scalar)
    }
    return isLetter(scalar) || isDigit(scalar)
  }

  private func isDigit(_ scalar: UInt32) -> Bool {
    tansaku_character_class_of(scalar) == Int32(CharacterClass.digit.rawValue)
  }

  private func hasBoundary(inside range: Range<Int>) -> Bool {
    let place = firstBoundary(after: starts[range.lowerBound])
    return place < boundaries.count && boundaries[place] < ends[range.upperBound - 1]
  }

  private func isBoundary(_ offset: Int32) -> Bool {
    let place = firstBoundary(after: offset - 1)
    return place < boundaries.count && boundaries[place] == offset
  }

  /// The place of the first boundary above an offset, by bisection.
  private func firstBoundary(after offset: Int32) -> Int {
    var low = 0
    var high = boundaries.count
    while low < high {
      let middle = (low + high) / 2
      if boundaries[middle] <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
