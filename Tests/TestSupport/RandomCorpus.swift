package import Tansaku

/// Documents and queries made of a seed, in a mix of scripts that tries what is hard: words of
/// several scripts side by side, variants, marks that combine, separators of all sorts, cities.
package struct RandomCorpus {
  private var generator: SeededGenerator

  private static let words = [
    "東京都", "京都", "台北", "臺北市", "主要都市", "都市", "宣言", "總會", "総会", "ネットワーク", "ネット", "アジア",
    "の", "は", "において", "网络", "網", "会议", "會議", "第", "回", "서울에서", "선언", "도시", "국제", "กรุงเทพ",
    "เมือง", "Taipei", "declaration", "network", "networks", "ANMC21", "21", "2006", "Tōkyō",
    "naïve", "năm", "nam", "Ω",
    "Москва", "город", "Hà", "Nội", "か\u{3099}く", "ﾈｯﾄ", "㍻18年", "don't", "3.14", "x", "Ｔｏｋｙｏ",
    "𠮷野家",
  ]
  private static let separators = [
    "", "", "", " ", " ", "、", "。", "\n", "・", "-", ", ", "（", "）", "  ", "\u{200B}",
  ]

  /// The corpus of a seed.
  package init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  /// A text of up to so many words.
  package mutating func text(upTo count: Int) -> String {
    var text = ""
    for _ in 0..<Int.random(in: 0...count, using: &generator) {
      text += RandomCorpus.words.randomElement(using: &generator) ?? ""
      text += RandomCorpus.separators.randomElement(using: &generator) ?? ""
    }
    return text
  }

  /// So many documents; a few of them long.
  package mutating func documents(_ count: Int) -> [Document] {
    (0..<count).map { number in
      let kinds: [Kind] = [.declaration, .meeting, .project]
      let length = generator.once(in: 20) ? 400 : 30
      return Document(
        id: "d\(number)", kind: kinds.randomElement(using: &generator), title: text(upTo: 4),
        body: text(upTo: length))
    }
  }

  /// A run of characters cut out of one of the documents, wherever it begins and ends.
  package mutating func substring(of documents: [Document], upTo length: Int) -> String {
    let text = Array((documents.randomElement(using: &generator)?.body ?? "").unicodeScalars)
    guard !text.isEmpty else { return "" }
    let start = Int.random(in: 0..<text.count, using: &generator)
    let end = min(text.count, start + Int.random(in: 1...length, using: &generator))
    var view = String.UnicodeScalarView()
    view.append(contentsOf: text[start..<end])
    return String(view)
  }
}
