import TansakuStorage
import TansakuTestSupport
import Testing

@testable import Tansaku

@Suite("A segment has the same bytes however its terms are cut into parts")
struct SegmentPartTests {
  private struct Term {
    let key: [UInt8]
    let documents: [UInt32]
    let frequencies: [UInt32]
    let deltas: [UInt32]?
  }

  /// Terms of one document and of many, with positions and without.
  private func terms(_ generator: inout SeededGenerator) -> [Term] {
    (0..<700).map { number in
      let count = [1, 2, 5, 127, 128, 300].randomElement(using: &generator) ?? 1
      var documents = Set<UInt32>()
      while documents.count < count { documents.insert(.random(in: 0..<400, using: &generator)) }
      let frequencies = documents.map { _ in UInt32.random(in: 1...3, using: &generator) }
      let occurrences = frequencies.reduce(0) { $0 + Int($1) }
      let digits = String(number)
      return Term(
        key: Array("w\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8),
        documents: documents.sorted(), frequencies: frequencies,
        deltas: Bool.random(using: &generator)
          ? (0..<occurrences).map { _ in .random(in: 0...900, using: &generator) } : nil)
    }
  }

  private func write(
    _ terms: [Term], to directory: String, _ add: (inout SegmentWriter, [Term]) throws -> Void
  ) throws -> [String: [UInt8]] {
    let fileSystem = FaultyFileSystem()
    try fileSystem.createDirectory(directory)
    let files = SegmentFiles(tag: FileTag(high: 0, low: 1))
    var writer = try SegmentWriter(files, in: directory, fileSystem: fileSystem)
    try add(&writer, terms)
    _ = try writer.finish(lengths: Array(repeating: 5, count: 400))
    return Dictionary(
      uniqueKeysWithValues: files.all.map {
        ($0, fileSystem.contents(of: "\(directory)/\($0)") ?? [])
      })
  }

  @Test("Whole, by single terms, and at random places", arguments: 0..<5)
  func cuts(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let terms = terms(&generator)
    let lengths = (0..<400).map { _ in UInt8.random(in: 0...80, using: &generator) }
    func add(_ term: Term, to part: inout SegmentPart) throws {
      try term.documents.withUnsafeBufferPointer { documents in
        try term.frequencies.withUnsafeBufferPointer { frequencies in
          try lengths.withUnsafeBufferPointer { lengths in
            guard let deltas = term.deltas else {
              return try part.add(
                term.key, documents: documents, frequencies: frequencies, deltas: nil,
                lengths: lengths)
            }
            try deltas.withUnsafeBufferPointer {
              try part.add(
                term.key, documents: documents, frequencies: frequencies, deltas: $0,
                lengths: lengths)
            }
          }
        }
      }
    }
    let whole = try write(terms, to: "whole") { writer, terms in
      var part = SegmentPart()
      for term in terms { try add(term, to: &part) }
      try writer.add(part)
    }
    let single = try write(terms, to: "single") { writer, terms in
      var part = SegmentPart()
      for term in terms {
        part.removeAll()
        try add(term, to: &part)
        try writer.add(part)
      }
    }
    let random = try write(terms, to: "random") { writer, terms in
      var part = SegmentPart()
      for term in terms {
        try add(term, to: &part)
        guard generator.once(in: 20) else { continue }
        try writer.add(part)
        part = SegmentPart()
      }
      try writer.add(part)
    }
    #expect(whole == single)
    #expect(whole == random)
    #expect(whole.values.allSatisfy { !$0.isEmpty })
  }
}
