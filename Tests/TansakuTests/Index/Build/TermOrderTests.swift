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
      let text = scalars.compactMap(Unicode.Scalar.init).map(Character.init)
      texts.add(.attribute, String(text), document: 3)
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
