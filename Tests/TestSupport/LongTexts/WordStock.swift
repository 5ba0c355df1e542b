/// The words of a language in one archive, some often and most seldom.
///
/// The frequency of a word falls with its rank as Zipf and Mandelbrot have it ("An informational
/// theory of the statistical structure of language", 1953). A word is drawn in constant time by the
/// method of aliases (Walker, "An efficient method for generating discrete random variables with
/// general distributions", ACM Transactions on Mathematical Software 3, 1977).
struct WordStock: Sendable {
  let language: WrittenLanguage
  /// The UTF-8 of all words, the most frequent first.
  private var bytes: [UInt8] = []
  /// Where each word begins in `bytes`, and behind the last where it ends.
  private var starts: [Int] = [0]
  /// The first word that carries meaning.
  let firstContent: Int
  /// For each slot how often of 2³² times it stands for its own word, and the other word.
  private var slots: [(threshold: UInt32, alias: UInt32)] = []

  /// How many words there are.
  var count: Int { starts.count - 1 }

  /// The words of a language, so many of them made of its pieces.
  init(_ language: WrittenLanguage, contentWords: Int, using generator: inout SeededGenerator) {
    self.language = language
    firstContent = language.functionWords.count
    for word in language.functionWords { append(word) }
    var known = Set(language.functionWords)
    var length = language.wordLength
    while known.count < firstContent + contentWords {
      var word = ""
      for _ in 0..<Int.random(in: length, using: &generator) {
        word += language.pieces[Int.random(in: 0..<language.pieces.count, using: &generator)]
      }
      if generator.once(in: 4) {
        word += language.endings[Int.random(in: 0..<language.endings.count, using: &generator)]
      }
      if known.insert(word).inserted {
        append(word)
      } else {
        // Few short words are left.
        length = length.lowerBound...max(length.upperBound, length.lowerBound + 3)
      }
    }
    makeSlots()
  }

  private mutating func append(_ word: String) {
    bytes.append(contentsOf: word.utf8)
    starts.append(bytes.count)
  }

  private mutating func makeSlots() {
    let weights = (0..<count).map { 1 / (Double($0) + 2.7) }
    let sum = weights.reduce(0, +)
    var shares = weights.map { $0 / sum * Double(count) }
    slots = shares.indices.map { (UInt32.max, UInt32($0)) }
    var small = shares.indices.filter { shares[$0] < 1 }
    var large = shares.indices.filter { shares[$0] >= 1 }
    while let low = small.popLast(), let high = large.last {
      slots[low] = (UInt32(shares[low] * 4_294_967_295), UInt32(high))
      shares[high] -= 1 - shares[low]
      if shares[high] < 1 {
        large.removeLast()
        small.append(high)
      }
    }
  }

  /// A word, the frequent ones more often.
  func draw(using generator: inout SeededGenerator) -> Int {
    let bits = generator.next()
    let slot = Int(((bits >> 32) * UInt64(count)) >> 32)
    let (threshold, alias) = slots[slot]
    return UInt32(truncatingIfNeeded: bits) <= threshold ? slot : Int(alias)
  }

  /// Adds the UTF-8 of a word.
  func append(_ word: Int, to text: inout [UInt8]) {
    text.append(contentsOf: bytes[starts[word]..<starts[word + 1]])
  }

  /// A word as text.
  func text(of word: Int) -> String {
    String(decoding: bytes[starts[word]..<starts[word + 1]], as: UTF8.self)
  }
}
