import TansakuStorage
import TansakuTestSupport
import Testing

@testable import Tansaku

@Suite("A dictionary gives back the terms that were written to it")
struct TermsTests {
  private let directory: TemporaryDirectory
  private let fileSystem = LocalFileSystem()

  init() throws { directory = try TemporaryDirectory() }

  /// A character from one of the places where the length in UTF-8 changes, or from Han.
  private func randomScalar(_ generator: inout SeededGenerator) -> UInt32 {
    let places: [ClosedRange<UInt32>] = [
      0x20...0x21, 0x7E...0x81, 0x7FE...0x802, 0x4E00...0x5000, 0xD7FE...0xD7FF, 0xFFFE...0x10001,
      0x10FFFE...0x10FFFF,
    ]
    return UInt32.random(
      in: places[Int.random(in: 0..<places.count, using: &generator)], using: &generator)
  }

  private func randomInfo(_ generator: inout SeededGenerator, offset: inout UInt64) -> TermInfo {
    let isSingle = generator.once(in: 2)
    let documents: UInt32 = isSingle ? 1 : .random(in: 2...5000, using: &generator)
    let total =
      UInt64(documents) + (generator.once(in: 2) ? 0 : .random(in: 1...9000, using: &generator))
    offset += .random(in: 1...70_000, using: &generator)
    let hasPositions = generator.once(in: 2)
    return TermInfo(
      documentFrequency: documents, totalFrequency: total, hasPositions: hasPositions,
      postings: isSingle
        ? .single(document: .random(in: 0...UInt32.max, using: &generator)) : .offset(offset),
      positions: !hasPositions
        ? .none
        : total == 1
          ? .single(position: .random(in: 0...UInt32.max, using: &generator))
          : PostingsFormat.isSmall(documents: Int(documents), occurrences: total)
            ? .small : .offset(offset))
  }

  @Test("Keys of all lengths, near each other and far apart", arguments: 0..<40)
  func roundTrip(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var keys: Set<[UInt8]> = []
    for _ in 0..<Int.random(in: 1...400, using: &generator) {
      let length = generator.once(in: 30) ? 300 : Int.random(in: 0...3, using: &generator)
      let scalars = (0..<length).map { _ in randomScalar(&generator) }
      keys.insert(
        TermKey(Layer.allCases.randomElement(using: &generator) ?? .word, scalars: scalars).bytes)
    }
    // Bytes that are no UTF-8 come from no text of ours, and come back all the same.
    keys.insert([0x67, 0xE3, 0x81])
    keys.insert([0x67, 0xE3, 0x82])
    let sorted = keys.sorted { $0.lexicographicallyPrecedes($1) }
    var offset: UInt64 = 0
    let infos = sorted.map { _ in randomInfo(&generator, offset: &offset) }
    var writer = try TermsWriter(directory.path("t"), fileSystem: fileSystem)
    for (key, info) in zip(sorted, infos) { try key.withUnsafeBytes { try writer.add($0, info) } }
    _ = try writer.finish()
    let reader = try TermsReader(directory.path("t"), fileSystem: fileSystem)
    var found: [([UInt8], TermInfo)] = []
    try reader.forEach(prefix: []) { key, info in
      found.append((key.bytes, info))
      return true
    }
    #expect(found.map(\.0) == sorted, "\(generator)")
    #expect(found.map(\.1) == infos, "\(generator)")
    for (key, info) in zip(sorted, infos) {
      #expect(try reader.find(TermKey(bytes: key)) == info)
      let stranger = key + [0x20]
      if !keys.contains(stranger) { #expect(try reader.find(TermKey(bytes: stranger)) == nil) }
    }
  }
}
