package import Tansaku

/// Queries made of a seed: trees that can be typed, and texts that a fiend might type.
package struct RandomQuery {
  private var generator: SeededGenerator

  private static let texts = [
    "東京", "台北市", "総会（台北）で", "Taipei declaration", "a", "x  y", "5\"", "don't", "C:\\temp", "\\",
    "a\\",
    "AND", "OR b", "x NEAR/5", "ＮＯＴ", "-x", "--", "x -y", "－", "(a)", "(a) b", "a)", "(", "（）",
    "( )",
    "title:x", "Kind：y", "date:2006", "where:a=b", "12:30", "*", "a*b", "＊", "why?", "a?b", "？",
    "~", "a~1",
    "～2", "x^2", "^", "a、b。", "「", "」", "“x”", "＂", "/a b/", "a\nb", "=", "\u{3000}a", "か\u{3099}",
    "\u{0}", "👨‍👩‍👧",
    "!", "。", "(a (b) c) d", "((a) b)", "x（y）", "AND(b)", "(AND)", "「a」b", "\\AND", "\\(",
    "a\u{A0}b", "  ",
  ]
  private static let words = ["a", "tokyo", "東京", "word's", "x1", "é", "AND", "NOT", "ＯＲ"]
  private static let patterns = [
    "declar*", "*tion", "第?回", "wom?n", "*京*", "a*b?c", "A*", "x*、y", "a b*", "(*)a", "a\\**",
    "x\\?y*", "C\\\\*", "＊a*", "\\a*",
  ]
  private static let dates = ["2006", "2006-04", "2001..2006", "平成18年4月", "4 April 2006", "..2005"]
  private static let names = [
    "kind", "city", "id", "author", "a b", "title", "date", "x=y", "where", "\"", "京",
  ]

  /// The queries of a seed.
  package init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  // MARK: Trees

  /// A tree of at most such a depth, not always in the shape that parsing gives.
  package mutating func tree(depth: Int) -> Query.Node {
    if depth <= 1 || generator.once(in: 4) { return leaf() }
    switch Int.random(in: 0..<7, using: &generator) {
    case 0: return .all(trees(depth))
    case 1: return .any(trees(depth))
    case 2: return .not(tree(depth: depth - 1))
    case 3: return .field(generator.once(in: 2) ? .title : .body, tree(depth: depth - 1))
    case 4:
      return .boosted(
        tree(depth: depth - 1),
        by: [0.5, 1, 2, 1_000, 0.1, 1e-6].randomElement(using: &generator) ?? 1)
    case 5:
      return .near(
        (0..<Int.random(in: 1...3, using: &generator)).map { _ in
          generator.once(in: 3) ? .any([neighbour(), neighbour()]) : neighbour()
        }, distance: [0, 3, 10, 1_000].randomElement(using: &generator) ?? 0)
    default: return .all([.any(trees(depth)), .not(leaf()), fact()])
    }
  }

  private mutating func trees(_ depth: Int) -> [Query.Node] {
    (0..<Int.random(in: 0...4, using: &generator)).map { _ in tree(depth: depth - 1) }
  }

  private mutating func leaf() -> Query.Node {
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: .date(pick(Self.dates))
    case 1: fact()
    default: neighbour()
    }
  }

  private mutating func neighbour() -> Query.Node {
    switch Int.random(in: 0..<6, using: &generator) {
    case 0: .phrase(pick(Self.texts))
    case 1: .pattern(pick(Self.patterns))
    case 2:
      .fuzzy(
        pick(["word", "word's", "a b", "京都", "x1", "-a"]), edits: generator.once(in: 2) ? 1 : 2)
    case 3: .words(pick(Self.words))
    default: .words(pick(Self.texts) + pick([" ", "", "、"]) + pick(Self.texts))
    }
  }

  private mutating func fact() -> Query.Node {
    let value: Query.FactValue =
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: .pattern(pick(Self.patterns + ["a?", "*", "/x*/"]))
      case 1:
        .expression(pick(["a+", "a b", "a/b", "\\d\\\\", "(x|y)\"", "a\\/b", "\\AND", "[）]"]))
      default: .equal(pick(Self.texts + ["", " ", "/x/", "/x", "\"”」＂"]))
      }
    return .fact(pick(Self.names), value)
  }

  // MARK: Texts

  /// A text of at most so many pieces: operators, signs, words, and here and there any bytes.
  package mutating func typed(upTo count: Int) -> String {
    var text = ""
    for _ in 0..<Int.random(in: 0...max(0, count), using: &generator) {
      switch Int.random(in: 0..<8, using: &generator) {
      case 0: text += pick(Self.texts)
      case 1:
        text += pick([" AND ", " OR ", " NOT ", " NEAR ", " NEAR/3 ", "ＡＮＤ", "\\AND", "　ＯＲ　"])
      case 2: text += pick(["(", ")", "（", "）", "((", "))", "\"", "“", "”", "「", "」", "＂"])
      case 3:
        text += pick([
          "title:", "body：", "kind:", "where:a=", "date:", "path:/", "-", "－", "NOT -", "id:",
        ])
      case 4:
        text += pick(["*", "?", "~", "~1", "^2", "＊", "～", "＾２", "^0", "\\", "/", "、", "^1e5"])
      case 5: text += pick([" ", " ", "  ", "\n", "\u{3000}"])
      case 6: text += pick(Self.words)
      default:
        if generator.once(in: 4) {
          text += String(
            decoding: generator.bytes(Int.random(in: 1...8, using: &generator)), as: UTF8.self)
        }
      }
    }
    return text
  }

  /// A text of 1 to so many bytes: random bytes, or pieces of queries.
  package mutating func text(upTo count: Int) -> String {
    if generator.once(in: 3) {
      return String(
        decoding: generator.bytes(Int.random(in: 1...count, using: &generator)), as: UTF8.self)
    }
    let size = Int.random(in: 1...count, using: &generator)
    var text = ""
    while text.utf8.count < size { text += typed(upTo: 12) }
    return text
  }

  private mutating func pick<Item>(_ items: [Item]) -> Item {
    items[Int.random(in: 0..<items.count, using: &generator)]
  }
}
