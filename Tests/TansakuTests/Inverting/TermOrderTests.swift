import TansakuTestSupport
import TansakuText
import Testing

@testable import Tansaku

@Suite("Terms are sorted as the bytes of their keys are")
struct TermOrderTests {
  @Test("By tables and ranges as by plain comparison, where characters and lengths decide late")
  func likeBytes() {
    var generator = SeededGenerator(seed: 21)
    let alphabet: [UInt32] = [
      0x01, 0x61, 0x7F, 0x80, 0x3FF, 0x4EAC, 0xFFFE, 0xFFFF, 0x1_0000, 0x2_0BB7, 0x10_FFFF,
    ]
    let texts = InvertedTexts()
    var expected: Set<[UInt8]> = []
    for _ in 0..<30_000 {
      let scalars = (0..<Int.random(in: 1...6, using: &generator)).map { _ in
        alphabet.randomElement(using: &generator) ?? 0x61
      }
      texts.add(.attribute, scalars, document: 3)
      expected.insert(TermKey(.attribute, scalars: scalars[...]).bytes)
    }
    for table in 0..<InvertedTexts.tableCount { texts.sortTerms(ofTable: table) }
    let terms = SortedTerms([texts])
    #expect(terms.rangeCount > 1)
    let room = SortedTerms.Room()
    var seen: [[UInt8]] = []
    for range in 0..<terms.rangeCount {
      terms.forEachTerm(ofRange: range, using: room) { key, hasPositions, occurrences in
        seen.append(key)
        #expect(!hasPositions)
        #expect(Array(occurrences.documents.numbers) == [3])
      }
    }
    #expect(seen == expected.sorted { $0.lexicographicallyPrecedes($1) })
  }
}

@Suite("The memory of an update is shared out")
struct MemoryPlanTests {
  @Test("Fewer threads work where there is little, and never more than are wanted")
  func threads() {
    #expect(MemoryPlan(memory: 1, concurrency: 16).concurrency == 1)
    #expect(MemoryPlan(memory: 40 << 20, concurrency: 16).concurrency == 3)
    #expect(MemoryPlan(memory: 1 << 30, concurrency: 16).concurrency == 16)
    #expect(MemoryPlan(memory: 1 << 30, concurrency: 1).concurrency == 1)
  }

  @Test("Long streams are written by fewer threads, and never by none")
  func writers() {
    let plan = MemoryPlan(memory: 256 << 20, concurrency: 8)
    #expect(plan.writers(longestStream: 1 << 10) == 8)
    #expect(plan.writers(longestStream: 1 << 20) < 8)
    #expect(plan.writers(longestStream: 1 << 30) == 1)
  }

  @Test("The longest piece of a text is never less than what the analysis takes at once")
  func longestPieces() {
    var generator = SeededGenerator(seed: 4)
    for _ in 0..<60 {
      var text = ""
      let mean = [3, 300, 30_000].randomElement(using: &generator) ?? 3
      while text.utf8.count < 200_000 {
        text += String(repeating: "字", count: Int.random(in: 0...mean, using: &generator))
        text += ["\n", " ", "。", "x"].randomElement(using: &generator) ?? " "
      }
      var chunks = TextChunks(text)
      var longest = 0
      while let chunk = chunks.next() { longest = max(longest, chunk.utf8.count) }
      let bound = TextChunks.longestLength(in: text)
      #expect(bound + 2 * TextChunks.target >= longest)
      #expect(bound <= longest + 2 * TextChunks.target)
    }
  }
}
