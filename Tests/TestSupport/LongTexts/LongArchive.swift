package import Tansaku

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// An archive of a seed, as people have them: many short texts and some as long as novels, in several
/// languages, with words that are frequent, rare, and clustered by topic.
///
/// Each document is made of the seed and its number alone, so that a part of an archive is made
/// without the rest. An optimised build makes more than 20 MB of text a second.
package struct LongArchive: Sendable {
  /// How many words of each language carry meaning.
  private static let contentWords = 4_000
  private static let topicCount = 300
  /// How many words a topic has.
  private static let topicSize = 14
  /// The share of texts that are longer than a length falls with the length's power of minus this.
  private static let tail = 0.5

  private let seed: UInt64
  private let lengths: ClosedRange<Int>
  private let stocks: [WordStock]
  /// For each stock the words of each topic.
  private let topics: [[[Int]]]

  /// The archive of a seed.
  ///
  /// - Parameters:
  ///   - seed: Another seed, another archive.
  ///   - lengths: How many characters the shortest and the longest texts may have.
  package init(seed: UInt64, lengths: ClosedRange<Int> = 10...1_000_000) {
    self.seed = seed
    self.lengths = lengths
    var generator = SeededGenerator(seed: seed)
    let stocks = WrittenLanguage.all.map {
      WordStock($0, contentWords: LongArchive.contentWords, using: &generator)
    }
    self.stocks = stocks
    topics = stocks.map { stock in
      (0..<LongArchive.topicCount).map { _ in
        (0..<LongArchive.topicSize).map { _ in
          Int.random(in: stock.firstContent..<stock.count, using: &generator)
        }
      }
    }
  }

  /// The document of a number, of a length that its number draws.
  package func document(_ number: Int) -> Document {
    var generator = generator(of: number)
    // The inverse of the share of longer texts (Pareto), cut off at the longest.
    let ratio = Double(lengths.upperBound) / Double(lengths.lowerBound)
    let least = pow(ratio, -LongArchive.tail)
    let share = Double.random(in: least...1, using: &generator)
    let length = Double(lengths.lowerBound) * pow(share, -1 / LongArchive.tail)
    return document(number, length: min(lengths.upperBound, Int(length)))
  }

  /// The document of a number, of about so many characters.
  ///
  /// - Parameters:
  ///   - number: Its place in the archive, which is in its id.
  ///   - length: How many characters its body has, at most a sentence more.
  ///   - language: The BCP 47 tag of its language; nil for the one that its number draws, which may
  ///     be a mix of several.
  /// - Returns: the document with its facts.
  package func document(_ number: Int, length: Int, language: String? = nil) -> Document {
    var generator = generator(of: number)
    // The length was drawn from the first bits.
    for _ in 0..<8 { _ = generator.next() }
    var chosen = stocks.indices.filter { stocks[$0].language.tag == language }
    precondition(language == nil || !chosen.isEmpty, "No words of \(language ?? "it") are known.")
    if chosen.isEmpty {
      chosen = [Int.random(in: 0..<stocks.count, using: &generator)]
      if generator.once(in: 6) {
        for _ in 0..<2 { chosen.append(Int.random(in: 0..<stocks.count, using: &generator)) }
      }
    }
    var writer = LongTextWriter(
      chosen.map { stocks[$0] }, topics: chosen.map { topics[$0] },
      SeededGenerator(seed: generator.next()))
    let title = writer.text(ofLength: Int.random(in: 3...20, using: &generator))
    var document = Document(
      id: "d\(number)", title: title.filter { !$0.isNewline },
      body: writer.text(ofLength: length))
    addFacts(to: &document, tag: stocks[chosen[0]].language.tag, using: &generator)
    return document
  }

  /// Words of a language that carry meaning and stand in many of its long texts.
  ///
  /// - Parameters:
  ///   - language: The BCP 47 tag of the language.
  ///   - count: How many words to draw at most; a word that is drawn twice comes once.
  ///   - generator: Draws them.
  /// - Returns: the words.
  package func commonWords(
    of language: String, _ count: Int, using generator: inout SeededGenerator
  ) -> [String] {
    let words = stocks.filter { $0.language.tag == language }.flatMap { stock in
      (0..<count).map { _ in
        stock.text(of: stock.firstContent + Int.random(in: 0..<150, using: &generator))
      }
    }
    return words.enumerated().filter { !words[..<$0.offset].contains($0.element) }.map(\.element)
  }

  private func generator(of number: Int) -> SeededGenerator {
    SeededGenerator(seed: seed &* 0x9E37_79B9 &+ UInt64(number) &* 0xD134_2543_DE82_EF95)
  }

  private func addFacts(
    to document: inout Document, tag: String, using generator: inout SeededGenerator
  ) {
    func pick(_ values: [String?]) -> String? {
      values[Int.random(in: 0..<values.count, using: &generator)]
    }
    document.language = Language(rawValue: tag)
    document.kind = pick(["declaration", "meeting", "project", nil]).map { Kind(rawValue: $0) }
    document.date = pick(["2006", "2006-04", "2003-05-01", nil, nil, nil])
    document.city = pick(["台北", "Tokyo", "Kyōto", nil, nil, nil])
    document.path = pick(["Corpus/a.md", "Corpus/sub/b.txt", nil])
    if let author = pick(["島木健作", "林", "Lin (Taipei)", nil]) {
      document.attributes["author"] = author
    }
  }
}
