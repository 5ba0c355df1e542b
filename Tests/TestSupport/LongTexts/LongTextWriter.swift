/// Writes one long text: sections of one topic each, paragraphs, sentences.
///
/// The words of a topic stand close together where the section has it and seldom elsewhere, and the
/// words of the text's theme stand everywhere in it, as terms and names do in books. So a word comes
/// thousands of times in one text and once in another, and the distances between its occurrences go
/// from one position to hundreds of thousands.
struct LongTextWriter {
  private static let lineBreak = UInt8(ascii: "\n")
  /// Of so many words one belongs to the topic.
  private static let topicShare = 4
  /// Of so many words one belongs to the theme.
  private static let themeShare = 24
  private static let themeSize = 6
  /// Of so many words one is a city, a date or a number.
  private static let entityShare = 90

  private let stocks: [WordStock]
  /// For each stock the words of each topic.
  private let topics: [[[Int]]]
  /// For each stock the words of the theme.
  private let themes: [[Int]]
  private var generator: SeededGenerator
  private var text: [UInt8] = []
  /// How many characters (Unicode scalars) `text` has.
  private var length = 0

  /// A writer in these languages, of which each sentence has one.
  init(_ stocks: [WordStock], topics: [[[Int]]], _ generator: SeededGenerator) {
    var generator = generator
    self.stocks = stocks
    self.topics = topics
    themes = stocks.map { stock in
      (0..<LongTextWriter.themeSize).map { _ in
        Int.random(in: stock.firstContent..<stock.count, using: &generator)
      }
    }
    self.generator = generator
  }

  /// A text of so many characters, or of a sentence less.
  mutating func text(ofLength wanted: Int) -> String {
    text.removeAll(keepingCapacity: true)
    text.reserveCapacity(wanted * 3 + 64)
    length = 0
    // One text in eight has no lines: nothing but spaces and full stops part it.
    let hasLines = !generator.once(in: 8)
    while length < wanted {
      let topic = Int.random(in: 0..<topics[0].count, using: &generator)
      for _ in 0..<Int.random(in: 2...30, using: &generator) where length < wanted {
        for _ in 0..<Int.random(in: 1...8, using: &generator) where length < wanted {
          writeSentence(topic, upTo: wanted)
        }
        if !hasLines { continue }
        text.append(LongTextWriter.lineBreak)
        if generator.once(in: 3) { text.append(LongTextWriter.lineBreak) }
        length += 2
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func writeSentence(_ topic: Int, upTo wanted: Int) {
    let number = stocks.count == 1 ? 0 : Int.random(in: 0..<stocks.count, using: &generator)
    let stock = stocks[number]
    let start = text.count
    // Few sentences are long.
    let words = 2 + Int.random(in: 0...Int.random(in: 2...40, using: &generator), using: &generator)
    for word in 0..<words {
      if word > 0 {
        let gap = generator.once(in: 9) ? stock.language.comma : stock.language.space
        text.append(contentsOf: gap.utf8)
      }
      writeWord(of: stock, topics[number][topic], themes[number])
      // Half a word more or less does not matter, but a short text is to be short.
      if length + (text.count - start) / 3 >= wanted { break }
    }
    if stock.language.isCapitalized, (0x61...0x7A).contains(text[start]) { text[start] -= 0x20 }
    text.append(contentsOf: pick(stock.language.stops).utf8)
    // Bytes that go on with a character begin with 10.
    length += text[start...].count { $0 & 0xC0 != 0x80 }
  }

  private mutating func writeWord(of stock: WordStock, _ topic: [Int], _ theme: [Int]) {
    let bits = generator.next()
    if bits % UInt64(LongTextWriter.topicShare) == 0 {
      stock.append(word(of: topic, bits >> 16), to: &text)
    } else if bits % UInt64(LongTextWriter.themeShare) == 1 {
      stock.append(word(of: theme, bits >> 16), to: &text)
    } else if (bits >> 8) % UInt64(LongTextWriter.entityShare) == 0 {
      text.append(contentsOf: pick(stock.language.entities).utf8)
    } else {
      stock.append(stock.draw(using: &generator), to: &text)
    }
  }

  /// One of some words, by random bits; the first are the most frequent ones.
  private func word(of words: [Int], _ bits: UInt64) -> Int {
    let first = Int(bits & 0xFFFF) % words.count
    let second = Int((bits >> 16) & 0xFFFF) % words.count
    return words[min(first, second)]
  }

  private mutating func pick(_ texts: [String]) -> String {
    texts[Int.random(in: 0..<texts.count, using: &generator)]
  }
}
