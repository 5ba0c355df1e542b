import TansakuStorage
import TansakuTestSupport
import Testing

@testable import Tansaku

@Suite("A merge keeps the lists of its sources, number by number")
struct MergedPositionsTests {
  /// The lists of a term as plain arrays.
  private struct Lists {
    var documents: [UInt32] = []
    var frequencies: [UInt32] = []
    var deltas: [UInt32] = []
  }

  /// Term number n has differences of n bits.
  private static let termCount = 25

  private func key(_ term: Int) -> TermKey { TermKey(.gram, scalars: [0x4E00 + UInt32(term)]) }

  /// Lists whose differences are of all magnitudes up to 2^24, each term with its own, some with all
  /// of them mixed; of few and many documents, and of few and many occurrences in each.
  private func lists(
    documents count: Int, using generator: inout SeededGenerator
  ) -> [Lists] {
    (0..<MergedPositionsTests.termCount).map { term in
      var lists = Lists()
      let share = [1, 2, 3, 10].randomElement(using: &generator) ?? 1
      let most = [1, 3, 8, 40].randomElement(using: &generator) ?? 1
      let isMixed = generator.once(in: 3)
      for document in 0..<count where generator.once(in: share) {
        lists.documents.append(UInt32(document))
        lists.frequencies.append(.random(in: 1...UInt32(most), using: &generator))
        for _ in 0..<(lists.frequencies.last ?? 0) {
          let bits = isMixed ? Int.random(in: 0...term, using: &generator) : term
          lists.deltas.append(.random(in: (1 << bits) / 2...1 << bits, using: &generator))
        }
      }
      return lists
    }
  }

  private func write(
    _ lists: [Lists], documents count: Int, number: UInt64, to disk: FaultyFileSystem
  ) throws -> Segment {
    let files = SegmentFiles(tag: FileTag(high: 0, low: number))
    let lengths = Array(repeating: UInt8(100), count: count)
    var writer = try SegmentWriter(files, in: "index", fileSystem: disk)
    for document in 0..<count {
      let id = Array("\(number)-\(document)".utf8)
      try writer.addIdentifier(id)
      try ([1, UInt8(id.count)] + id).withUnsafeBytes { try writer.addStored($0) }
    }
    var part = SegmentPart()
    try lengths.withUnsafeBufferPointer { lengths in
      for (term, lists) in lists.enumerated() where !lists.documents.isEmpty {
        try lists.documents.withUnsafeBufferPointer { documents in
          try lists.frequencies.withUnsafeBufferPointer { frequencies in
            try lists.deltas.withUnsafeBufferPointer { deltas in
              try part.add(
                key(term).bytes, documents: documents, frequencies: frequencies, deltas: deltas,
                lengths: lengths)
            }
          }
        }
      }
    }
    try writer.add(part)
    return try Segment(writer.finish(lengths: lengths), in: "index", fileSystem: disk)
  }

  @Test(
    "Whatever the differences of positions, documents, occurrences and deletions",
    arguments: 0..<4)
  func keepsLists(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let disk = FaultyFileSystem()
    try disk.createDirectory("index")
    var sources: [SegmentMerger.Source] = []
    var expected = Array(repeating: Lists(), count: MergedPositionsTests.termCount)
    var documentCount = 0
    for count in [700, 1, 1100] {
      let lists = lists(documents: count, using: &generator)
      var deletions = Deletions(count: count)
      for document in 0..<UInt32(count) where count > 1 && generator.once(in: 9) {
        deletions.insert(document)
      }
      let numbers = (0..<UInt32(count)).map { document -> UInt32? in
        if deletions.contains(document) { return nil }
        documentCount += 1
        return UInt32(documentCount - 1)
      }
      for (term, lists) in lists.enumerated() {
        var rest = lists.deltas[...]
        for (document, frequency) in zip(lists.documents, lists.frequencies) {
          if let number = numbers[Int(document)] {
            expected[term].documents.append(number)
            expected[term].frequencies.append(frequency)
            expected[term].deltas += rest.prefix(Int(frequency))
          }
          rest = rest.dropFirst(Int(frequency))
        }
      }
      let segment = try write(
        lists, documents: count, number: UInt64(sources.count + 1), to: disk)
      sources.append(.init(segment: segment, deletions: deletions))
    }
    let files = SegmentFiles(tag: FileTag(high: 0, low: 9))
    let info = try SegmentMerger(sources).write(files, in: "index", fileSystem: disk)
    try expect(expected, in: info, on: disk)
  }

  /// Expects lists in a segment, read by the slow decoders.
  private func expect(
    _ expected: [Lists], in info: SegmentInfo, on disk: FaultyFileSystem
  ) throws {
    let segment = try Segment(info, in: "index", fileSystem: disk)
    let decoder = TermDecoder(
      postings: try CheckedFile(
        "index/\(info.files.postings)", kind: PostingsFormat.kind, fileSystem: disk),
      positions: try CheckedFile(
        "index/\(info.files.positions)", kind: PositionsFormat.kind, fileSystem: disk),
      lengths: Array(try segment.lengthCodes()))
    for (term, lists) in expected.enumerated() {
      guard let found = try segment.terms.find(key(term)) else {
        #expect(lists.documents.isEmpty, "term \(term)")
        continue
      }
      var list = PostingList()
      _ = try decoder.decode(found, into: &list)
      #expect(list.faults.isEmpty)
      #expect(list.documents == lists.documents, "term \(term)")
      #expect(list.frequencies == lists.frequencies, "term \(term)")
      let wrong = zip(list.deltas, lists.deltas).count { $0 != $1 }
      #expect(list.deltas.count == lists.deltas.count, "term \(term)")
      #expect(
        wrong == 0,
        "term \(term) of \(list.documents.count) documents, \(list.deltas.count) positions")
    }
  }
}
