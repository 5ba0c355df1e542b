import TansakuTestSupport
import TansakuText
import Testing

@testable import Tansaku

@Suite("The memory of an update is shared out")
struct MemoryPlanTests {
  @Test("Fewer threads work where there is little, and never more than are wanted")
  func threads() {
    #expect(MemoryPlan(memory: 1, concurrency: 16).concurrency == 1)
    #expect(MemoryPlan(memory: 40 << 20, concurrency: 16).concurrency == 2)
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
