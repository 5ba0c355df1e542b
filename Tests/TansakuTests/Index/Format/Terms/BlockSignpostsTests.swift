import TansakuTestSupport
import Testing

@testable import Tansaku

@Suite("Signposts lead to the block that a search from the first to the last would find")
struct BlockSignpostsTests {
  @Test("Keys that share their beginning, and keys shorter than it", arguments: 0..<30)
  func sameAsSlowTwin(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    func randomKey() -> [UInt8] {
      let stem: [UInt8] = generator.once(in: 2) ? [0x77] : Array("wabcdefg".utf8)
      let length = Int.random(in: 0...4, using: &generator)
      return stem + (0..<length).map { _ in UInt8.random(in: 0...3, using: &generator) &* 85 }
    }
    let keys = Set((0..<Int.random(in: 0...3000, using: &generator)).map { _ in randomKey() })
      .sorted { $0.lexicographicallyPrecedes($1) }
    let signposts = BlockSignposts()
    // The first searches put the signposts up and the later ones follow them.
    for _ in 0..<400 {
      let wanted = randomKey()
      let found = wanted.withUnsafeBytes { wanted in
        signposts.lastBlock(
          notAfter: wanted, beginning: BlockSignposts.beginning(of: wanted), of: keys.count
        ) { block in
          // Valid as long as `keys`, which nobody changes.
          keys[block].withUnsafeBytes { $0 }
        }
      }
      #expect(found == keys.lastIndex { !wanted.lexicographicallyPrecedes($0) })
    }
  }
}
