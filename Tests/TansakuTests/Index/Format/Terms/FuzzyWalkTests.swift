import TansakuStorage
import TansakuTestSupport
import Testing

@testable import Tansaku

@Suite("Terms within a few edits of a word")
struct FuzzyWalkTests {
  private let directory: TemporaryDirectory
  private let fileSystem = LocalFileSystem()

  init() throws { directory = try TemporaryDirectory() }

  /// The distance by its definition: a table of all beginnings of both.
  static func distance(_ one: [UInt32], _ other: [UInt32]) -> Int {
    var table = [[Int]](
      repeating: [Int](repeating: 0, count: other.count + 1), count: one.count + 1)
    for row in 0...one.count {
      for column in 0...other.count {
        if row == 0 || column == 0 {
          table[row][column] = row + column
          continue
        }
        let same = one[row - 1] == other[column - 1]
        var best = table[row - 1][column - 1] + (same ? 0 : 1)
        best = min(best, table[row - 1][column] + 1, table[row][column - 1] + 1)
        if row > 1, column > 1, one[row - 1] == other[column - 2],
          one[row - 2] == other[column - 1]
        {
          best = min(best, table[row - 2][column - 2] + 1)
        }
        table[row][column] = best
      }
    }
    return table[one.count][other.count]
  }

  private func dictionary(of words: Set<[UInt32]>) throws -> TermsReader {
    // Neighbours of the layer must never be taken for its terms.
    var keys = Set(words.map { TermKey(.word, scalars: $0) })
    keys.formUnion(words.map { TermKey(.subject, scalars: $0) })
    keys.formUnion(words.map { TermKey(.writing, scalars: $0) })
    var writer = try TermsWriter(directory.path("t"), fileSystem: fileSystem)
    for (number, key) in keys.sorted().enumerated() {
      let info = TermInfo(
        documentFrequency: 1, totalFrequency: 1, hasPositions: false,
        postings: .single(document: UInt32(number)), positions: .none)
      try key.bytes.withUnsafeBytes { try writer.add($0, info) }
    }
    _ = try writer.finish()
    return try TermsReader(directory.path("t"), fileSystem: fileSystem)
  }

  @Test("A walk finds what the distances to all terms say", arguments: 0..<60)
  func twin(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    // Few characters, so that much is near; their lengths in UTF-8 differ.
    let alphabets = ["ab", "abcdé", "abかキ", "a\u{D7FF}\u{E000}\u{10FFFF}", "0123αβγ서울𠮷"]
    let alphabet = Array(alphabets[Int(seed) % alphabets.count].unicodeScalars.map(\.value))
    func word(_ longest: Int) -> [UInt32] {
      (0..<Int.random(in: 0...longest, using: &generator)).map { _ in
        alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
      }
    }
    let longest = Int.random(in: 2...9, using: &generator)
    let words = Set((0..<Int.random(in: 1...900, using: &generator)).map { _ in word(longest) })
    let reader = try dictionary(of: words)
    for _ in 0..<12 {
      let pattern = word(longest + 1)
      for edits in 0...3 {
        let expected = words.filter { Self.distance($0, pattern) <= edits }
          .map { TermKey(.word, scalars: $0) }.sorted()
        #expect(
          try FuzzyWalk.terms(within: edits, of: pattern, in: reader) == expected,
          "\(generator) \(pattern) \(edits)")
      }
    }
  }

  @Test("The automaton tells the distance of each beginning, forth and back", arguments: 0..<40)
  func automaton(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    func word(_ count: Int) -> [UInt32] {
      (0..<count).map { _ in UInt32.random(in: 0x61...0x63, using: &generator) }
    }
    let pattern = word(Int.random(in: 0...70, using: &generator))
    let edits = Int.random(in: 0...3, using: &generator)
    var automaton = try #require(LevenshteinAutomaton(pattern, edits: edits))
    var read: [UInt32] = []
    for _ in 0..<60 {
      if generator.once(in: 4) {
        let kept = Int.random(in: 0...read.count, using: &generator)
        read.removeLast(read.count - kept)
        automaton.truncate(to: kept)
      }
      // Mostly along the pattern, else it is dead soon.
      let isStraight = !generator.once(in: 6) && read.count < pattern.count
      read.append(isStraight ? pattern[read.count] : word(1)[0])
      let isAlive = automaton.read(read[read.count - 1])
      let distance = Self.distance(read, pattern)
      #expect(automaton.distance == (distance <= edits ? distance : nil))
      let canLive = (0...pattern.count).contains { count in
        Self.distance(read, Array(pattern[..<count])) <= edits
      }
      #expect(isAlive == canLive, "\(generator)")
    }
  }

  @Test("A pattern that is too long is near to nothing, and one of the longest is near to itself")
  func longest() throws {
    let word = [UInt32](repeating: 0x61, count: 64)
    let reader = try dictionary(of: [word])
    #expect(try FuzzyWalk.terms(within: 2, of: word + [0x62], in: reader).count == 1)
    let tooLong = [UInt32](repeating: 0x61, count: LevenshteinAutomaton.longestPattern + 1)
    #expect(try FuzzyWalk.terms(within: 2, of: tooLong, in: reader).isEmpty)
    // More edits than letters make anything of anything.
    for edits in [64, 126, 127, 128, 200] {
      #expect(try FuzzyWalk.terms(within: edits, of: [0x62], in: reader).count == 1)
      #expect(try FuzzyWalk.terms(within: edits, of: [], in: reader).count == 1)
    }
    #expect(try FuzzyWalk.terms(within: -1, of: word, in: reader).isEmpty)
  }
}
