package import Tansaku
package import TansakuText

/// What the leaves of random trees are made of.
///
/// Words are those whose meaning `ReferenceEngine` knows.
package struct TreeWords: Sendable {
  var words: [String]
  var cities: [String]
  var spans: [String]
  var patterns: [String]
  var fuzzy: [String]
  var ids: [Query.FactValue]

  /// Those of `RandomCorpus`.
  static let standard = TreeWords(
    words: [
      "宣言", "総会", "會議", "会议", "ネットワーク", "アジア", "network", "networks", "declaration", "naïve",
      "город", "선언", "都市", "Ω", "x",
    ],
    cities: ["台北", "Taipei", "東京", "京都", "Москва", "Tokyo"],
    spans: [
      "2006", "2006-04", "2001..2003", "..2004", "2005-06..", "平成18年", "平成15年度", "2003-04..2006-03",
      "1990..2010",
    ],
    patterns: [
      "net*", "*work", "*work*", "decl?ration", "n?tw*", "*a*", "x*", "гор*", "第*会", "東?都",
      "*都市",
      "宣*", "ネ*ク", "総?", "会?", "台*市", "主*都*", "京*宣言", "第?回", "*の*", "か*く", "2*6", "20??",
    ],
    fuzzy: [
      "network", "netwrok", "ntworks", "declaratoin", "deklaration", "naive", "taipie", "xy",
      "горд",
      "総会",
      "moskva", "2016",
    ],
    ids: [.equal("d1"), .pattern("d?"), .expression("d[0-4]+")])

}

/// Words that texts have.
extension TreeWords {
  /// Words drawn from the texts of documents, and patterns and slips made of them.
  ///
  /// - Parameters:
  ///   - documents: Where the words stand; at least one has a body.
  ///   - count: How many words to draw at most.
  ///   - analyzer: Finds the words.
  ///   - generator: Draws them.
  /// - Throws: what the analyzer throws.
  package init(
    drawnFrom documents: [Document], count: Int, _ analyzer: Analyzer,
    using generator: inout SeededGenerator
  ) throws {
    self = .standard
    (words, patterns, fuzzy, ids) = ([], ["*a*", "20??"], [], [])
    for _ in 0..<count * 4 where words.count < count {
      let body = documents[Int.random(in: 0..<documents.count, using: &generator)].body
      let text = TextRun.random(of: body, upTo: 80, using: &generator)
      guard
        let word = try TreeWords.simpleWords(of: text, analyzer).randomElement(using: &generator)
      else { continue }
      words.append(word)
      let letters = Array(word.unicodeScalars)
      let place = Int.random(in: 0..<letters.count, using: &generator)
      patterns.append(TreeWords.pattern(letters, place))
      let isLong = letters.count > 4 && CharacterClass.of(letters[0]) == .letter
      if isLong { fuzzy.append(TreeWords.slip(letters, place)) }
    }
    if words.isEmpty { words = TreeWords.standard.words }
    if fuzzy.isEmpty { fuzzy = TreeWords.standard.fuzzy }
    ids = (0..<8).map { _ in
      .equal(documents[Int.random(in: 0..<documents.count, using: &generator)].id)
    }
  }

  /// The words of a text that mean nothing but themselves: of letters alone, or of two characters and
  /// more of a script without spaces, and neither a city nor a date nor a number.
  private static func simpleWords(of text: String, _ analyzer: Analyzer) throws -> [String] {
    let analyzed = try analyzer.analyze(text)
    // What is cut off at the ends may be a piece of a word.
    let words = analyzed.tokens.filter { $0.kind != .gram }.dropFirst(2).dropLast(2)
    return try words.compactMap { token in
      let word = analyzed.folded.scalars[token.range].compactMap(Unicode.Scalar.init)
      let classes = Set(word.map { CharacterClass.of($0) })
      let isHangul = word.contains {
        (0x1100...0x11FF).contains($0.value) || $0.value > 0xABFF && $0.value < 0xD7B0
      }
      guard classes == [.letter] || classes == [.run] && word.count > 1, !isHangul else {
        return nil
      }
      let text = String(String.UnicodeScalarView(word))
      let alone = try analyzer.analyze(text)
      let isSimple =
        alone.tokens.count { $0.kind != .gram } == 1 && alone.cities.isEmpty && alone.dates.isEmpty
        && alone.numbers.isEmpty && alone.concepts.isEmpty
      return isSimple ? text : nil
    }
  }

  /// A word with a gap at a place.
  private static func pattern(_ letters: [Unicode.Scalar], _ place: Int) -> String {
    var letters = letters
    if place == 0 || letters.count < 3 {
      letters.append("*")
    } else if place % 2 == 0 {
      letters[place] = "?"
    } else {
      letters.replaceSubrange(place...place, with: ["*"])
    }
    return String(String.UnicodeScalarView(letters))
  }

  /// A word with an edit at a place.
  private static func slip(_ letters: [Unicode.Scalar], _ place: Int) -> String {
    var letters = letters
    switch place % 4 {
    case 0: letters.remove(at: place)
    case 1: letters.insert("e", at: place)
    case 2: letters[place] = "k"
    default: letters.swapAt(place, place - 1)
    }
    return String(String.UnicodeScalarView(letters))
  }
}

/// Runs of characters of a text.
enum TextRun {
  /// Up to so many characters (Unicode scalars) from anywhere in a text; takes no longer for a long
  /// text.
  static func random(
    of text: String, upTo length: Int, using generator: inout SeededGenerator
  ) -> String {
    let scalars = text.unicodeScalars
    let count = text.utf8.count
    if count == 0 { return "" }
    let place = Int.random(in: 0..<count, using: &generator)
    // The scalar whose bytes hold the place.
    let byte = text.utf8.index(text.startIndex, offsetBy: place)
    let start =
      String.Index(byte, within: scalars) ?? scalars.index(before: scalars.index(after: byte))
    let wanted = Int.random(in: 1...length, using: &generator)
    let end =
      scalars.index(start, offsetBy: wanted, limitedBy: scalars.endIndex) ?? scalars.endIndex
    return String(scalars[start..<end])
  }
}
