/// Makes words of the tokens that mean nothing where they stand: operators that lack a side, brackets
/// with nothing between them, and whatever is nested too deep.
///
/// Afterwards every group, prefix and operator has its operands, and the grammar needs to ask for
/// none. Takes time in proportion to the tokens.
struct QueryRepair {
  /// How deep brackets, `NOT`s and fields may be nested.
  static let deepest = 64

  private var tokens: [QueryToken]
  private let text: QueryText
  private var faults: QueryFaults

  /// Repairs the tokens of a scanner, and adds what was wrong to its faults.
  static func repair(_ scanner: inout QueryScanner) {
    var repair = QueryRepair(tokens: scanner.tokens, text: scanner.text, faults: scanner.faults)
    scanner.tokens = []
    repair.emptyBrackets()
    repair.operators()
    scanner.tokens = repair.tokens
    scanner.faults = repair.faults
  }

  private mutating func emptyBrackets() {
    for number in tokens.indices {
      guard case .open(let end) = tokens[number].kind, end == number + 1 else { continue }
      note("Nothing stands between these brackets.", at: number)
      makeWord(number)
      makeWord(end)
    }
  }

  private mutating func operators() {
    let begins = beginnings()
    // How deep each of the groups at hand is, and how many prefixes stand close before.
    var depths: [Int] = []
    var depth = 0
    var prefixes = 0
    for number in tokens.indices {
      var isPrefix = false
      switch tokens[number].kind {
      case .and, .or, .near:
        if number == 0 || !ends(number - 1) {
          note("Nothing stands before this operator; in small letters it is a word.", at: number)
          makeWord(number)
        } else if !begins[number + 1] {
          note("Nothing stands behind this operator; in small letters it is a word.", at: number)
          makeWord(number)
        }
      case .not, .field:
        isPrefix = begins[number + 1] && depth + prefixes < QueryRepair.deepest
        if !isPrefix {
          note(
            begins[number + 1]
              ? QueryRepair.tooDeep : "Nothing stands behind this that it could apply to.",
            at: number)
          makeWord(number)
        }
      case .open(let end):
        if depth + prefixes < QueryRepair.deepest {
          depths.append(depth)
          depth += prefixes + 1
        } else {
          note(QueryRepair.tooDeep, at: number)
          makeWord(number)
          makeWord(end)
        }
      case .close: depth = depths.popLast() ?? 0
      case .word, .phrase, .term: break
      }
      prefixes = isPrefix ? prefixes + 1 : 0
    }
  }

  private static let tooDeep =
    "Brackets, NOTs and fields may be nested \(deepest) deep, not deeper."

  /// For each token, and the end, whether an operand begins there, prefixes included.
  private func beginnings() -> [Bool] {
    // From the end on: an array that is made of a repeated element asks for its type at run time.
    var begins: [Bool] = []
    begins.reserveCapacity(tokens.count + 1)
    var isOperandNext = false
    begins.append(isOperandNext)
    for token in tokens.reversed() {
      switch token.kind {
      case .not, .field: break
      default: isOperandNext = token.isOperand
      }
      begins.append(isOperandNext)
    }
    begins.reverse()
    return begins
  }

  /// Whether an operand ends with a token.
  private func ends(_ number: Int) -> Bool {
    switch tokens[number].kind {
    case .word, .phrase, .term, .close: true
    case .open, .and, .or, .near, .not, .field: false
    }
  }

  /// Makes a word of a token; a factor that stands behind a bracket goes with it.
  private mutating func makeWord(_ number: Int) {
    tokens[number].kind = .word
    tokens[number].factor = nil
  }

  private mutating func note(_ message: String, at number: Int) {
    faults.note(message, at: text.offset(of: tokens[number].range.lowerBound))
  }
}
