/// Writes texts of a query so that they are read as they are: in quotes, or with a backslash before
/// what would mean something else.
enum QueryEscaping {
  /// How deep the brackets of a plain text are nested at most without being protected.
  private static let deepestBrackets = 8

  // MARK: Plain text

  /// Whether a text is one word of letters and digits and no operator.
  static func isOneWord(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy(\.isOfWord) && QueryOperator(Array(text.unicodeScalars)) == nil
  }

  /// Plain text of any number of words.
  static func words(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    let keepsBrackets = bracketsStayText(scalars)
    func parts(_ scalar: Unicode.Scalar) -> Bool {
      scalar.isBlank || keepsBrackets && scalar.isBracket
    }
    var result = String.UnicodeScalarView()
    for (place, scalar) in scalars.enumerated() {
      let isStart = place == 0 || parts(scalars[place - 1])
      let next = place + 1 < scalars.count ? scalars[place + 1] : nil
      let isProtected =
        if scalar.isBracket {
          !keepsBrackets
        } else if scalar.isQuestionMark {
          next.map { !$0.isBlank } ?? false
        } else if scalar.isTilde {
          !(next?.properties.isAlphabetic ?? false)
        } else if scalar.isColon {
          endsInName(scalars[..<place])
        } else if scalar.isHyphen {
          isStart && next.map { !$0.isBlank } ?? false
        } else if isStart {
          scalar == "\\" || scalar.closingQuote != nil || scalar.isStar || scalar.isCaret
            || QueryOperator(scalars[place...].prefix { !parts($0) }) != nil
        } else {
          scalar == "\\" || scalar.closingQuote != nil || scalar.isStar || scalar.isCaret
        }
      if isProtected { result.append("\\") }
      result.append(scalar)
    }
    return String(result)
  }

  /// Whether the brackets of a plain text are no group when they are typed as they are: each has its
  /// partner and something in between, and none encloses the whole.
  private static func bracketsStayText(_ scalars: [Unicode.Scalar]) -> Bool {
    var open: [(place: Int, isEmpty: Bool)] = []
    for (place, scalar) in scalars.enumerated() where !scalar.isBlank {
      if scalar.isClosingBracket {
        guard let start = open.popLast(), !start.isEmpty,
          start.place > 0 || place < scalars.count - 1
        else { return false }
      } else {
        if !open.isEmpty { open[open.count - 1].isEmpty = false }
        if scalar.isOpeningBracket { open.append((place, true)) }
        if open.count > deepestBrackets { return false }
      }
    }
    return open.isEmpty
  }

  /// Whether a name that means something before a colon ends a text.
  private static func endsInName(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
    var name = ""
    for scalar in scalars.reversed().prefix(QueryName.longest + 1).map(\.narrowed) {
      guard scalar.isASCII, scalar.properties.isAlphabetic else { break }
      name = String(scalar).lowercased() + name
    }
    return QueryName(rawValue: name) != nil
  }

  // MARK: Quotes

  /// A text in quotes that do not close within it; where all would, in ASCII's with backslashes.
  static func quoted(_ text: String) -> String {
    let quotes: [(Unicode.Scalar, Unicode.Scalar)] = [
      ("\"", "\""), ("“", "”"), ("「", "」"), ("＂", "＂"),
    ]
    let (opening, closing) =
      quotes.first { !text.unicodeScalars.contains($0.1) } ?? quotes[0]
    var result = String.UnicodeScalarView()
    result.append(opening)
    for scalar in text.unicodeScalars {
      if scalar == "\\" || scalar == closing { result.append("\\") }
      result.append(scalar)
    }
    result.append(closing)
    return String(result)
  }

  // MARK: Tokens

  /// A text as one token, whatever stands in it.
  static func token(_ text: String) -> String {
    var pattern = QueryPattern()
    for scalar in text.unicodeScalars { pattern.append(scalar, isGap: false) }
    return token(pattern)
  }

  /// A pattern as one token, with its gaps.
  static func token(_ pattern: QueryPattern) -> String {
    var result = String.UnicodeScalarView()
    for (place, element) in pattern.elements.enumerated() {
      let isAtEnd = place == 0 || place == pattern.elements.count - 1
      if !element.isGap, element.scalar.isProtectable, isAtEnd || element.scalar.isSignWithinToken {
        result.append("\\")
      }
      result.append(element.scalar)
    }
    return String(result)
  }

  // MARK: Facts

  /// A fact with its name.
  static func fact(_ name: String, _ value: Query.FactValue) -> String {
    let isOwnName = QueryName(rawValue: name)?.isFact ?? false
    let text =
      switch value {
      case .equal(let value): self.value(value)
      case .pattern(let pattern): token(QueryPattern(pattern))
      case .expression(let expression): self.expression(expression)
      }
    return (isOwnName ? name + ":" : "where:" + token(name) + "=") + text
  }

  /// A value by itself where it can stand so, else in quotes.
  static func value(_ text: String) -> String {
    let isBare =
      text.unicodeScalars.first.map { $0 != "/" } ?? false
      && text.unicodeScalars.allSatisfy {
        !$0.isBlank && !$0.isBracket && $0.closingQuote == nil && $0 != "\\" && !$0.isStar
          && !$0.isQuestionMark
      }
    return isBare ? text : quoted(text)
  }

  /// A regular expression between slashes; those in it get backslashes.
  private static func expression(_ text: String) -> String {
    var result = "/"
    var isEscaped = false
    for scalar in text.unicodeScalars {
      if scalar == "/", !isEscaped { result += "\\" }
      isEscaped = scalar == "\\" && !isEscaped
      result.unicodeScalars.append(scalar)
    }
    return result + "/"
  }
}

extension Unicode.Scalar {
  /// Whether this means something, or ends a token, wherever in one it stands.
  fileprivate var isSignWithinToken: Bool {
    isBlank || isBracket || closingQuote != nil || self == "\\" || isStar || isQuestionMark
      || isTilde || isCaret || isColon || isEqualsSign || isListSign
  }
}
