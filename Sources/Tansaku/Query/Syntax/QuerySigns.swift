/// What the characters of a query mean there: each sign as an ASCII keyboard types it, and as
/// Japanese and Chinese ones do.
extension Unicode.Scalar {
  /// The quote that closes what this one opens; nil for what opens nothing.
  var closingQuote: Unicode.Scalar? {
    switch self {
    case "\"", "＂": self
    case "“", "”": "”"
    case "「": "」"
    default: nil
    }
  }

  /// Whether a group begins here.
  var isOpeningBracket: Bool { self == "(" || self == "（" }
  /// Whether a group ends here.
  var isClosingBracket: Bool { self == ")" || self == "）" }
  /// Whether this is a bracket of either sort.
  var isBracket: Bool { isOpeningBracket || isClosingBracket }
  /// Whether this stands for any number of characters.
  var isStar: Bool { self == "*" || self == "＊" }
  /// Whether this stands for one character; `？` never does, for it ends Chinese questions.
  var isQuestionMark: Bool { self == "?" }
  /// Whether this makes a word fuzzy.
  var isTilde: Bool { self == "~" || self == "～" }
  /// Whether this stands before a factor.
  var isCaret: Bool { self == "^" || self == "＾" }
  /// Whether this stands behind the name of a field.
  var isColon: Bool { self == ":" || self == "：" }
  /// Whether this excludes what follows.
  var isHyphen: Bool { self == "-" || self == "－" }
  /// Whether this stands between the name of a fact and its value.
  var isEqualsSign: Bool { self == "=" || self == "＝" }

  /// Whether this parts the items of a list that has no blanks; a pattern ends here too.
  var isListSign: Bool {
    switch self {
    case "、", "。", "，", "！", "？", "；": true
    default: false
    }
  }

  /// Whether a backslash before this takes away what it means.
  var isProtectable: Bool {
    switch value {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default:
      isBlank || closingQuote != nil || self == "」" || isBracket || isStar || isTilde || isCaret
        || isColon || isHyphen || isEqualsSign || isListSign
    }
  }

  /// The character of ASCII that this is the full-width form of; itself where it is none.
  var narrowed: Unicode.Scalar {
    guard case 0xFF01...0xFF5E = value else { return self }
    return Unicode.Scalar(value - 0xFEE0) ?? self
  }

  /// Whether this is a letter, a digit, or a mark on one.
  var isOfWord: Bool {
    if properties.isAlphabetic || properties.numericType != nil { return true }
    return switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: true
    default: false
    }
  }

  /// Whether this can be looked for: no separator, no punctuation, no sign of ASCII.
  var isSearchable: Bool {
    if isASCII {
      return switch value {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
      default: false
      }
    }
    return switch value {
    // Kana, Han, Hangul: the standard library's look-up takes longer than the rest of a short word.
    case 0x3041...0x3096, 0x30A1...0x30FA, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3: true
    default: !isSpaceOrPunctuation
    }
  }

  private var isSpaceOrPunctuation: Bool {
    switch properties.generalCategory {
    case .spaceSeparator, .lineSeparator, .paragraphSeparator, .control, .connectorPunctuation,
      .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation:
      true
    default: false
    }
  }
}
