/// Takes what was typed apart into tokens.
///
/// It never fails: what means nothing where it stands is a word, and a fault is noted. Takes time in
/// proportion to the text.
struct QueryScanner {
  let text: QueryText
  var tokens: [QueryToken] = []
  var faults = QueryFaults()
  var at = 0
  /// The numbers of the tokens that began the groups at hand.
  private var open: [Int] = []
  /// How many more tokens may mean something; then everything is words.
  private(set) var allowance: Int
  /// Closing quotes that are not ahead: what is not ahead now is not ahead later.
  private var missing: [Unicode.Scalar] = []
  /// Whether no regular expression is read any further on.
  var hasNoMoreSlashes = false
  lazy var dates = QueryDates()

  /// - Parameters:
  ///   - text: what was typed.
  ///   - allowance: how many tokens may be more than words.
  init(_ text: QueryText, allowance: Int) {
    self.text = text
    self.allowance = allowance
    tokens.reserveCapacity(8)
  }

  /// Finds all tokens.
  ///
  /// - Throws: `TextError` where ICU runs out of memory.
  mutating func scan() throws {
    while at < text.count {
      if text.has(\.isBlank, at: at) {
        at += 1
      } else if text.has(\.isClosingBracket, at: at) {
        addClosingBracket()
      } else if allowance == 0 {
        addWord(upTo: endOfToken(at))
      } else if text.has(\.isOpeningBracket, at: at) {
        open.append(tokens.count)
        add(.word, upTo: at + 1)
      } else if let end = endOfPhrase(at) {
        let content = at + 1..<end
        if isBlank(content) { faults.note("Nothing stands in these quotes.", at: offset) }
        add(.phrase(content), upTo: end + 1)
        tokens[tokens.count - 1].factor = takeFactor()
      } else {
        try addToken()
      }
    }
    for number in open {
      faults.note(
        "This bracket is never closed: close it, or put a backslash before it.",
        at: text.offset(of: tokens[number].range.lowerBound))
    }
  }

  // MARK: Brackets and quotes

  private mutating func addClosingBracket() {
    guard let start = open.popLast() else {
      faults.note(
        "This bracket closes nothing: leave it out, or put a backslash before it.", at: offset)
      return add(.word, upTo: at + 1)
    }
    tokens[start].kind = .open(end: tokens.count)
    add(.close, upTo: at + 1)
    tokens[tokens.count - 1].factor = takeFactor()
  }

  /// Where the quote is that closes the one at a place; nil where there is no such pair.
  mutating func endOfPhrase(_ place: Int) -> Int? {
    guard text.has({ $0.closingQuote != nil }, at: place),
      let closing = text.characters[place].scalar.closingQuote
    else { return nil }
    if missing.contains(closing) { return nil }
    for end in (place + 1)..<text.count where text.has({ $0 == closing }, at: end) { return end }
    missing.append(closing)
    faults.note(
      "This quote is never closed: close it, or put a backslash before it.",
      at: text.offset(of: place))
    return nil
  }

  private func isBlank(_ range: Range<Int>) -> Bool {
    text.characters[range].allSatisfy { $0.scalar.isBlank }
  }

  // MARK: Words, and what stands before them

  private mutating func addToken() throws {
    if isAtStart(at), excludes(at) { return add(.not, upTo: at + 1) }
    let isValue = followsField
    if let (name, end) = name(at: at) {
      if isValue {
        noteNameInField(before: end)
      } else if try addField(name, valueAt: end) {
        return
      }
    }
    let end = endOfToken(at)
    if !isValue, !followsHyphen, let found = operatorAt(at..<end) { return add(found, upTo: end) }
    addTerms(upTo: end)
  }

  /// Whether `title:` or `body:` stands close before.
  private var followsField: Bool {
    guard let last = tokens.last, last.range.upperBound == at, case .field = last.kind else {
      return false
    }
    return true
  }

  /// Notes a name with a value where a field has its words.
  private mutating func noteNameInField(before value: Int) {
    if value == text.count || text.has({ $0.isBlank || $0.isClosingBracket }, at: value) { return }
    faults.note(
      "Behind title: or body: this is text: put a blank before it if it is asked for by itself, or "
        + "a backslash before its colon.", at: offset)
  }

  /// Whether a hyphen that excludes stands close before.
  private var followsHyphen: Bool {
    guard let last = tokens.last, last.range.upperBound == at, case .not = last.kind else {
      return false
    }
    return true
  }

