/// What single folded characters mean in a numeral, looked up with one load each.
///
/// The characters are folded as texts are, by code: 萬 and 万 are one, and so are 貳 and 弐.
final class NumeralCharacters: Sendable {
  /// What a character does in a numeral.
  enum Role: Equatable {
    case none
    /// A digit of ASCII, which those of all scripts fold to.
    case digit(UInt64)
    /// A digit in Han; formal ones (壱 参) are words by themselves.
    case hanDigit(UInt64, isFormal: Bool)
    /// Ten, a hundred or a thousand.
    case unit(UInt64)
    /// Ten thousand and its powers.
    case myriad(UInt64)
    /// Twenty, thirty, forty in one character.
    case tens(UInt64)
    /// 元 before 年: the first year of an era.
    case first
    /// Hangul that multiplies what stands before it in other digits.
    case hangul(UInt64)
  }

  /// The characters of the program.
  static let shared = NumeralCharacters()

  /// A bit for each character that a numeral, written in digits or words, may begin with.
  private let starts: [UInt64]
  private let codes: [UInt8]
  private let roles: [Role]
  private let spelled = SpelledNumbers.shared

  private init() {
    var starts = [UInt64](repeating: 0, count: 0x1_0000 / 64)
    var codes = [UInt8](repeating: 0, count: 0x1_0000)
    var roles: [Role] = [.none]
    func add(_ characters: String, _ role: Role, begins: Bool = true) {
      roles.append(role)
      for scalar in characters.unicodeScalars {
        guard let folded = Literal.fold(String(scalar)).first, folded < 0x1_0000 else { continue }
        codes[Int(folded)] = UInt8(roles.count - 1)
        if begins { starts[Int(folded >> 6)] |= 1 << UInt64(folded & 63) }
      }
    }
    let formal = ["", "壱壹", "弐貳贰", "参參叁", "肆", "伍", "陸陆", "柒", "捌", "玖"]
    for (value, characters) in formal.enumerated() {
      add(characters, .hanDigit(UInt64(value), isFormal: true))
    }
    let plain = ["〇零○◯", "一〡", "二〢", "三〣", "四〤", "五〥", "六〦", "七〧", "八〨", "九〩"]
    for (value, characters) in plain.enumerated() {
      add(characters, .hanDigit(UInt64(value), isFormal: false))
    }
    for value in 0..<10 { add(String(value), .digit(UInt64(value))) }
    add("十拾", .unit(10))
    add("百佰陌", .unit(100))
    add("千仟阡", .unit(1000))
    add("万萬", .myriad(10_000))
    add("億亿", .myriad(100_000_000))
    add("兆", .myriad(1_000_000_000_000))
    add("廿卄", .tens(20))
    add("卅", .tens(30))
    add("卌", .tens(40))
    add("元", .first)
    // 两 alone is no number to count with, but 两千 is.
    add("两兩", .hanDigit(2, isFormal: true))
    add("십", .hangul(10), begins: false)
    add("백", .hangul(100), begins: false)
    add("천", .hangul(1000), begins: false)
    add("만", .hangul(10_000), begins: false)
    add("억", .hangul(100_000_000), begins: false)
    add("조", .hangul(1_000_000_000_000), begins: false)
    // Letters that spelled and Roman numerals begin with.
    for letter in "bcdefhilmnostvxz".unicodeScalars {
      starts[Int(letter.value >> 6)] |= 1 << UInt64(letter.value & 63)
    }
    self.starts = starts
    self.codes = codes
    self.roles = roles
  }

  /// The first place at or after `at` where a numeral may begin; the end of the text if there is
  /// none.
  @inline(__always)
  func nextStart(in scalars: UnsafeBufferPointer<UInt32>, from at: Int) -> Int {
    starts.withUnsafeBufferPointer { starts in
      var at = at
      while at < scalars.count {
        let scalar = scalars[at]
        if scalar < 0x1_0000, starts[Int(scalar &>> 6)] &>> UInt64(scalar & 63) & 1 == 1 {
          if scalar &- 0x61 >= 26 { return at }
          // A letter inside a word begins nothing.
          if at == 0 || scalars[at &- 1] &- 0x61 >= 26,
            spelled.mayBegin(scalar, at &+ 1 < scalars.count ? scalars[at &+ 1] : 0)
          {
            return at
          }
        }
        at &+= 1
      }
      return at
    }
  }

  /// What a folded character does in a numeral.
  @inline(__always)
  func role(_ scalar: UInt32) -> Role {
    scalar < 0x1_0000 ? roles[Int(codes[Int(scalar)])] : .none
  }

  /// Whether a folded character is a digit or a numeral in Han.
  func isNumeral(_ scalar: UInt32) -> Bool {
    switch role(scalar) {
    case .none, .first, .hangul: false
    case .digit, .hanDigit, .unit, .myriad, .tens: true
    }
  }
}
