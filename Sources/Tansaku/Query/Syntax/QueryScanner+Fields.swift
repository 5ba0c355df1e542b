internal import TansakuText

/// The names that may stand before a colon.
enum QueryName: String {
  case title
  case body
  case kind
  case language
  case city
  case work
  case path
  case id
  case date
  /// Stands before the name of any fact: `where:author=`.
  case attribute = "where"

  /// The facts that any document may have, and what comes from them.
  static let commonFacts = Set(DocumentTexts.factNames + ["id", "year", "decade"])

  /// The most letters of a name.
  static let longest = 8

  /// Whether a fact can be asked for by this name itself.
  var isFact: Bool {
    switch self {
    case .kind, .language, .city, .work, .path, .id: true
    case .title, .body, .date, .attribute: false
    }
  }
}

/// Tells dates from other text; an analyzer is made for the first that is asked about.
struct QueryDates {
  private var analyzer: Analyzer?

  /// Whether a text is a date, or two with `..` between.
  ///
  /// - Throws: `TextError` where ICU runs out of memory.
  mutating func contains(_ text: String) throws(TextError) -> Bool {
    let analyzer: Analyzer
    if let made = self.analyzer {
      analyzer = made
    } else {
      analyzer = try Analyzer()
      self.analyzer = analyzer
    }
    return try DateText.span(of: text, by: analyzer) != nil
  }
}

/// Fields, facts and dates: `title:`, `kind:declaration`, `where:author=…`, `date:2006-04`.
extension QueryScanner {
  /// The name that stands at a place with a colon behind it, and where what follows begins.
  func name(at place: Int) -> (name: QueryName, end: Int)? {
    // Most tokens have no colon, and need no more than this look.
    let furthest = min(text.count, place + QueryName.longest + 1)
    let sign = (place..<furthest).first {
      text.characters[$0].scalar.isColon || text.characters[$0].scalar.isBlank
    }
    guard let end = sign, text.characters[end].scalar.isColon else { return nil }
    var name = ""
    for character in text.characters[place...end] {
      if character.isLiteral { return nil }
      let scalar = character.scalar.narrowed
      if scalar.isColon { break }
      guard scalar.isASCII, scalar.properties.isAlphabetic else { return nil }
      // Capitals of ASCII differ from small letters in this bit alone.
      name.unicodeScalars.append(Unicode.Scalar(UInt8(scalar.value) | 0x20))
    }
    return QueryName(rawValue: name).map { ($0, end + 1) }
  }

  /// Adds what a name and its value say; false, with nothing added, where there is no such value.
  ///
  /// - Throws: `TextError` where ICU runs out of memory.
  mutating func addField(_ name: QueryName, valueAt place: Int) throws -> Bool {
    let hasValue =
      place < text.count
      && !text.has({ $0.isBlank || $0.isClosingBracket }, at: place)
    switch name {
    case .title, .body:
      guard hasValue else { return false }
      add(.field(name == .title ? .title : .body), upTo: place)
    case .date:
      guard hasValue, let (text, end) = plainValue(at: place) else { return false }
      guard try dates.contains(text) else {
        faults.note(
          "This is no date: write 2006, 2006-04-01, 平成18年4月, or two with .. between.",
          at: self.text.offset(of: place))
        return false
      }
      add(.term(.date(text)), upTo: end)
    case .attribute:
      guard hasValue, let (name, sign) = attributeName(at: place) else {
        faults.note(
          "where: takes the name of a fact and its value: where:author=島木健作.", at: offset)
        return false
      }
      guard let (value, end) = factValue(at: sign + 1) else {
        faults.note(
          "Here is no value; an empty one is written \"\".", at: text.offset(of: sign))
        return false
      }
      add(.term(.fact(name, value)), upTo: end)
    case .kind, .language, .city, .work, .path, .id:
      guard hasValue, let (value, end) = factValue(at: place) else { return false }
      add(.term(.fact(name.rawValue, value)), upTo: end)
    }
    return true
  }

  private mutating func attributeName(at place: Int) -> (String, sign: Int)? {
    let end = endOfToken(place)
    for sign in place..<end where text.has(\.isEqualsSign, at: sign) {
      guard sign > place else { return nil }
      let typed = text.string(place..<sign)
      // Typed in full width, the name of a fact that any document may have is the same.
      var name = String.UnicodeScalarView()
      for scalar in typed.unicodeScalars { name.append(scalar.narrowed) }
      return (QueryName.commonFacts.contains(String(name)) ? String(name) : typed, sign)
    }
    return nil
  }

  // MARK: Values

  /// A value in quotes, or up to where a token ends, and where it ends.
  private mutating func plainValue(at place: Int) -> (String, end: Int)? {
    if let end = endOfPhrase(place) { return (text.string(place + 1..<end), end + 1) }
    if place >= text.count || text.has({ $0.isBlank || $0.isBracket }, at: place) { return nil }
    let end = endOfToken(place)
    return (text.string(place..<end), end)
  }

  private mutating func factValue(at place: Int) -> (Query.FactValue, end: Int)? {
    let isQuoted = endOfPhrase(place) != nil
    if !isQuoted, let (expression, end) = expression(at: place) {
      return (.expression(expression), end)
    }
    guard let (value, end) = plainValue(at: place) else { return nil }
    let hasGaps =
      !isQuoted
      && (place..<end).contains { text.has({ $0.isStar || $0.isQuestionMark }, at: $0) }
    return (hasGaps ? .pattern(pattern(place..<end)) : .equal(value), end)
  }

  /// A regular expression between slashes, the last of which stands before a blank, a closing
  /// bracket or the end.
  private mutating func expression(at place: Int) -> (String, end: Int)? {
    guard !hasNoMoreSlashes, text.has({ $0 == "/" }, at: place) else { return nil }
    for end in text.characters.indices.dropFirst(place + 1)
    where text.has({ $0 == "/" }, at: end)
      && (end + 1 == text.count
        || text.has({ $0.isBlank || $0.isClosingBracket }, at: end + 1))
    {
      guard end > place + 1 else { return nil }
      var expression = String.UnicodeScalarView()
      for character in text.characters[(place + 1)..<end] {
        // Backslashes are the expression's own, but for those before slashes.
        if character.isLiteral, character.scalar != "/" { expression.append("\\") }
        expression.append(character.scalar)
      }
      do {
        _ = try RegularExpression(String(expression))
      } catch {
        faults.note(
          "This is no regular expression: see ICU's for what is, or put the value in quotes.",
          at: text.offset(of: place))
        break
      }
      return (String(expression), end + 1)
    }
    // What is none here, for want of a slash or by what it says, would only be looked at again.
    hasNoMoreSlashes = true
    return nil
  }
}