  /// Whether a token that may be excluded can begin at a place.
  private func isAtStart(_ place: Int) -> Bool {
    place == 0 || text.has({ $0.isBlank || $0.isOpeningBracket }, at: place - 1)
  }

  private func excludes(_ place: Int) -> Bool {
    place + 1 < text.count && text.has(\.isHyphen, at: place)
      && !text.has({ $0.isHyphen || $0.isBlank || $0.isClosingBracket }, at: place + 1)
  }

  /// The end of the token that begins at a place, which is no blank: at least one character on.
  mutating func endOfToken(_ place: Int) -> Int {
    var end = place
    repeat {
      end += 1
      if end == text.count || text.has(\.isBracket, at: place) { break }
    } while !text.has({ $0.isBlank || $0.isBracket }, at: end)
      && (allowance == 0 || endOfPhrase(end) == nil)
    return end
  }

  private mutating func operatorAt(_ range: Range<Int>) -> QueryToken.Kind? {
    guard range.count <= 9,
      QueryOperator.mayBegin(with: text.characters[range.lowerBound].scalar)
    else { return nil }
    let characters = text.characters[range]
    guard characters.allSatisfy({ !$0.isLiteral }) else { return nil }
    switch QueryOperator(characters.lazy.map { $0.scalar }) {
    case .and: return .and
    case .or: return .or
    case .not: return .not
    case .near(let distance, let isClamped):
      if isClamped {
        faults.note(
          "NEAR reaches over 0 to \(QueryLimits.nearDistance) positions, not more.",
          at: offset)
      }
      return .near(distance: distance)
    case nil: return nil
    }
  }

  // MARK: Adding

  /// Where the scanner is, in Unicode scalars of what was typed.
  var offset: Int { text.offset(of: at) }

  /// Adds plain text.
  mutating func addWord(upTo end: Int) {
    tokens.append(QueryToken(kind: .word, range: at..<end))
    at = end
  }

  /// Adds a token that means something.
  mutating func add(
    _ kind: QueryToken.Kind, upTo end: Int, range: Range<Int>? = nil, factor: Float? = nil
  ) {
    tokens.append(QueryToken(kind: kind, range: range ?? at..<end, factor: factor))
    at = end
    if case .close = kind { return }
    allowance = max(0, allowance - 1)
  }

  // MARK: Factors

  /// The factor that is typed from here on, `^2`; the scanner is behind it then.
  mutating func takeFactor() -> Float? {
    guard text.has(\.isCaret, at: at) else { return nil }
    var end = at + 1
    while end < text.count,
      !text.has({ $0.isBlank || $0.isBracket || $0.isListSign }, at: end), endOfPhrase(end) == nil
    { end += 1 }
    guard let factor = factor(at..<end) else { return nil }
    at = end
    return factor
  }

  /// The factor that a range says, which begins with a caret; nil where it says none.
  mutating func factor(_ range: Range<Int>) -> Float? {
    guard let factor = QueryFactor.value(of: text.string(range.dropFirst())) else { return nil }
    guard QueryFactor.allowed(factor) else {
      faults.note(
        "A factor is more than 0 and at most 1000.", at: text.offset(of: range.lowerBound))
      return nil
    }
    return factor
  }
}

/// Factors as they are written behind `^`: `2`, `0.5`, `1e-05`.
enum QueryFactor {
  /// The largest factor.
  static let largest: Float = 1_000

  /// Whether a score may be multiplied by a factor.
  static func allowed(_ factor: Float) -> Bool { factor > 0 && factor <= largest }

  /// The number that a text says, in digits of any width; nil where it says none.
  static func value(of text: String) -> Float? {
    guard text.utf8.count <= 64 else { return nil }
    var digits = ""
    for scalar in text.unicodeScalars { digits.unicodeScalars.append(scalar.narrowed) }
    let isNumber = digits.utf8.allSatisfy {
      switch $0 {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "e"),
        UInt8(ascii: "-"):
        true
      default: false
      }
    }
    guard isNumber, let first = digits.utf8.first, first != UInt8(ascii: "-"),
      first != UInt8(ascii: "e")
    else { return nil }
    return Float(digits)
  }

  /// A factor as one would type it.
  static func text(of factor: Float) -> String {
    factor.rounded() == factor && factor.magnitude < 10_000 ? "\(Int(factor))" : "\(factor)"
  }
}
