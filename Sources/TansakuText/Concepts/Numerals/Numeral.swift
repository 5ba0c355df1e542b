/// A whole number as it is written in digits or in Han: `2006`, 二〇〇六, 二千六, 3億5千万.
struct Numeral: Equatable {
  /// How the number is written.
  enum Form: Equatable {
    /// In digits alone.
    case digits
    /// In digits of Han, each at its place: 二〇〇六.
    case positional
    /// With ten, hundred and so on: 二千六, 5千.
    case multiplied
  }

  /// Its characters in the folded text.
  var range: Range<Int>
  /// Its value; nil for what looks like a number but is none: 二三十, too many digits.
  var value: UInt64?
  var form: Form
  /// Whether all its characters multiply: 千万 may be 10,000,000 or a word.
  var isBare = false
  /// Whether a digit of it is one that is a word by itself: 参, 两.
  var isFormal = false

  /// How many characters it has.
  var length: Int { range.count }
}

/// Reads numerals.
///
/// ```
/// Numeral    --> Digits | HanDigit+ | Sum
/// Sum        --> (Section Myriad)* Section?           where the myriads fall
/// Section    --> ((HanDigit | Digits)? Unit | Tens)* ZERO? (HanDigit | Digits)?    where the units fall
/// Digits     --> 0-9+ ("," 0-9{3})* | 0-9+ "." 0-9+   the last only before a unit or a myriad
/// ```
/// *Worked example.* 3億5千万: 3 × 10⁸ + (5 × 10³) × 10⁴ = 350,000,000.
struct NumeralReader {
  let characters: NumeralCharacters

  /// The longest run of digits with a value.
  private static let mostDigits = 15

  /// The digits of ASCII that begin at a place, as a number; nil where none do.
  func digits(_ text: ConceptText, at start: Int) -> Numeral? {
    var end = start
    var value: UInt64 = 0
    while ConceptText.Character.isDigit(text[end]) {
      if end - start < NumeralReader.mostDigits { value = value * 10 + UInt64(text[end] - 0x30) }
      end += 1
    }
    if end == start { return nil }
    return Numeral(
      range: start..<end, value: end - start > NumeralReader.mostDigits ? nil : value, form: .digits
    )
  }

  /// The longest numeral that begins at a place; nil where none does.
  func read(_ text: ConceptText, at start: Int) -> Numeral? {
    var reading = Reading()
    var at = start
    loop: while at < text.count {
      switch characters.role(text.scalars[at]) {
      case .digit:
        guard let digits = grouped(text, at: at), reading.take(digits) else { break loop }
        at = digits.end
      case .hanDigit(let digit, let isFormal):
        guard reading.take(digit: digit) else { break loop }
        reading.isFormal = reading.isFormal || isFormal
        at += 1
      case .unit(let unit):
        guard reading.take(unit: unit) else { break loop }
        at += 1
      case .tens(let value):
        guard reading.take(tens: value) else { break loop }
        at += 1
      case .myriad(let myriad):
        guard reading.take(myriad: myriad) else { break loop }
        at += 1
      case .hangul(let unit):
        guard reading.hasDigits,
          unit < 10_000 ? reading.take(unit: unit) : reading.take(myriad: unit)
        else { break loop }
        at += 1
      case .none, .first: break loop
      }
    }
    if at == start { return nil }
    return reading.numeral(start..<at)
  }

  /// Digits with their groups and decimals.
  private func grouped(_ text: ConceptText, at start: Int) -> Reading.Digits? {
    guard let first = digits(text, at: start) else { return nil }
    var result = Reading.Digits(
      value: first.value, length: first.length, end: first.range.upperBound)
    while text[result.end] == 0x2C, let group = digits(text, at: result.end + 1), group.length == 3,
      first.length <= 3, let value = result.value, value < 1_000_000_000_000
    {
      result.value = value * 1000 + (group.value ?? 0)
      result.length += 3
      result.end += 4
    }
    // A decimal fraction counts only where something multiplies it: 1.5億.
    if text[result.end] == 0x2E, let fraction = digits(text, at: result.end + 1),
      fraction.length <= 4, let value = result.value, value < 1_000_000
    {
      switch characters.role(text[fraction.range.upperBound]) {
      case .myriad, .unit, .hangul:
        var scale: UInt64 = 1
        for _ in 0..<fraction.length { scale *= 10 }
        result.value = value * scale + (fraction.value ?? 0)
        result.scale = scale
        result.end = fraction.range.upperBound
      default: break
      }
    }
    return result
  }
}

