/// What a person typed, character by character, with backslashes taken from before what they protect.
///
/// A backslash protects a sign, a blank, or a whole operator (`\AND`); before anything else it is a
/// character like others.
struct QueryText {
  /// One character.
  struct Character {
    let scalar: Unicode.Scalar
    /// Where in the text it was typed, in Unicode scalars.
    let offset: Int32
    /// Whether a backslash protects it, so that it means nothing but itself.
    let isLiteral: Bool
  }

  private(set) var characters: [Character] = []

  /// How many characters there are.
  var count: Int { characters.count }

  /// The text that was typed.
  init(_ typed: String) {
    characters.reserveCapacity(typed.utf8.count)
    for scalar in typed.unicodeScalars {
      if scalar == "\\" {
        readProtected(Array(typed.unicodeScalars))
        return
      }
      characters.append(
        Character(
          scalar: scalar, offset: Int32(truncatingIfNeeded: characters.count), isLiteral: false))
    }
  }

  /// Goes on where the first backslash stands.
  private mutating func readProtected(_ scalars: [Unicode.Scalar]) {
    var at = characters.count
    while at < scalars.count {
      let isLiteral = scalars[at] == "\\" && QueryText.protects(at, in: scalars)
      if isLiteral { at += 1 }
      characters.append(
        Character(scalar: scalars[at], offset: Int32(clamping: at), isLiteral: isLiteral))
      at += 1
    }
  }

  private static func protects(_ at: Int, in scalars: [Unicode.Scalar]) -> Bool {
    guard at + 1 < scalars.count else { return false }
    if scalars[at + 1].isProtectable { return true }
    guard at == 0 || QueryText.endsOperator(scalars[at - 1]) else { return false }
    // No operator is longer than NEAR/1000.
    let word = scalars[(at + 1)...].prefix(11).prefix { !QueryText.endsOperator($0) }
    return QueryOperator(word) != nil
  }

  /// Whether an operator may begin behind this and end before it.
  private static func endsOperator(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isBlank || scalar.isBracket || scalar.closingQuote != nil || scalar == "」"
  }

  /// The character at a place; nil where there is none.
  func scalar(at place: Int) -> Unicode.Scalar? {
    characters.indices.contains(place) ? characters[place].scalar : nil
  }

  /// Whether at a place stands a character that means what a test asks for, not protected.
  func has(_ test: (Unicode.Scalar) -> Bool, at place: Int) -> Bool {
    characters.indices.contains(place) && !characters[place].isLiteral
      && test(characters[place].scalar)
  }

  /// What stands in a range, without backslashes.
  func string(_ range: Range<Int>) -> String {
    // No more room than it takes: that of few characters is in the string itself.
    let length = characters[range].reduce(0) { $0 + UTF8.width($1.scalar) }
    return String(unsafeUninitializedCapacity: length) { bytes in
      var count = 0
      for character in characters[range] {
        for byte in UTF8.encode(character.scalar) ?? UTF8.encodedReplacementCharacter {
          bytes[count] = byte
          count += 1
        }
      }
      return count
    }
  }

  /// A range without blanks at its ends, whether or not a backslash protects them.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, characters[start].scalar.isBlank { start += 1 }
    while start < end, characters[end - 1].scalar.isBlank { end -= 1 }
    return start..<end
  }

  /// Where in the text a place is, in Unicode scalars.
  func offset(of place: Int) -> Int {
    if place < characters.count { return Int(characters[place].offset) }
    return characters.last.map { Int($0.offset) + 1 } ?? 0
  }
}

/// A word that joins or excludes what stands beside it.
enum QueryOperator: Equatable {
  case and
  case or
  case not
  case near(distance: Int, isClamped: Bool)

  /// The distance of a NEAR without a number.
  static let usualDistance = 10

  /// Whether an operator may begin with a character, of whatever width.
  static func mayBegin(with scalar: Unicode.Scalar) -> Bool {
    switch scalar.narrowed {
    case "A", "O", "N": true
    default: false
    }
  }

  /// The operator that a word in capitals is; nil for any other.
  init?(_ word: some Collection<Unicode.Scalar>) {
    guard let first = word.first, QueryOperator.mayBegin(with: first), word.count <= 11 else {
      return nil
    }
    var letters = word.makeIterator()
    func next() -> Unicode.Scalar? { letters.next()?.narrowed }
    switch (next(), next(), next(), next()) {
    case ("A"?, "N"?, "D"?, nil): self = .and
    case ("O"?, "R"?, nil, nil): self = .or
    case ("N"?, "O"?, "T"?, nil): self = .not
    case ("N"?, "E"?, "A"?, "R"?):
      guard let sign = next() else {
        self = .near(distance: QueryOperator.usualDistance, isClamped: false)
        return
      }
      var digits = ""
      while let digit = next() { digits.unicodeScalars.append(digit) }
      guard sign == "/", !digits.isEmpty,
        digits.unicodeScalars.allSatisfy({ ("0"..."9").contains($0) }), let number = Int(digits)
      else { return nil }
      self = .near(
        distance: min(number, QueryLimits.nearDistance),
        isClamped: number > QueryLimits.nearDistance)
    default: return nil
    }
  }
}
