import TansakuStorage
import TansakuTestSupport
import Testing

@Suite("SplitMix64")
struct SplitMix64Tests {
  /// The first numbers of the authors' program for the seed 1234567.
  private let published: [UInt64] = [6_457_827_717_110_365_317, 3_203_168_211_198_807_973]

  @Test("The generator gives the published numbers, and that of the tests gives the same")
  func numbers() {
    var random = SplitMix64(seed: 1_234_567)
    #expect([random.next(), random.next()] == published)
    var generator = SeededGenerator(seed: 1_234_567)
    #expect([generator.next(), generator.next()] == published)
    #expect("\(generator)" == "SeededGenerator(seed: 1234567)")
  }

  @Test("A number below a bound is the upper part of the bits, and each of a few comes as often")
  func bounds() {
    var random = SplitMix64(seed: 1_234_567)
    #expect(published.allSatisfy { random.number(below: 1 << 32) == Int($0 >> 32) })
    var counts = [0, 0, 0]
    for _ in 0..<30_000 { counts[random.number(below: 3)] += 1 }
    #expect(counts.allSatisfy { (9_600...10_400).contains($0) })
    #expect(random.number(below: 1) == 0)
  }
}