/// A numeral while it is read.
private struct Reading {
  struct Digits {
    var value: UInt64?
    var length: Int
    var end: Int
    /// What the value must be divided by in the end.
    var scale: UInt64 = 1
  }

  private var total: UInt64 = 0
  private var section: UInt64 = 0
  /// Digits that nothing has multiplied so far, and how many they are.
  private var pending: UInt64 = 0
  private var pendingLength = 0
  private var pendingScale: UInt64 = 1
  private var isPendingHan = false
  /// The last unit of the section and the last myriad; no larger one may follow.
  private var lastUnit = UInt64.max
  private var lastMyriad = UInt64.max
  private var isValid = true
  private var hasHan = false
  private var hasUnits = false
  private(set) var hasDigits = false
  private var hasValue = false
  var isFormal = false

  mutating func take(_ digits: Digits) -> Bool {
    guard pendingLength == 0, digits.scale == 1 || total == 0 && section == 0 else { return false }
    hasDigits = true
    hasValue = true
    pending = digits.value ?? 0
    isValid = isValid && digits.value != nil
    pendingLength = digits.length
    pendingScale = digits.scale
    isPendingHan = false
    return true
  }

  mutating func take(digit: UInt64) -> Bool {
    guard pendingLength == 0 || isPendingHan else { return false }
    hasHan = true
    hasValue = true
    // The zero of 一百零五 holds a place that units tell anyway.
    if hasUnits, pendingLength == 0, digit == 0 { return true }
    isPendingHan = true
    if pendingLength < 15 { pending = pending * 10 + digit } else { isValid = false }
    pendingLength += 1
    return true
  }

  mutating func take(unit: UInt64) -> Bool {
    guard unit < lastUnit else { return false }
    hasHan = true
    hasUnits = true
    if pendingLength > 0 {
      // 二三十 is some twenty or thirty.
      if isPendingHan && pendingLength > 1 || pending == 0 { isValid = false }
      add(pending, times: unit)
    } else {
      section += unit
    }
    lastUnit = unit
    return true
  }

  mutating func take(tens: UInt64) -> Bool {
    guard pendingLength == 0, lastUnit > 10 else { return false }
    hasHan = true
    hasUnits = true
    hasValue = true
    section += tens
    lastUnit = 10
    return true
  }

  mutating func take(myriad: UInt64) -> Bool {
    guard myriad < lastMyriad else { return false }
    hasHan = true
    hasUnits = true
    if pendingScale > 1 {
      add(pending, times: myriad)
      total = total &+ section
    } else {
      if isPendingHan, pendingLength > 1, section > 0 { isValid = false }
      section = section &+ pending
      // Nothing to multiply: 万 of 万博.
      let (product, overflow) = section.multipliedReportingOverflow(by: myriad)
      isValid = isValid && section > 0 && !overflow
      total = total &+ product
    }
    section = 0
    clearPending()
    lastUnit = .max
    lastMyriad = myriad
    return true
  }

  private mutating func add(_ value: UInt64, times unit: UInt64) {
    let (product, overflow) = value.multipliedReportingOverflow(by: unit)
    isValid = isValid && !overflow && product % pendingScale == 0
    section = section &+ product / pendingScale
    clearPending()
  }

  private mutating func clearPending() {
    pending = 0
    pendingLength = 0
    pendingScale = 1
  }

  func numeral(_ range: Range<Int>) -> Numeral {
    let form: Numeral.Form = hasUnits ? .multiplied : hasHan ? .positional : .digits
    var isValid = isValid
    if hasUnits, pendingLength > 0 {
      // What is left must have fewer digits than the last unit has zeros: 1万2000, but not 十二三.
      let limit = lastUnit < .max ? lastUnit : lastMyriad
      if isPendingHan && pendingLength > 1 || pending >= limit { isValid = false }
    }
    let (sum, overflow) = total.addingReportingOverflow(section &+ pending)
    isValid = isValid && !overflow && pendingScale == 1
    return Numeral(
      range: range, value: isValid ? sum : nil, form: form, isBare: !hasValue, isFormal: isFormal)
  }
}
